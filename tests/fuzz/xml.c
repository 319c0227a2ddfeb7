/* libFuzzer target: the reader of XML plans, and that of plain XML, which must read what it takes as libxml2 does. */
#include "fuzz/parse.h"
#include "fuzz/xml_same.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_plain(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	if (utf8_valid((const char *)data, size, NULL) && read_both(arena, (struct str){ arena_copy(arena, (const char *)data, size), size }) == OTHERWISE)
		abort();
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_plain(data, size);
	fuzz_parse(data, size, PARSE_XML);
	return 0;
}
