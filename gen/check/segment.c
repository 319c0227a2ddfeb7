#include "check/segment.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "check/scan.h"

struct check_segmenter {
	struct arena *arena;
	UBreakIterator *words;
	size_t *starts;
	size_t capacity;
	UChar *wide; /* the last text in UTF-16 */
	size_t room;
};

static void close_iterator(void *iterator)
{
	ubrk_close(iterator);
}

struct check_segmenter *check_segmenter_new(struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	struct check_segmenter *segmenter = ARENA_NEW(arena, struct check_segmenter);
	*segmenter = (struct check_segmenter){ .arena = arena, .words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status) };
	if (U_FAILURE(status))
		return NULL;
	arena_on_free(arena, close_iterator, segmenter->words);
	return segmenter;
}

/* The text in UTF-16, in which ICU's dictionary is looked up sooner; its units, -1: it is too long or not valid. */
static int32_t widen(struct check_segmenter *segmenter, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t units;
	if (text.len > INT32_MAX / 2)
		return -1;
	if (text.len > segmenter->room) {
		segmenter->room = text.len * 2;
		segmenter->wide = ARENA_ARRAY(segmenter->arena, UChar, segmenter->room);
	}
	u_strFromUTF8(segmenter->wide, (int32_t)segmenter->room, &units, text.data, (int32_t)text.len, &status);
	return U_FAILURE(status) ? -1 : units;
}

const size_t *check_segment(struct check_segmenter *segmenter, struct str text, size_t *count)
{
	UErrorCode status = U_ZERO_ERROR;
	*count = 0;
	int32_t units = segmenter ? widen(segmenter, text) : -1, unit = 0;
	if (units <= 0)
		return NULL;
	ubrk_setText(segmenter->words, segmenter->wide, units, &status);
	size_t byte = 0, size;
	for (int32_t at = U_FAILURE(status) ? UBRK_DONE : ubrk_first(segmenter->words); at != UBRK_DONE;
	     at = ubrk_next(segmenter->words)) {
		for (; unit < at; byte += size)
			unit += scan_at(text, byte, &size) > 0xFFFF ? 2 : 1;
		*ARENA_PUSH(segmenter->arena, segmenter->starts, *count, segmenter->capacity) = byte;
	}
	return U_FAILURE(status) || !*count ? NULL : segmenter->starts;
}

/* Characters that stand alone in any text. */
static const char free_words[] = "的了和与在是为对及等不也都就而将把被从到向于以其各每该本此由经按并或且但因所之者则再又还已未可应须要会能让使给同"
				 "上下中内外前后里间时年月日个名项次人元度号份家所户处条件位种类批期天分点线面区县市镇乡村组局院校部办科股室厅长员"
				 "一二三四五六七八九十百千万亿两几多少大小新老高低好第您您我你他她它们这那哪有无非最更很较只均仅达超约近共至自起止"
				 "说看听做想来去出入回过着地得吗呢吧啊";

bool check_may_be_part(uint32_t character)
{
	return character && !scan_in(character, free_words);
}
