/* How well plangen check finds what somebody left in: check-planted CONTENT SCHEMAS [SEED [ROUNDS]]
 *
 * Each plan is merged with the first unit that uses it and written as text. Then one word of another organisation, one
 * placeholder, one wrong number and one unmatched quote are put in at random places, and the text is checked for its
 * unit. Printed: how many were found (recall) and how many findings of these rules were right (precision). Status 1
 * when recall is below 95 % or precision below 90 % for any of the four. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "write/writer.h"

enum { YEAR = 2026, ROUNDS = 20, LEAST_LINE = 60, RECALL = 95, PRECISION = 90 };

enum plant_kind { PLANT_TERM, PLANT_PLACEHOLDER, PLANT_NUMBER, PLANT_QUOTE, PLANTS };

static const char *const plant_names[PLANTS] = { "foreign term", "placeholder", "wrong number", "unmatched quote" };

struct score {
	unsigned planted, found, right, wrong;
};

struct plant {
	bool done;
	unsigned line; /* from 1 */
};

struct bench {
	struct arena *arena;
	struct draft_tools tools;
	const struct catalogue_scope *profile;
	uint64_t random;
	struct score scores[PLANTS];
	bool verbose;
};

/* One plan, as it is planted. */
struct plan {
	struct arena *arena;
	const struct catalogue_variant *variant;
	const struct catalogue_unit *unit;
	const struct doc *doc;
	struct check_text blocks;      /* of the tree */
	const struct check_text *read; /* the clean text, as check reads it */
	struct str text;
	struct plant plants[PLANTS];
};

static unsigned below(struct bench *bench, size_t limit)
{
	bench->random = bench->random * 6364136223846793005u + 1442695040888963407u;
	return limit ? (unsigned)((bench->random >> 33) % limit) : 0;
}

/* ---- places */

static unsigned line_at(struct str text, size_t offset)
{
	unsigned line = 1;
	for (size_t i = 0; i < offset; i++)
		line += text.data[i] == '\n';
	return line;
}

static bool is_taken(const struct plan *plan, unsigned line)
{
	for (int i = 0; i < PLANTS; i++)
		if (plan->plants[i].done && plan->plants[i].line == line)
			return true;
	return false;
}

/* A random place between two Han characters of a long line where nothing is planted yet; (size_t)-1 when none is found.
 */
static size_t random_place(struct bench *bench, const struct plan *plan)
{
	for (int tries = 0; tries < 500; tries++) {
		size_t at = below(bench, plan->text.len);
		while (at && ((unsigned char)plan->text.data[at] & 0xC0) == 0x80)
			at--;
		size_t start = scan_back(plan->text, at, "\n"), end = scan_until(plan->text, at, "\n");
		if (end - start >= LEAST_LINE * 3 && utf8_is_han(scan_before(plan->text, at, NULL)) &&
		    utf8_is_han(scan_at(plan->text, at, NULL)) && !is_taken(plan, line_at(plan->text, at)))
			return at;
	}
	return (size_t)-1;
}

static void replace(struct plan *plan, enum plant_kind kind, size_t at, size_t len, const char *with)
{
	plan->plants[kind] = (struct plant){ true, line_at(plan->text, at) };
	plan->text = str_of(
		arena_printf(plan->arena, "%.*s%s%s", (int)at, plan->text.data, with, plan->text.data + at + len));
}

/* ---- what is planted */

static bool is_own(const struct bench *bench, const struct plan *plan, struct str type)
{
	for (size_t i = 0; i < bench->tools.catalogue->type_count; i++)
		if (str_is(type, bench->tools.catalogue->types[i].name))
			return plan->read->own_types[i];
	return true;
}

static bool in_text(const struct plan *plan, struct str word)
{
	return memmem(plan->text.data, plan->text.len, word.data, word.len) ||
	       memmem(plan->read->own_words.data, plan->read->own_words.len, word.data, word.len);
}

/* A word from the list of a type that the plan is not for. */
static struct str type_word(struct bench *bench, const struct plan *plan)
{
	const struct catalogue *catalogue = bench->tools.catalogue;
	const struct catalogue_scope *type = &catalogue->types[below(bench, catalogue->type_count)];
	for (size_t i = 0; i < type->count && !is_own(bench, plan, str_of(type->name)); i++)
		if (strcmp(type->sets[i].variable->name, "词汇.本类") == 0) {
			struct str word = type->sets[i].value->items[below(bench, type->sets[i].value->count)]->text;
			for (size_t k = 0; k < catalogue->type_count; k++)
				for (size_t n = 0; n < catalogue->types[k].count; n++)
					if (strcmp(catalogue->types[k].sets[n].variable->name, "词汇.本类") == 0 &&
					    plan->read->own_types[k])
						for (size_t m = 0; m < catalogue->types[k].sets[n].value->count; m++)
							if (str_equal(catalogue->types[k].sets[n].value->items[m]->text,
								      word))
								return (struct str){ NULL, 0 };
			return word;
		}
	return (struct str){ NULL, 0 };
}

/* The name of another unit; 县财政局 and the like are names that every county has, and no mistake. */
static struct str unit_name(struct bench *bench, const struct plan *plan)
{
	const struct catalogue_unit *unit =
		&bench->tools.catalogue->units[below(bench, bench->tools.catalogue->unit_count)];
	return unit == plan->unit || scan_in(scan_at(unit->name, 0, NULL), "省市县区镇乡") ? (struct str){ NULL, 0 }
											   : unit->name;
}

static void plant_term(struct bench *bench, struct plan *plan)
{
	size_t at = random_place(bench, plan);
	for (int tries = 0; tries < 500 && at != (size_t)-1; tries++) {
		struct str word = below(bench, 2) ? type_word(bench, plan) : unit_name(bench, plan);
		if (!word.len || in_text(plan, word))
			continue;
		replace(plan, PLANT_TERM, at, 0, arena_copy(plan->arena, word.data, word.len));
		return;
	}
}

static void plant_placeholder(struct bench *bench, struct plan *plan)
{
	static const char *const marks[] = { "XX", "X县", "XXX", "**", "××", "待填", "某某", "（）" };
	size_t at = random_place(bench, plan);
	if (at != (size_t)-1)
		replace(plan, PLANT_PLACEHOLDER, at, 0, marks[below(bench, sizeof marks / sizeof *marks)]);
}

static void plant_quote(struct bench *bench, struct plan *plan)
{
	static const char *const marks[] = { "“", "”", "《", "）" };
	size_t at = random_place(bench, plan);
	if (at == (size_t)-1)
		return;
	size_t quote = scan_find(plan->text, at, below(bench, 2) ? "“" : "”");
	if (quote < scan_until(plan->text, at, "\n") && below(bench, 2))
		replace(plan, PLANT_QUOTE, quote, strlen("“"), "");
	else
		replace(plan, PLANT_QUOTE, at, 0, marks[below(bench, sizeof marks / sizeof *marks)]);
}

/* A date that does not exist in place of one that does. */
static bool plant_date(struct bench *bench, struct plan *plan)
{
	static const char *const months[] = { "13", "0", "15" };
	size_t from = below(bench, plan->text.len), at = scan_find(plan->text, from, "月"), start = at;
	while (at != (size_t)-1 && start && scan_is_digit((unsigned char)plan->text.data[start - 1]))
		start--;
	if (at == (size_t)-1 || start == at || is_taken(plan, line_at(plan->text, at)))
		return false;
	replace(plan, PLANT_NUMBER, start, at - start, months[below(bench, 3)]);
	return true;
}

/* Another figure where one of the unit's stands. */
static bool plant_figure(struct bench *bench, struct plan *plan)
{
	const struct check_block *block = &plan->blocks.blocks[below(bench, plan->blocks.count)];
	if (block->kind == CHECK_LABEL || block->kind == CHECK_TITLE || block->kind == CHECK_CELL)
		return false;
	const struct check_piece *piece = &block->pieces[below(bench, block->piece_count)];
	size_t end = piece + 1 < block->pieces + block->piece_count ? piece[1].start : block->text.len;
	struct str value = scan_slice(block->text, piece->start, end);
	const char *found = memmem(plan->text.data, plan->text.len, block->text.data, block->text.len);
	if (!piece->name || !found || !value.len || strspn(value.data, "0123456789.") < value.len)
		return false;
	const struct catalogue_variable *variable = catalogue_variable(bench->tools.catalogue, str_of(piece->name));
	if (!variable || (variable->type.kind != TYPE_INTEGER && variable->type.kind != TYPE_DECIMAL &&
			  variable->type.kind != TYPE_PERCENT))
		return false;
	size_t at = (size_t)(found - plan->text.data) + piece->start;
	if (is_taken(plan, line_at(plan->text, at)))
		return false;
	char number[32];
	snprintf(number, sizeof number, "%ld", strtol(value.data, NULL, 10) + 1 + (long)below(bench, 30));
	replace(plan, PLANT_NUMBER, at, value.len, number);
	return true;
}

static void plant_number(struct bench *bench, struct plan *plan)
{
	bool date = below(bench, 4) == 0;
	for (int tries = 0; tries < 2000; tries++)
		if (date || tries > 1000 ? plant_date(bench, plan) : plant_figure(bench, plan))
			return;
}

/* ---- checking and counting */

static enum plant_kind kind_of(enum diag_code code)
{
	static const struct {
		enum diag_code code;
		enum plant_kind kind;
	} finders[] = {
		{ DIAG_CHECK_FOREIGN, PLANT_TERM },  { DIAG_CHECK_BODY, PLANT_TERM },    { DIAG_CHECK_PLACEHOLDER, PLANT_PLACEHOLDER },
		{ DIAG_CHECK_FIGURE, PLANT_NUMBER }, { DIAG_CHECK_COUNT, PLANT_NUMBER }, { DIAG_CHECK_DATE, PLANT_NUMBER },
		{ DIAG_CHECK_PAIRS, PLANT_QUOTE },
	};
	for (size_t i = 0; i < sizeof finders / sizeof *finders; i++)
		if (finders[i].code == code)
			return finders[i].kind;
	return PLANTS;
}

static void check_plan(struct bench *bench, struct plan *plan, struct diag_list *findings)
{
	diag_init(findings, plan->arena);
	struct check *check = check_new(plan->arena, bench->tools.catalogue, findings);
	struct check_context context = { plan->variant, plan->unit, YEAR };
	check_add_reference(check, plan->doc, &context);
	check_add_lines(check, source_of_text(plan->arena, plan->variant->id, plan->text), CHECK_PLAIN, &context);
	check_run(check);
	plan->read = check->texts[0];
}

static void count(struct bench *bench, struct plan *plan, const struct diag_list *findings)
{
	bool found[PLANTS] = { false };
	for (const struct diag *d = findings->first; d; d = d->next) {
		unsigned line, column;
		source_position(d->place, &line, &column);
		enum plant_kind kind = kind_of(d->code);
		bool right = kind != PLANTS && plan->plants[kind].done && plan->plants[kind].line == line;
		if (kind == PLANTS)
			continue;
		found[kind] |= right;
		bench->scores[kind].right += right;
		bench->scores[kind].wrong += !right;
		if (!right && bench->verbose)
			printf("  wrong: %s:%u [%s] %s\n", plan->variant->id, line, diag_id(d->code), d->arguments[0]);
	}
	for (int kind = 0; kind < PLANTS; kind++) {
		bench->scores[kind].planted += plan->plants[kind].done;
		bench->scores[kind].found += found[kind];
		if (plan->plants[kind].done && !found[kind] && bench->verbose) {
			struct str rest = plan->text, line = { NULL, 0 };
			for (unsigned n = 0; n < plan->plants[kind].line; n++)
				line = str_cut(&rest, "\n");
			printf("  not found: %s:%u %s: %.*s\n", plan->variant->id, plan->plants[kind].line,
			       plant_names[kind], (int)line.len, line.data);
		}
	}
}

/* The plan merged with its unit and written as text; false when it cannot be made. */
static bool make_plan(struct bench *bench, struct plan *plan)
{
	struct diag_list diags;
	struct draft_result result = { 0 };
	diag_init(&diags, plan->arena);
	plan->unit = catalogue_sample_unit(bench->tools.catalogue, plan->variant);
	struct draft_request base = { .values = { .year = YEAR, .profile = bench->profile }, .policy = POLICY_REVIEW };
	struct draft_request request = draft_request_of(plan->arena, bench->tools.catalogue, &base, plan->unit, plan->variant);
	struct doc *doc = plan->unit ? draft_compose(plan->arena, &bench->tools, &request, &result, &diags) : NULL;
	if (!doc)
		return false;
	struct buf text = BUF_INIT;
	struct writer_input input = { .doc = doc, .title = result.title, .author = "", .producer = "" };
	if (!writer_lookup("txt")->write(&input, &text, &diags))
		return false;
	plan->doc = doc;
	check_read_doc(plan->arena, doc, &plan->blocks);
	plan->text.len = text.len;
	plan->text.data = buf_move_to(&text, plan->arena);
	return true;
}

static bool run_plan(struct bench *bench, const struct catalogue_variant *variant)
{
	struct plan plan = { .arena = arena_new(), .variant = variant };
	struct diag_list findings;
	bool made = make_plan(bench, &plan);
	if (made) {
		check_plan(bench, &plan, &findings);
		plant_number(bench, &plan);
		plant_term(bench, &plan);
		plant_placeholder(bench, &plan);
		plant_quote(bench, &plan);
		check_plan(bench, &plan, &findings);
		count(bench, &plan, &findings);
	}
	arena_free(plan.arena);
	return made;
}

static double share(unsigned part, unsigned whole)
{
	return whole ? 100.0 * part / whole : 100.0;
}

static int print_scores(const struct bench *bench, unsigned plans)
{
	bool good = plans > 0;
	printf("%-16s %8s %8s %8s %10s\n", "", "planted", "found", "recall", "precision");
	for (int i = 0; i < PLANTS; i++) {
		const struct score *s = &bench->scores[i];
		double recall = share(s->found, s->planted), precision = share(s->right, s->right + s->wrong);
		printf("%-16s %8u %8u %7.1f%% %9.1f%%\n", plant_names[i], s->planted, s->found, recall, precision);
		good = good && s->planted && recall >= RECALL && precision >= PRECISION;
	}
	return good ? 0 : 1;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: check-planted CONTENT SCHEMAS [SEED [ROUNDS]]\n");
		return 3;
	}
	struct bench bench = { .arena = arena_new(),
			       .random = argc > 3 ? strtoull(argv[3], NULL, 10) : 1,
			       .verbose = getenv("VERBOSE") != NULL };
	struct diag_list diags;
	diag_init(&diags, bench.arena);
	const struct catalogue *catalogue = catalogue_load(bench.arena, argv[1], argv[2], NULL, &diags);
	bench.tools = (struct draft_tools){ .arena = bench.arena, .catalogue = catalogue };
	bench.profile = catalogue ? catalogue_year(bench.arena, catalogue, YEAR, &diags) : NULL;
	unsigned plans = 0, rounds = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : ROUNDS;
	for (unsigned round = 0; catalogue && round < rounds; round++)
		for (size_t i = 0; i < catalogue->variant_count; i++)
			plans += catalogue->variants[i].source && run_plan(&bench, &catalogue->variants[i]);
	printf("%u plans, seed %s\n", plans, argc > 3 ? argv[3] : "1");
	int status = print_scores(&bench, plans);
	arena_free(bench.arena);
	return status;
}
