/* What the programs here share. Each defines TEST, its name, before. */
#ifndef API_COMMON_H
#define API_COMMON_H

#include <plangen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline bool expect(bool held, const char *what)
{
	if (!held)
		fprintf(stderr, TEST ": %s\n", what);
	return held;
}

/* Whether a message has the code; forgets all. */
static inline bool said(struct plangen_messages *messages, const char *code)
{
	bool found = false;
	for (size_t i = 0; i < plangen_messages_count(messages); i++)
		found |= strcmp(plangen_message(messages, i, PLANGEN_MESSAGE_CODE), code) == 0;
	plangen_messages_clear(messages);
	return expect(found, code);
}

/* Whether the request's document as text holds the words. */
static inline bool holds(struct plangen_request *request, const char *words, struct plangen_messages *messages)
{
	size_t size;
	struct plangen_document *document = plangen_draft(request, "txt", messages);
	const void *bytes = document ? plangen_bytes(document, "txt", &size) : NULL;
	char *text = bytes ? malloc(size + 1) : NULL;
	if (text) {
		memcpy(text, bytes, size);
		text[size] = '\0';
	}
	bool found = text && strstr(text, words);
	free(text);
	plangen_document_free(document);
	return found;
}

/* Tells what was said where something did not hold, and ends the context; the program's status. */
static inline int end(bool good, struct plangen *plangen, struct plangen_messages *messages)
{
	for (size_t i = 0; !good && i < plangen_messages_count(messages); i++)
		fprintf(stderr, TEST ": %s\n", plangen_message_text(messages, i, "en"));
	plangen_close(plangen);
	plangen_messages_free(messages);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
