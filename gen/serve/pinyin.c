#include "serve/pinyin.h"

#include <ctype.h>
#include <stdlib.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/memory.h"

enum { MOST_UNITS = 1024 };

struct pinyin {
	UTransliterator *latin;
};

struct pinyin *pinyin_open(void)
{
	static const UChar id[] = u"Han-Latin; Latin-ASCII; Lower";
	UErrorCode error = U_ZERO_ERROR;
	UTransliterator *latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
	if (U_FAILURE(error))
		return NULL;
	struct pinyin *pinyin = memory_alloc(sizeof *pinyin);
	pinyin->latin = latin;
	return pinyin;
}

void pinyin_close(struct pinyin *pinyin)
{
	if (pinyin)
		utrans_close(pinyin->latin);
	free(pinyin);
}

/* The syllables, with blanks between them; false: the name is too long. */
static bool spell(const struct pinyin *pinyin, const char *name, char *out, int32_t room)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar text[MOST_UNITS];
	int32_t length = 0, limit;
	u_strFromUTF8(text, MOST_UNITS, &length, name, -1, &error);
	limit = length;
	if (U_SUCCESS(error))
		utrans_transUChars(pinyin->latin, text, &length, MOST_UNITS, 0, &limit, &error);
	u_strToUTF8(out, room, NULL, text, length, &error);
	return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

void pinyin_add(const struct pinyin *pinyin, const char *name, struct buf *out)
{
	char letters[3 * MOST_UNITS];
	if (!pinyin || !spell(pinyin, name, letters, sizeof letters))
		return;
	for (const char *p = letters; *p; p++)
		if (isalnum((unsigned char)*p) && (p == letters || p[-1] == ' '))
			buf_add_char(out, *p);
	buf_add_char(out, ' ');
	for (const char *p = letters; *p; p++)
		if (isalnum((unsigned char)*p))
			buf_add_char(out, *p);
}
