/* diff CONTENT TEMPLATES FOLDER: documents are drafted into the folder, edited, and compared; changed values go into a copy of a content folder. */
#define TEST "diff"
#include "common.h"

static const char unit[] = "县科技局";

static bool write_file(const char *path, const void *data, size_t size)
{
	FILE *file = fopen(path, "wb");
	return file && fwrite(data, 1, size, file) == size && fclose(file) == 0;
}

/* Drafts the plan in the format into a file; its bytes are the caller's, who frees them. */
static char *draft(struct plangen_request *plan, const char *format, const char *path, size_t *size, struct plangen_messages *messages)
{
	struct plangen_document *document = plangen_draft(plan, format, messages);
	const void *bytes = document ? plangen_bytes(document, format, size) : NULL;
	char *copy = bytes ? malloc(*size + 16) : NULL;
	if (copy) {
		memcpy(copy, bytes, *size);
		memset(copy + *size, 0, 16);
	}
	plangen_document_free(document);
	if (copy && !write_file(path, copy, *size)) {
		free(copy);
		return NULL;
	}
	return copy;
}

/* The plan that the DOCX says it is has no difference. */
static bool try_docx(struct plangen *plangen, struct plangen_request *plan, const char *path, struct plangen_messages *messages)
{
	size_t size;
	char *bytes = draft(plan, "docx", path, &size, messages);
	struct plangen_request *found = bytes ? plangen_plan_of(plangen, path, messages) : NULL;
	struct plangen_diff *diff = found ? plangen_diff(found, path, messages) : NULL;
	bool good = expect(diff && !plangen_diff_count(diff) && !plangen_diff_value_count(diff), "a draft is the same");
	good &= expect(found && strcmp(plangen_request_text(found, PLANGEN_REQUEST_UNIT), plangen_request_text(plan, PLANGEN_REQUEST_UNIT)) == 0 &&
			       strcmp(plangen_request_text(found, PLANGEN_REQUEST_VARIANT), plangen_request_text(plan, PLANGEN_REQUEST_VARIANT)) == 0 &&
			       plangen_request_year(found) == plangen_request_year(plan),
		       "whose it is");
	good &= expect(diff && !plangen_diff_text(diff, 0, PLANGEN_DIFF_OLD) && !plangen_diff_piece(diff, 0, 0) && !plangen_diff_value(diff, 0, PLANGEN_DIFF_VALUE_OLD) &&
			       !plangen_diff_new_line(diff, 7) && !plangen_diff_bytes(diff, "pdf", "zh", NULL),
		       "nothing stands behind the end");
	plangen_diff_free(diff);
	plangen_request_free(found);
	free(bytes);
	return good;
}

/* Puts the new words into the place of the old ones, which are as long. */
static bool replace(char *text, const char *old, const char *new)
{
	char *at = strstr(text, old);
	for (char *next = at; next; next = strstr(next + 1, old))
		memcpy(next, new, strlen(new));
	return at && strlen(old) == strlen(new);
}

static bool try_values(struct plangen *plangen, struct plangen_request *plan, const char *path, struct plangen_messages *messages)
{
	size_t size;
	char *text = draft(plan, "txt", path, &size, messages);
	bool good = expect(text && replace(text, "党员41名", "党员91名") && write_file(path, text, size), "an edited text");
	struct plangen_diff *diff = plangen_diff(plan, path, messages);
	const char *name = diff ? plangen_diff_value(diff, 0, PLANGEN_DIFF_VALUE_NAME) : NULL;
	good &= expect(diff && plangen_diff_count(diff) == 1 && plangen_diff_kind(diff, 0) == PLANGEN_DIFF_CHANGED, "one passage");
	good &= expect(diff && plangen_diff_piece_count(diff, 0) > 2 && plangen_diff_new_line(diff, 0) > 1 &&
			       strstr(plangen_diff_text(diff, 0, PLANGEN_DIFF_NEW), "91") && strstr(plangen_diff_text(diff, 0, PLANGEN_DIFF_OLD), "41"),
		       "its texts");
	good &= expect(name && strcmp(name, "党员人数") == 0 && plangen_diff_value_agreed(diff, 0) && plangen_diff_value_places(diff, 0) == 1, "the value");
	good &= expect(diff && strstr(plangen_diff_bytes(diff, "html", "zh", &size), "<ins>91</ins>") &&
			       strstr(plangen_diff_bytes(diff, "json", NULL, NULL), "\"党员人数\""),
		       "formats");
	struct plangen_change *change = plangen_change(plangen, "何静", "api", 1767225600);
	good &= expect(diff && plangen_change_accept(change, plan, diff, messages) == 1 && plangen_change_commit(change, messages), "it is accepted");
	plangen_change_free(change);
	plangen_diff_free(diff);
	good &= expect(plangen_refresh(plangen, messages) == 1, "the content changed");
	diff = plangen_diff(plan, path, messages);
	good &= expect(diff && !plangen_diff_count(diff), "a new draft reads as the document does");
	plangen_diff_free(diff);
	free(text);
	return good;
}

/* A text that was changed becomes the unit's own. */
static bool try_text(struct plangen *plangen, struct plangen_request *plan, const char *path, struct plangen_messages *messages)
{
	size_t size;
	char *text = draft(plan, "txt", path, &size, messages);
	bool good = expect(text && replace(text, "不合格的补训", "不合格的补考") && write_file(path, text, size), "another edited text");
	struct plangen_diff *diff = plangen_diff(plan, path, messages);
	struct plangen_change *change = plangen_change(plangen, "何静", "api", 1767225600);
	good &= expect(diff && plangen_change_accept_text(change, plan, diff, "本局规定", messages) == 1 && plangen_change_commit(change, messages),
		       "its text is accepted");
	plangen_change_free(change);
	plangen_diff_free(diff);
	good &= expect(plangen_refresh(plangen, messages) == 1, "the content changed again");
	diff = plangen_diff(plan, path, messages);
	good &= expect(diff && !plangen_diff_count(diff), "a new draft reads as the text does");
	plangen_diff_free(diff);
	struct plangen_passages *passages = plangen_passages(plan, messages);
	good &= expect(passages && plangen_override_count(passages) == 1 &&
			       strcmp(plangen_override(passages, 0, PLANGEN_OVERRIDE_REASON), "本局规定") == 0,
		       "it is the unit's own");
	plangen_passages_free(passages);
	free(text);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 3;
	char text[4096], docx[4096];
	snprintf(text, sizeof text, "%s/plan.txt", argv[3]);
	snprintf(docx, sizeof docx, "%s/plan.docx", argv[3]);
	struct plangen_messages *messages = plangen_messages_new();
	struct plangen *plangen = plangen_open(argv[1], argv[2], NULL, messages);
	struct plangen_request *plan = plangen ? plangen_plan(plangen, unit, "11", 2026, messages) : NULL;
	bool good = expect(plan, "a plan") && try_docx(plangen, plan, docx, messages) && try_values(plangen, plan, text, messages) &&
		    try_text(plangen, plan, text, messages);
	struct plangen_diff *two = plangen_diff_files(text, docx, messages), *none = plangen_diff_files(text, "missing.docx", messages);
	good &= expect(two && !none, "two files");
	plangen_diff_free(two);
	plangen_request_free(plan);
	return end(good, plangen, messages);
}
