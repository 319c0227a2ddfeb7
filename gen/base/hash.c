#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/memory.h"

struct hash hash_text(struct str text)
{
	XXH128_hash_t h = XXH3_128bits(text.data ? text.data : "", text.len);
	return (struct hash){ h.high64, h.low64 };
}

struct hash hash_join(struct hash a, struct hash b)
{
	uint64_t both[4] = { a.high, a.low, b.high, b.low };
	return hash_text((struct str){ (const char *)both, sizeof both });
}

bool hash_equal(struct hash a, struct hash b)
{
	return a.high == b.high && a.low == b.low;
}

void hash_write(struct hash hash, char hex[HASH_HEX])
{
	static const char digits[] = "0123456789abcdef";
	for (int i = 0; i < 16; i++) {
		hex[i] = digits[hash.high >> (60 - 4 * i) & 15];
		hex[i + 16] = digits[hash.low >> (60 - 4 * i) & 15];
	}
	hex[HASH_HEX - 1] = '\0';
}

/* Sixteen digits; false when one is none. */
static bool read_half(const char *hex, uint64_t *half)
{
	*half = 0;
	for (int i = 0; i < 16; i++) {
		char c = hex[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return false;
		*half = *half << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return true;
}

bool hash_read(struct str hex, struct hash *hash)
{
	return hex.len == HASH_HEX - 1 && read_half(hex.data, &hash->high) && read_half(hex.data + 16, &hash->low);
}

/* Read and not mapped: a file that is cut meanwhile would end the process. */
static bool hash_open_file(int fd, struct hash *hash)
{
	enum { STEP = 1 << 16 };
	char *data = memory_alloc(STEP);
	XXH3_state_t *state = XXH3_createState();
	ssize_t got = state && XXH3_128bits_reset(state) == XXH_OK ? 1 : -1;
	while (got > 0) {
		got = read(fd, data, STEP);
		if (got > 0)
			XXH3_128bits_update(state, data, (size_t)got);
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	if (got == 0) {
		XXH128_hash_t h = XXH3_128bits_digest(state);
		*hash = (struct hash){ h.high64, h.low64 };
	}
	int error = errno;
	XXH3_freeState(state);
	free(data);
	errno = error;
	return got == 0;
}

bool hash_file(const char *path, struct hash *hash)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* opening a FIFO would wait for who writes to it */
	struct stat info;
	if (fd < 0)
		return false;
	bool ok = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && hash_open_file(fd, hash);
	int error = errno;
	close(fd);
	errno = error;
	return ok;
}
