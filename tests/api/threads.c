/* threads CONTENT TEMPLATES FORMAT=FILE…: two contexts in two threads make the same plan, again and again and each in its own order, with
 * other plans and faults in between; every time it has the bytes of the files, whatever the locale of the process. */
#include <locale.h>
#include <pthread.h>

#define TEST "threads"
#include "common.h"

enum { ROUNDS = 4, FORMATS = 8 };

struct wanted {
	char *format;
	char *data;
	size_t size;
};

struct work {
	const char *content, *templates;
	struct wanted wanted[FORMATS];
	size_t count;
	int turn;
	bool good;
};

static bool make(struct plangen_request *plan, const struct wanted *wanted, struct plangen_messages *messages)
{
	size_t size;
	struct plangen_document *document = plangen_draft(plan, wanted->format, messages);
	const void *bytes = document ? plangen_bytes(document, wanted->format, &size) : NULL;
	bool good = expect(bytes && size == wanted->size && memcmp(bytes, wanted->data, size) == 0, wanted->format);
	plangen_document_free(document);
	return good;
}

/* A book that is stopped after some plans, and a plan of another unit. */
static bool make_others(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_request *other = plangen_plan(plangen, plangen_unit(plangen, 1, PLANGEN_UNIT_ID), "1", 2026, messages);
	struct plangen_document *document = other ? plangen_draft(other, "txt", messages) : NULL;
	bool good = expect(document, "another plan") & expect(!plangen_set(other, "没有这个名", "1", messages), "a name that is none");
	plangen_document_free(document);
	plangen_request_free(other);
	return good;
}

static bool stop_at_3(void *context, size_t done, size_t total)
{
	(void)total;
	*(size_t *)context = done;
	return done < 3;
}

static bool stop_book(struct plangen *plangen, struct plangen_messages *messages)
{
	size_t done = 0;
	plangen_on_progress(plangen, stop_at_3, &done);
	struct plangen_request *book = plangen_book(plangen, NULL, 2026, messages);
	plangen_messages_clear(messages);
	bool good = expect(!plangen_draft(book, "pdf", messages) && done == 3, "a book that is stopped");
	size_t last = plangen_messages_count(messages) - 1;
	good &= expect(strcmp(plangen_message(messages, last, PLANGEN_MESSAGE_CODE), "B050") == 0, "the message of what is stopped");
	good &= expect(strcmp(plangen_message_text(messages, last, "zh"), plangen_message_text(messages, last, "en")) != 0, "languages");
	plangen_on_progress(plangen, NULL, NULL);
	plangen_request_free(book);
	return good;
}

static void *run(void *argument)
{
	struct work *work = argument;
	struct plangen_messages *messages = plangen_messages_new();
	struct plangen *plangen = plangen_open(work->content, work->templates, NULL, messages);
	struct plangen_request *plan = plangen ? plangen_plan(plangen, "县科技局", "11", 2026, messages) : NULL;
	work->good = expect(plan, "a plan");
	for (size_t i = 0; i < ROUNDS * work->count && work->good; i++) {
		size_t at = work->turn ? work->count - 1 - i % work->count : i % work->count;
		work->good = make(plan, &work->wanted[at], messages) && make_others(plangen, messages);
	}
	work->good = work->good && stop_book(plangen, messages) && expect(plangen_refresh(plangen, messages) == 0, "nothing changed");
	plangen_request_free(plan);
	plangen_close(plangen);
	plangen_messages_free(messages);
	return NULL;
}

static bool read_file(const char *path, struct wanted *wanted)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	fseek(file, 0, SEEK_END);
	wanted->size = (size_t)ftell(file);
	rewind(file);
	wanted->data = (char *)malloc(wanted->size + 1);
	bool good = wanted->data && fread(wanted->data, 1, wanted->size, file) == wanted->size;
	fclose(file);
	return good;
}

int main(int argc, char **argv)
{
	struct work works[2] = { { .content = argv[1], .templates = argv[2] } };
	pthread_t threads[2];
	setlocale(LC_ALL, "");
	for (int i = 3; i < argc && works[0].count < FORMATS; i++) {
		struct wanted *wanted = &works[0].wanted[works[0].count++];
		char *equals = strchr(argv[i], '=');
		*equals = '\0';
		wanted->format = argv[i];
		if (!read_file(equals + 1, wanted))
			return 3;
	}
	works[1] = works[0];
	works[1].turn = 1;
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, run, &works[i]);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < works[0].count; i++)
		free(works[0].wanted[i].data);
	return works[0].count && works[0].good && works[1].good ? EXIT_SUCCESS : EXIT_FAILURE;
}
