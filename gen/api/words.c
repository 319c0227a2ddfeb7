#include "api/words.h"

#include <stdint.h>
#include <string.h>

/* A catalogue as msgfmt writes it (GNU gettext, "The Format of GNU MO Files"), in the byte order of the machine that built it: made into
 * an array by the Makefile, so that texts need no file and no locale. */
extern const unsigned char words_zh_cn[];

enum { MO_COUNT = 8, MO_KEYS = 12, MO_TEXTS = 16, MO_ENTRY = 8 };

static uint32_t number_at(size_t offset)
{
	uint32_t number;
	memcpy(&number, words_zh_cn + offset, sizeof number);
	return number;
}

/* Text `index` of the table that starts at `table`: lengths and offsets. */
static const char *text_at(uint32_t table, uint32_t index)
{
	return (const char *)words_zh_cn + number_at(table + (size_t)index * MO_ENTRY + 4);
}

const char *words_in(enum words_language language, const char *text)
{
	if (language == WORDS_ENGLISH || !*text)
		return text;
	uint32_t keys = number_at(MO_KEYS), low = 0, high = number_at(MO_COUNT);
	while (low < high) { /* keys are sorted; one with a plural ends at its singular */
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, text_at(keys, middle));
		if (order == 0)
			return text_at(number_at(MO_TEXTS), middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return text;
}

enum words_language words_language_of(const char *name)
{
	return name && strncmp(name, "zh", 2) == 0 ? WORDS_CHINESE : WORDS_ENGLISH;
}
