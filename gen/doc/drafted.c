#include "doc/drafted.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "doc/doc.h"

/* The text counts as a reader sees it. */
static void mark_of(const char *name, struct str text, char mark[DRAFTED_MARK])
{
	char hex[HASH_HEX];
	struct buf visible = BUF_INIT;
	doc_add_visible(&visible, text);
	hash_write(hash_join(hash_text(str_of(name)), hash_text(str_trim(buf_str(&visible)))), hex);
	buf_free(&visible);
	memcpy(mark, hex, DRAFTED_MARK - 1);
	mark[DRAFTED_MARK - 1] = '\0';
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool has_value(const struct doc_node *node)
{
	return (node->kind == DOC_VALUE || node->kind == DOC_GAP) && node->name;
}

static size_t count_values(const struct doc *doc)
{
	size_t count = 0;
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		count += has_value(n);
	for (size_t i = 0; i < doc->meta_count; i++)
		for (const struct doc_meta_part *part = doc->meta[i].parts; part && part->name; part++)
			count++;
	return count;
}

size_t drafted_marks(struct arena *arena, const struct doc *doc, char (**marks)[DRAFTED_MARK])
{
	size_t count = 0, kept = 0;
	*marks = arena_alloc(arena, (count_values(doc) + 1) * sizeof **marks);
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (has_value(n))
			mark_of(n->name, n->text, (*marks)[count++]);
	for (size_t i = 0; i < doc->meta_count; i++)
		for (const struct doc_meta_part *part = doc->meta[i].parts; part && part->name; part++)
			mark_of(part->name, part->text, (*marks)[count++]);
	if (count)
		qsort(*marks, count, sizeof **marks, by_text);
	for (size_t i = 0; i < count; i++)
		if (!kept || strcmp((*marks)[kept - 1], (*marks)[i]) != 0)
			memmove((*marks)[kept++], (*marks)[i], DRAFTED_MARK);
	return kept;
}

bool drafted_has(const char *marks, const char *name, struct str text)
{
	char mark[DRAFTED_MARK];
	mark_of(name, text, mark);
	for (struct str rest = str_of(marks); rest.len;)
		if (str_is(str_cut(&rest, " "), mark))
			return true;
	return false;
}
