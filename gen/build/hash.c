#include "build/hash.h"

#include <xxhash.h>

#include "vars/value.h"

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

struct hash hash_value(const struct value *value)
{
	if (!value)
		return hash_text(STR("absent"));
	char kind = (char)('0' + value->kind);
	struct hash hash = hash_join(hash_text((struct str){ &kind, 1 }), hash_text(value->text));
	for (size_t i = 0; i < value->count; i++) {
		if (value->kind == VALUE_MAP)
			hash = hash_join(hash, hash_text(str_of(value->members[i].name)));
		hash = hash_join(hash, hash_value(value->kind == VALUE_MAP ? value->members[i].value : value->items[i]));
	}
	return hash;
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
