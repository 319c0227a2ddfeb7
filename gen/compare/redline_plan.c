/* The two documents of which one becomes the other by revisions: files, or a draft. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "compare/internal.h"
#include "compare/redline.h"
#include "draft/draft.h"
#include "write/writer.h"

/* The bytes of a DOCX file; false with an error, also for a file of another kind. */
static bool read_file(struct arena *arena, const char *path, struct redline_file *file, struct diag_list *diags)
{
	struct str name = str_of(path);
	struct buf bytes = BUF_INIT;
	if (!str_ends_caseless(name, ".docx") && !str_ends_caseless(name, ".docm")) {
		diag_add(diags, DIAG_REDLINE_KIND, NO_PLACE, path);
		return false;
	}
	bool good = file_read(path, LIMIT_DATA_BYTES, &bytes, diags);
	*file = (struct redline_file){ path, buf_move_str(&bytes, arena) };
	return good;
}

bool compare_redline_files(struct arena *arena, const char *before, const char *after, const struct compare_maker *maker, struct buf *out,
			   struct diag_list *diags)
{
	struct redline_file old, new;
	bool good = read_file(arena, before, &old, diags);
	return read_file(arena, after, &new, diags) && good && compare_redline(arena, &old, &new, maker, out, diags);
}

/* The plan as a DOCX without controls, with the list of what is missing where the other document has it. */
static bool write_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
		       struct redline_file *file, struct diag_list *diags)
{
	const struct writer *writer = writer_lookup("docx");
	struct draft_request plan = accept_request_with(arena, request, result->then, result->then_count);
	struct draft_result drafted = { 0 };
	struct buf bytes = BUF_INIT;
	struct diag_list said; /* compare_with_plan() has said it */
	diag_init(&said, arena);
	plan.writers = &writer;
	plan.writer_count = 1;
	plan.plain_docx = true;
	plan.policy = result->after->doc_count && compare_lists_missing(result->after->docs[0]) ? POLICY_DRAFT : POLICY_REVIEW;
	bool good = draft_lay_out(arena, tools, &plan, &drafted, &said) && draft_write(arena, tools, &plan, &drafted, &bytes, &said);
	if (!good)
		diag_append(diags, &said);
	*file = (struct redline_file){ result->before->name, buf_move_str(&bytes, arena) };
	return good;
}

bool compare_redline_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
			  const char *after, const struct compare_maker *maker, struct buf *out, struct diag_list *diags)
{
	struct redline_file old, new;
	return read_file(arena, after, &new, diags) && write_plan(arena, tools, request, result, &old, diags) &&
	       compare_redline(arena, &old, &new, maker, out, diags);
}
