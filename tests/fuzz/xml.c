/* libFuzzer target: the reader of XML plans. */
#include "fuzz/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_parse(data, size, PARSE_XML);
	return 0;
}
