/* libFuzzer target: the Markdown reader. */
#include "fuzz/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_parse(data, size, PARSE_MARKDOWN);
	return 0;
}
