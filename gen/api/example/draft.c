/* Drafts a unit's plan into memory, changes a value, drafts again, and prints what is still missing.
 *
 *	cc draft.c $(pkg-config --cflags --libs plangen) -o draft && ./draft CONTENT TEMPLATES 县科技局 11 党员总数=41
 */
#include <plangen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print(struct plangen_messages *messages)
{
	for (size_t i = 0; i < plangen_messages_count(messages); i++) {
		const char *file = plangen_message(messages, i, PLANGEN_MESSAGE_FILE);
		fprintf(stderr, "%s:%u: [%s] %s\n", file ? file : "-", plangen_message_line(messages, i),
			plangen_message(messages, i, PLANGEN_MESSAGE_CODE), plangen_message_text(messages, i, "zh"));
	}
	plangen_messages_clear(messages);
}

static bool draft(struct plangen_request *plan, struct plangen_messages *messages)
{
	size_t size;
	struct plangen_document *document = plangen_draft(plan, "pdf", messages);
	print(messages);
	if (!document)
		return false;
	plangen_bytes(document, "pdf", &size);
	printf("%s: %zu pages, %zu bytes, %zu values missing\n", plangen_title(document), plangen_pages(document), size,
	       plangen_gap_count(document));
	for (size_t i = 0; i < plangen_gap_count(document); i++)
		printf("  %s (%s)\n", plangen_gap(document, i, PLANGEN_GAP_NAME), plangen_gap(document, i, PLANGEN_GAP_TYPE));
	plangen_document_free(document);
	return true;
}

int main(int argc, char **argv)
{
	if (argc < 6 || !strchr(argv[5], '=') || !plangen_serves(PLANGEN_VERSION_MAJOR, PLANGEN_VERSION_MINOR))
		return 3;
	char *value = strchr(argv[5], '=');
	*value++ = '\0';
	struct plangen_messages *messages = plangen_messages_new();
	struct plangen *plangen = plangen_open(argv[1], argv[2], NULL, messages);
	struct plangen_request *plan = plangen ? plangen_plan(plangen, argv[3], argv[4], 2026, messages) : NULL;
	bool good = plan && draft(plan, messages) && plangen_set(plan, argv[5], value, messages) && draft(plan, messages);
	print(messages);
	plangen_request_free(plan);
	plangen_close(plangen);
	plangen_messages_free(messages);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
