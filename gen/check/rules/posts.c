/* Offices and what belongs to them: offices that a body does not have, who chairs which meeting, who may decide what. Tables: posts.csv,
 * chairs.csv, competences.csv. */
#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum { SENTENCE_BYTES = 300 };

/* ---- 工会主任 */

/* The row of the body whose name ends at the offset, the longest one. */
static const struct check_formula *body_before(const struct check_tables *tables, struct str text, size_t end, size_t *len)
{
	const struct check_formula *best = NULL;
	*len = 0;
	for (size_t i = 0; i < tables->posts.count; i++) {
		size_t own = check_ends_any(scan_slice(text, 0, end), tables->posts.items[i].words);
		if (own > *len) {
			*len = own;
			best = &tables->posts.items[i];
		}
	}
	return best;
}

static void check_post(struct check *check, const struct check_block *block, size_t at, size_t office)
{
	static const char *const between[] = { "副", "分管", "主要", "常务", "原", "专职", "兼职", "时任", "新任", NULL };
	struct str text = block->text;
	size_t end = at, len, some;
	while ((some = str_ends_any(scan_slice(text, 0, end), between)) > 0)
		end -= some;
	const struct check_formula *row = body_before(check->tables, text, end, &len);
	struct str named = scan_slice(text, at, at + office);
	if (!row || check_lists(row->kinds, named) || (row->own.len && !check_lists(row->own, named)) || scan_in(scan_at(text, at + office, NULL), "督科办制助委会医护法检级们负"))
		return;
	check_report(check, DIAG_CHECK_POST, block, end - len, check_words_of(check, scan_slice(text, end - len, at + office)), check_words_of(check, row->kinds));
}

/* ---- 镇长主持召开镇党委会议 */

static void check_chair(struct check *check, const struct check_block *block, size_t at)
{
	struct str text = block->text;
	struct str near = scan_near(text, at, SENTENCE_BYTES, 0);
	size_t start = at - near.len + scan_back(near, near.len, "，。；：！？"), stop = scan_until_near(text, at, SENTENCE_BYTES, "，。；！？");
	struct str who = scan_slice(text, start, at), meeting = scan_slice(text, at, stop);
	bool named = false;
	for (size_t i = 0, size; scan_at(who, i, &size); i += size)
		named = named || check_listed_at(&check->tables->offices, who, i) > 0;
	for (size_t i = 0; named && i < check->tables->chairs.count; i++) {
		const struct check_formula *row = &check->tables->chairs.items[i];
		if (!check_holds_any(meeting, row->words) || check_holds_any(who, row->kinds) || check_holds_any(who, STR("委托|授权")))
			continue;
		check_report(check, DIAG_CHECK_CHAIR, block, start, check_words_of(check, scan_slice(text, start, stop)), check_words_of(check, row->kinds));
		return;
	}
}

/* ---- 预备党员由办公室审批 */

/* 报X审批, 由X审批 behind the offset in its sentence: X. */
static struct str decider(struct str text, size_t at, size_t stop, size_t *start)
{
	static const char *const verbs[] = { "审批", "批准", "审议批准", "审核批准", "研究批准" };
	for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) {
		size_t verb = scan_find(scan_slice(text, 0, stop), at, verbs[k]);
		size_t from = verb == (size_t)-1 ? at : scan_back(text, verb, "，。；：报由经");
		if (verb != (size_t)-1 && from >= at && (scan_ends(text, from, "报") || scan_ends(text, from, "由") || scan_ends(text, from, "经")) && verb > from) {
			*start = from;
			return scan_slice(text, from, verb);
		}
	}
	return (struct str){ "", 0 };
}

static void check_competence(struct check *check, const struct check_block *block)
{
	for (size_t i = 0; i < check->tables->competences.count; i++) {
		const struct check_formula *row = &check->tables->competences.items[i];
		for (struct str words = row->words; words.data && words.len;) {
			struct str word = str_trim(str_cut(&words, "|")), text = block->text;
			size_t at = scan_find_view(text, 0, word), start = at;
			if (at == (size_t)-1)
				continue;
			struct str who = decider(text, at, scan_until_near(text, at, SENTENCE_BYTES, "。；！？"), &start);
			if (utf8_count(who.data, who.len) < 3 || check_holds_any(who, row->kinds))
				continue;
			check_report(check, DIAG_CHECK_COMPETENCE, block, start, check_words_of(check, scan_slice(text, start, start + who.len)), check_words_of(check, row->kinds));
			return;
		}
	}
}

void check_rule_posts(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size, office;
		if (!check_is_prose(block) && block->kind != CHECK_LABEL)
			continue;
		for (size_t at = 0; scan_at(block->text, at, &size); at += office ? office : size) {
			office = check_listed_at(&check->tables->offices, block->text, at);
			if (office)
				check_post(check, block, at, office);
			else if (scan_is(block->text, at, "主持"))
				check_chair(check, block, at);
		}
		check_competence(check, block);
	}
}
