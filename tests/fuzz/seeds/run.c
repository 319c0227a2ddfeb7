/* Stands in for libFuzzer where only seeds are to be tried: the function of a fuzzer over each file that is named. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	enum { LARGEST = 1 << 20 };
	uint8_t *data = malloc(LARGEST);
	for (int i = 1; data && i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		if (!file) {
			perror(argv[i]);
			return 1;
		}
		size_t size = fread(data, 1, LARGEST, file);
		fclose(file);
		LLVMFuzzerTestOneInput(data, size);
	}
	free(data);
	return !data;
}
