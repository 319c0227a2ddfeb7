#include "build/hash.h"

#include <inttypes.h>
#include <stdio.h>
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
	snprintf(hex, HASH_HEX, "%016" PRIx64 "%016" PRIx64, hash.high, hash.low);
}

bool hash_read(struct str hex, struct hash *hash)
{
	char text[HASH_HEX];
	if (hex.len != HASH_HEX - 1)
		return false;
	snprintf(text, sizeof text, "%.*s", (int)hex.len, hex.data);
	return sscanf(text, "%16" SCNx64 "%16" SCNx64, &hash->high, &hash->low) == 2;
}
