/* What a program pays that has a content folder open and changes a value: the pages of a plan anew, and what a page costs more as drawing commands
 * (SVG, with fonts of its own). Medians, in processor time. redraft CONTENT TEMPLATES CACHE UNIT VARIANT VARIABLE ONE OTHER */
#include <plangen.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 101 };

struct bench {
	struct plangen_messages *messages;
	struct plangen_request *plan;
	const char *variable, *const *values; /* two, in turn */
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void need(bool ok, const struct bench *bench)
{
	if (ok)
		return;
	for (size_t i = 0; i < plangen_messages_count(bench->messages); i++)
		fprintf(stderr, "redraft: %s\n", plangen_message_text(bench->messages, i, "en"));
	exit(1);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Sets the value and drafts, again and again; the median in ms. *pages: of the document. */
static double measure(struct bench *bench, const char *formats, size_t *pages)
{
	double times[ROUNDS];
	for (size_t i = 0; i < ROUNDS; i++) {
		double before = now();
		need(plangen_set(bench->plan, bench->variable, bench->values[i % 2], bench->messages), bench);
		struct plangen_document *document = plangen_draft(bench->plan, formats, bench->messages);
		need(document != NULL, bench);
		times[i] = now() - before;
		*pages = plangen_pages(document);
		plangen_document_free(document);
		plangen_messages_clear(bench->messages);
	}
	qsort(times, ROUNDS, sizeof *times, ascending);
	return times[ROUNDS / 2];
}

int main(int argc, char **argv)
{
	struct bench bench = { .messages = plangen_messages_new() };
	if (argc != 9) {
		fprintf(stderr, "usage: redraft CONTENT TEMPLATES CACHE UNIT VARIANT VARIABLE ONE OTHER\n");
		return 3;
	}
	bench.variable = argv[6];
	bench.values = (const char *const *)argv + 7;
	struct plangen *plangen = plangen_open(argv[1], argv[2], argv[3], bench.messages);
	need(plangen != NULL, &bench);
	need((bench.plan = plangen_plan(plangen, argv[4], argv[5], 2026, bench.messages)) != NULL, &bench);
	plangen_set_fonts(bench.plan, "");
	size_t pages;
	measure(&bench, "svg", &pages); /* what the first one makes, later ones have */
	double laid_out = measure(&bench, "pages", &pages), drawn = measure(&bench, "svg", &pages);
	printf("one value changed: %zu pages, laid out and as JSON     %.3f cpu ms\n", pages, laid_out);
	printf("one value changed: drawing commands of a page, more   %.3f cpu ms\n", (drawn - laid_out) / (double)pages);
	plangen_request_free(bench.plan);
	plangen_close(plangen);
	plangen_messages_free(bench.messages);
	return 0;
}
