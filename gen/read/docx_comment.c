/* Comments of a DOCX: no text of it, but what somebody has to say about it (ECMA-376 part 1, 17.13.4). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/package.h"

/* What the comment says, its paragraphs in one line. */
static const char *text_of(struct docx_reader *r, const xmlNode *comment)
{
	enum { CHARS = 300 };
	struct buf text = BUF_INIT;
	docx_add_texts(comment, " ", &text, 0);
	const char *said = diag_excerpt(r->arena, str_trim(buf_str(&text)), CHARS);
	buf_free(&text);
	return *said ? said : "…"; /* a drawing */
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct docx_comment *)a)->id, ((const struct docx_comment *)b)->id);
}

void docx_load_comments(struct docx_reader *r)
{
	const char *part = package_target(r->package, "comments");
	xmlDocPtr document = part ? package_load(r->package, r->scratch, part) : NULL;
	for (const xmlNode *n = document ? xml_first(xmlDocGetRootElement(document)) : NULL; n; n = xml_next(n)) {
		const char *id = docx_attribute(r->scratch, n, "id");
		if (id && xml_is(n, "comment"))
			*ARENA_PUSH(r->scratch, r->comments, r->comment_count, r->comment_capacity) =
				(struct docx_comment){ .id = id, .text = text_of(r, n) };
	}
	if (r->comment_count)
		qsort(r->comments, r->comment_count, sizeof *r->comments, by_id);
}

static void tell(struct docx_reader *r, struct docx_comment *comment, struct place place)
{
	if (r->findings && !comment->told)
		diag_add(r->findings, DIAG_READ_COMMENT, place, comment->text);
	comment->told = true;
}

void docx_tell_comment(struct docx_reader *r, const xmlNode *reference)
{
	struct docx_comment key = { .id = docx_attribute(r->scratch, reference, "id") };
	bool any = key.id && r->comment_count;
	struct docx_comment *found = any ? bsearch(&key, r->comments, r->comment_count, sizeof key, by_id) : NULL;
	if (found)
		tell(r, found, docx_place(r));
}

void docx_tell_comments_left(struct docx_reader *r)
{
	for (size_t i = 0; i < r->comment_count; i++)
		tell(r, &r->comments[i], (struct place){ r->file->text, 0 });
}
