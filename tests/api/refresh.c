/* refresh CONTENT TEMPLATES: a copy of a content folder is changed while it is open. */
#define TEST "refresh"
#include "common.h"

/* Puts `text` behind the file's end; cuts that many bytes off for NULL. */
static void edit(const char *folder, const char *name, const char *mode, const char *text)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, mode);
	if (!file)
		exit(3);
	fputs(text, file);
	fclose(file);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 3;
	char path[4096];
	struct plangen_messages *messages = plangen_messages_new();
	edit(argv[1], "plans/own.md", "w", "---\n标题: 自己的\n---\n\n第一段。\n");
	struct plangen *plangen = plangen_open(argv[1], argv[2], NULL, messages);
	if (!expect(plangen, "the copy opens"))
		return 1;
	snprintf(path, sizeof path, "%s/plans/own.md", argv[1]);
	struct plangen_request *file = plangen_file(plangen, path, NULL, 2026, messages);
	bool good = expect(file && holds(file, "第一段。", messages), "the first text");
	edit(argv[1], "plans/own.md", "a", "\n第二段。\n");
	good &= expect(!holds(file, "第二段。", messages), "nothing changes of itself");
	good &= expect(plangen_refresh(plangen, messages) == 1, "a change is seen");
	good &= expect(holds(file, "第二段。", messages), "the second text");
	good &= expect(plangen_refresh(plangen, messages) == 0, "no other change");
	size_t units = plangen_unit_count(plangen);
	edit(argv[1], "catalogue.xml", "a", "<");
	plangen_messages_clear(messages);
	good &= expect(plangen_refresh(plangen, messages) == -1 && plangen_messages_worse(messages, PLANGEN_ERROR), "a broken catalogue");
	good &= expect(strstr(plangen_message(messages, 0, PLANGEN_MESSAGE_FILE), "catalogue.xml"), "the broken file is named");
	good &= expect(units && plangen_unit_count(plangen) == units && holds(file, "第二段。", messages), "all stays as it was");
	plangen_request_free(file);
	return end(good, plangen, messages);
}
