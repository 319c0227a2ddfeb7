/* The two documents: read from a file, or drafted. */
#include "base/arena.h"
#include "base/diag.h"
#include "compare/compare.h"
#include "draft/draft.h"
#include "read/read.h"

/* Of what the reader says, that text was left out concerns a comparison; how it would be imported does not. */
static void tell_left_out(struct diag_list *diags, const struct diag_list *findings)
{
	static const enum diag_code codes[] = {
		DIAG_READ_PICTURE, DIAG_READ_SYMBOL, DIAG_READ_HIDDEN, DIAG_READ_CHARACTERS, DIAG_READ_STRUCK, DIAG_READ_NUMBER_ALONE,
		DIAG_READ_FIELD, DIAG_READ_RUBY, DIAG_READ_FIGURE_TEXT, DIAG_READ_EMBEDDED, DIAG_READ_STRAY, DIAG_READ_LOST,
	};
	for (const struct diag *d = findings->first; d; d = d->next)
		for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
			if (d->code == codes[i])
				diag_add(diags, d->code, d->place, d->arguments[0], d->arguments[1]);
}

bool compare_open(struct arena *arena, const char *path, const char *name, struct compare_side *side, struct diag_list *diags)
{
	struct read_file file;
	struct doc **docs;
	struct diag_list findings;
	diag_init(&findings, arena);
	if (!read_open(arena, path, name, &file, diags, &findings))
		return false;
	size_t count = read_plans(arena, &file, &docs, &findings);
	tell_left_out(diags, &findings);
	compare_take(arena, name ? name : path, docs, count, side);
	if (side->count)
		return true;
	diag_add(diags, DIAG_READ_NOTHING, NO_PLACE, name ? name : path);
	return false;
}

bool compare_draft(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *side,
		   struct diag_list *diags)
{
	struct draft_request formal = *request;
	struct draft_result result = { 0 };
	struct diag_list said;
	diag_init(&said, arena);
	formal.formal = true;
	formal.policy = POLICY_REVIEW;
	struct doc *doc = draft_compose(arena, tools, &formal, &result, &said);
	if (!doc || diag_errors(&said)) {
		diag_append(diags, &said);
		return false;
	}
	compare_take(arena, doc_title(doc), &doc, 1, side);
	return true;
}
