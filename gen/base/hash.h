/* Content hashes (XXH3, 128 bits): for telling whether something changed, not for security. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct hash {
	uint64_t high, low;
};

struct hash hash_text(struct str text);

/* Of a regular file's content; false with errno when there is none or it cannot be read. */
bool hash_file(const char *path, struct hash *hash);

/* Order matters: the hash of a sequence is hash_join(hash_join(a, b), c). */
struct hash hash_join(struct hash a, struct hash b);

bool hash_equal(struct hash a, struct hash b);

enum { HASH_HEX = 33 };
/* 32 hexadecimal digits and NUL. */
void hash_write(struct hash hash, char hex[HASH_HEX]);
bool hash_read(struct str hex, struct hash *hash);

#endif
