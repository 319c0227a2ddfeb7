/* What each stage of one plan costs, in processor time: the first round in the process (cold) and the median of the others
 * (warm). "next": the next document of a batch, with what the writer kept of the one before. stages CONTENT TEMPLATES UNIT CACHE [ROUNDS] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/limits.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "draft/merging.h"
#include "font/font.h"
#include "layout/layout.h"
#include "layout/template.h"
#include "parse/parse.h"
#include "write/writer.h"

enum stage { CATALOGUE, TEMPLATE, VALUES, MERGE, PARSE, LAYOUT, PDF, DOCX, NEXT_PDF, NEXT_DOCX, STAGES };

static const char *const names[STAGES] = { "catalogue", "page template", "values", "merge", "parse", "layout", "pdf", "docx",
					    "pdf, next", "docx, next" };

struct bench {
	const char *content, *templates, *unit;
	struct font_library *fonts;
	double (*times)[STAGES]; /* ms, by round */
	double last;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Books the time since the last call. */
static void lap(struct bench *bench, size_t round, enum stage stage)
{
	double time = now();
	bench->times[round][stage] = time - bench->last;
	bench->last = now();
}

static void need(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "stages: %s failed\n", what);
	exit(1);
}

/* Writes PDF and DOCX; `stage` is that of the PDF. */
static void write_formats(struct bench *bench, size_t round, enum stage stage, const struct writer_input *input,
			  struct diag_list *diags)
{
	static const char *const formats[] = { "pdf", "docx" };
	for (int i = 0; i < 2; i++) {
		struct buf out = BUF_INIT;
		need(writer_lookup(formats[i])->write(input, &out, diags), formats[i]);
		buf_free(&out);
		lap(bench, round, stage + i);
	}
}

static void run_round(struct bench *bench, size_t round)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	bench->last = now();
	const struct catalogue *catalogue =
		catalogue_load(arena, bench->content, arena_printf(arena, "%s/schema", bench->templates), NULL, &diags);
	need(catalogue, names[CATALOGUE]);
	lap(bench, round, CATALOGUE);
	const struct page_template *template = template_load(arena, bench->templates, "gbt9704", NULL, &diags);
	need(template, names[TEMPLATE]);
	lap(bench, round, TEMPLATE);
	struct draft_tools tools = { .arena = arena, .catalogue = catalogue, .fonts = bench->fonts };
	struct catalogue_request request = { .year = 2026 };
	request.unit = catalogue_find_unit(catalogue, str_of(bench->unit), &diags);
	need(request.unit, "unit");
	const struct catalogue_variant **variants;
	need(catalogue_unit_variants(arena, catalogue, request.unit, &variants), "variant");
	request.variant = variants[0];
	request.profile = catalogue_year(arena, catalogue, request.year, &diags);
	const struct catalogue_values *values = catalogue_values(arena, catalogue, &request, &diags);
	need(values, names[VALUES]);
	lap(bench, round, VALUES);
	const char *path = arena_printf(arena, "%s/%s", bench->content, variants[0]->source);
	const struct source *source = source_load(arena, path, LIMIT_SOURCE_BYTES, &diags);
	struct merging merging = { .arena = arena, .tools = &tools, .values = values, .extension = ".md", .diags = &diags };
	struct merged merged;
	need(source && merging_expand(arena, &merging, source, MERGE_PLACEHOLDERS, &merged), names[MERGE]);
	lap(bench, round, MERGE);
	struct doc *doc = parse_document(arena, source, &merged, parse_format_of(path), &diags);
	need(doc, names[PARSE]);
	doc_number(doc, &diags);
	doc_check(doc, &diags);
	lap(bench, round, PARSE);
	struct page_list *pages = ARENA_NEW(arena, struct page_list);
	need(layout_document(arena, doc, template, bench->fonts, pages, &diags), names[LAYOUT]);
	lap(bench, round, LAYOUT);
	struct writer_input input = { .doc = doc, .pages = pages, .measures = &pages->measures, .template = template,
				      .title = "", .author = "", .producer = "" };
	write_formats(bench, round, PDF, &input, &diags);
	input.cache = cache_new(32 << 20);
	for (int i = 0; i < 2; i++) /* the first fills the cache */
		write_formats(bench, round, NEXT_PDF, &input, &diags);
	cache_free(input.cache);
	arena_free(arena);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void print_stage(const struct bench *bench, enum stage stage, size_t rounds)
{
	double *times = malloc(sizeof *times * rounds);
	need(times, "memory");
	for (size_t i = 1; i < rounds; i++)
		times[i - 1] = bench->times[i][stage];
	qsort(times, rounds - 1, sizeof *times, ascending);
	printf("%-14s %9.3f %9.3f\n", names[stage], bench->times[0][stage], times[(rounds - 1) / 2]);
	free(times);
}

int main(int argc, char **argv)
{
	size_t rounds = argc > 5 ? strtoul(argv[5], NULL, 10) : 50;
	if (argc < 5 || rounds < 2 || rounds > 100000) {
		fprintf(stderr, "usage: stages CONTENT TEMPLATES UNIT CACHE [ROUNDS]\n");
		return 3;
	}
	struct bench bench = { .content = argv[1], .templates = argv[2], .unit = argv[3] };
	bench.fonts = font_library_new(argv[4], "");
	bench.times = malloc(sizeof *bench.times * rounds);
	need(bench.times, "memory");
	for (size_t i = 0; i < rounds; i++)
		run_round(&bench, i);
	printf("%-14s %9s %9s\n", "stage", "cold ms", "warm ms");
	for (int stage = 0; stage < STAGES; stage++)
		print_stage(&bench, (enum stage)stage, rounds);
	free(bench.times);
	font_library_free(bench.fonts);
	return 0;
}
