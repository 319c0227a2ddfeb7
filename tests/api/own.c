/* own CONTENT TEMPLATES: a unit of a copy of a content folder gets text of its own; the shared passage changes; the new base is accepted. */
#define TEST "own"
#include "common.h"

static const char unit[] = "县科技局", passage[] = "加强学习和党员管理/办好科技业务讲堂";

static bool try_set(struct plangen *plangen, struct plangen_request *plan, struct plangen_messages *messages)
{
	struct plangen_passages *passages = plangen_passages(plan, messages);
	struct plangen_change *change = plangen_change(plangen, "何静", "api", 1767225600);
	bool good = expect(passages && plangen_passage_count(passages) > 10 && !plangen_override_count(passages), "passages and no overrides");
	if (!good)
		return false;
	good &= expect(strcmp(plangen_passage(passages, 0, PLANGEN_PASSAGE_ID), "开头") == 0 && plangen_passage_line(passages, 0) > 1 &&
			       !plangen_passage(passages, 999, PLANGEN_PASSAGE_ID) && !plangen_override(passages, 0, PLANGEN_OVERRIDE_NOW) &&
			       strstr(plangen_passages_json(passages, NULL), "\"passages\""),
		       "fields");
	good &= expect(!plangen_change_own_text(change, passages, "没有的段落", "替换", "甲", "乙。", messages) &&
			       !plangen_change_own_text(change, passages, passage, "改写", "甲", "乙。", messages) &&
			       !plangen_change_own_text(change, passages, passage, "替换", "", "乙。", messages),
		       "what cannot be is refused");
	good &= expect(plangen_change_own_text(change, passages, passage, "替换", "本局自办", "讲堂由本局自办。", messages) &&
			       plangen_change_commit(change, messages) && plangen_refresh(plangen, messages) == 1,
		       "a text is written");
	good &= expect(strlen(plangen_passage(passages, 3, PLANGEN_PASSAGE_FILE)) > 3, "passages are there after a refresh");
	good &= expect(holds(plan, "讲堂由本局自办。", messages), "the text is in the draft");
	plangen_change_free(change);
	plangen_passages_free(passages);
	return good;
}

/* Writes the file with the words replaced by others, which are as long. */
static bool edit(const char *path, const char *old, const char *new)
{
	static char text[1 << 16];
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
	char *at = size ? strstr(text, old) : NULL;
	if (file)
		fclose(file);
	if (at)
		memcpy(at, new, strlen(new));
	file = at ? fopen(path, "wb") : NULL;
	return file && fwrite(text, 1, size, file) == size && fclose(file) == 0;
}

static bool try_base(struct plangen *plangen, struct plangen_request *plan, const char *content, struct plangen_messages *messages)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/plans/11-县科技局.md", content);
	bool good = expect(edit(path, "每两个月由", "每三个月由") && plangen_refresh(plangen, messages) == 1, "the shared passage is edited");
	struct plangen_passages *passages = plangen_passages(plan, messages);
	struct plangen_change *change = plangen_change(plangen, "何静", "api", 1767225600);
	good &= expect(passages && plangen_override_count(passages) == 1 && plangen_override_changed(passages, 0) &&
			       strstr(plangen_override(passages, 0, PLANGEN_OVERRIDE_BASE), "每两个月由") &&
			       strstr(plangen_override(passages, 0, PLANGEN_OVERRIDE_NOW), "每三个月由") && plangen_override_line(passages, 0) == 2,
		       "its override is marked");
	plangen_set_final(plan, true);
	good &= expect(!holds(plan, "讲堂由本局自办。", messages), "no final document");
	good &= expect(passages && plangen_change_accept_base(change, passages) == 1 && plangen_change_commit(change, messages) &&
			       plangen_refresh(plangen, messages) == 1 && holds(plan, "讲堂由本局自办。", messages),
		       "a final document when the base is accepted");
	plangen_change_free(change);
	plangen_passages_free(passages);
	return good;
}

/* The override goes: the shared text is in the draft again. What there is not may be taken out, too. */
static bool try_shared(struct plangen *plangen, struct plangen_request *plan, struct plangen_messages *messages)
{
	struct plangen_passages *passages = plangen_passages(plan, messages);
	struct plangen_change *change = plangen_change(plangen, "何静", "api", 1767225600);
	bool good = expect(passages && plangen_change_shared_text(change, passages, "工作思路", messages) &&
				   plangen_change_shared_text(change, passages, passage, messages) && plangen_change_commit(change, messages) &&
				   plangen_change_number(change) == 3 && plangen_refresh(plangen, messages) == 1,
			   "an override is taken out");
	good &= expect(!holds(plan, "讲堂由本局自办。", messages) && holds(plan, "每三个月由", messages), "the shared text counts again");
	plangen_change_free(change);
	plangen_passages_free(passages);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 3;
	struct plangen_messages *messages = plangen_messages_new();
	struct plangen *plangen = plangen_open(argv[1], argv[2], NULL, messages);
	struct plangen_request *plan = plangen ? plangen_plan(plangen, unit, "11", 2026, messages) : NULL;
	struct plangen_request *book = plangen ? plangen_book(plangen, NULL, 2026, messages) : NULL;
	bool good = expect(plan && book && !plangen_passages(book, messages), "a plan, and a book that has no passages") &&
		    try_set(plangen, plan, messages) && try_base(plangen, plan, argv[1], messages) && try_shared(plangen, plan, messages);
	plangen_request_free(plan);
	plangen_request_free(book);
	return end(good, plangen, messages);
}
