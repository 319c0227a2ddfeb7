/* What is written wrong: words of the content folder's tables, set phrases, titles of laws, words said twice. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

/* ---- tables of words */

static void report_entries(struct check *check, const struct check_text *text, const struct check_table *table, enum diag_code code)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size;
		for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
			const struct check_entry *entry = check_entry_at(table, block->text, at, text->context.year);
			if (!entry)
				continue;
			check_report(check, code, block, at, check_words_of(check, entry->wrong), entry->right, entry->reason);
			size = entry->wrong.len;
		}
	}
}

void check_rule_confusable(struct check *check, const struct check_text *text)
{
	report_entries(check, text, &check->tables->confusables, DIAG_CHECK_CONFUSABLE);
}

void check_rule_old_name(struct check *check, const struct check_text *text)
{
	report_entries(check, text, &check->tables->names, DIAG_CHECK_OLD_NAME);
}

void check_rule_own_word(struct check *check, const struct check_text *text)
{
	report_entries(check, text, &check->tables->own, DIAG_CHECK_OWN_WORD);
}

/* ---- set phrases */

enum { MEMBERS = 12 };

/* The member that stands at the offset, or the count. */
static size_t member_at(const struct check_phrase *phrase, struct str text, size_t offset)
{
	size_t i = 0;
	while (i < phrase->count && !scan_stands(text, offset, phrase->members[i]))
		i++;
	return i;
}

/* The next member behind `from`, at most `gap` characters away in the same sentence; *start where it stands. */
static size_t next_member(const struct check_phrase *phrase, struct str text, size_t from, size_t *start)
{
	size_t at = from, size;
	for (size_t far = 0; far <= phrase->gap && at < text.len; far++, at += size) {
		size_t member = member_at(phrase, text, at);
		*start = at;
		if (member < phrase->count)
			return member;
		if (scan_in(scan_at(text, at, &size), "。；！？"))
			break;
	}
	return phrase->count;
}

/* Whether, behind a mark or 和, something stands at the offset that is as long as the member and has half of its characters: 奢侈之风 for 奢靡之风. */
static bool is_like_member(struct str text, size_t at, struct str member)
{
	size_t size, same = 0, count = 0;
	if (!scan_in(scan_at(text, at, &size), "、和与及"))
		return false;
	at += size;
	for (size_t i = 0; i < member.len && utf8_is_han(scan_at(text, at + i, &size)); i += size, count++)
		same += scan_stands(text, at + i, scan_slice(member, i, i + size < member.len ? i + size : member.len));
	return count >= 3 && count * strlen("甲") == member.len && same < count && same * 2 >= count;
}

/* Whether those that are there are neighbours in the phrase, four or more, so that they are meant as its part: 富强、民主、和谐、文明. */
static bool is_part(const bool *there, size_t members, size_t count)
{
	enum { TELLING = 4 };
	size_t first = 0, last = members;
	while (first < members && !there[first])
		first++;
	while (last && !there[last - 1])
		last--;
	return count >= TELLING && last - first == count;
}

/* The members that stand in a row from `offset` on: which is missing, or out of order. Returns the end of the row. */
static size_t check_row(struct check *check, const struct check_block *block, const struct check_phrase *phrase, size_t offset)
{
	bool there[MEMBERS] = { false }, ordered = true;
	size_t count = 0, last = 0, end = offset, start = offset, missing = 0;
	for (size_t m = member_at(phrase, block->text, offset); m < phrase->count && !there[m]; count++) {
		ordered = ordered && (!count || m > last);
		there[last = m] = true;
		end = start + phrase->members[m].len;
		m = next_member(phrase, block->text, end, &start);
	}
	bool telling = true; /* members so long that nobody says three of them by chance */
	for (size_t i = 0; i < phrase->count; i++)
		telling = telling && phrase->members[i].len >= strlen("甲乙丙丁戊");
	size_t least = phrase->count <= 3 ? 2 : (phrase->count * 3 + 3) / 5 + (phrase->count == 4 && !telling);
	while (missing < phrase->count && there[missing])
		missing++;
	bool replaced = missing < phrase->count && count + 1 == phrase->count && count >= 3 && is_like_member(block->text, end, phrase->members[missing]);
	if (!ordered && missing < phrase->count && is_part(there, phrase->count, count))
		check_report(check, DIAG_CHECK_MEMBER_ORDER, block, offset, phrase->name);
	if (!replaced && (count < least || (missing < phrase->count && !ordered && count < 3)))
		return end;
	if (missing < phrase->count)
		check_report(check, DIAG_CHECK_MEMBER, block, offset, phrase->name, check_words_of(check, phrase->members[missing]));
	else if (!ordered)
		check_report(check, DIAG_CHECK_MEMBER_ORDER, block, offset, phrase->name);
	return end;
}

/* The phrases of which a member stands at the offset; `done`, by phrase: where its last row ended. */
static void check_phrases_at(struct check *check, const struct check_text *text, const struct check_block *block, size_t at, size_t *done)
{
	const struct check_tables *tables = check->tables;
	for (const struct check_item *m = tables->members.chains[check_chain_of(block->text, at)]; m; m = m->next) {
		const struct check_phrase *phrase = &tables->phrases[m->row];
		bool meant = phrase->count <= MEMBERS && phrase->count >= 2 && (!phrase->from || text->context.year >= phrase->from);
		if (meant && at >= done[m->row] && scan_stands(block->text, at, m->text))
			done[m->row] = check_row(check, block, phrase, at);
	}
}

void check_rule_phrases(struct check *check, const struct check_text *text)
{
	size_t *done = ARENA_ARRAY(check->arena, size_t, check->tables->phrase_count + 1), size;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		memset(done, 0, check->tables->phrase_count * sizeof *done);
		for (size_t at = 0; scan_at(block->text, at, &size); at += size)
			check_phrases_at(check, text, block, at, done);
	}
}

/* ---- titles of laws and regulations */

/* Short titles (中华人民共和国公路法) differ in little from each other; two characters that were replaced mean an error only in a long one. */
enum { TITLE_CHARS = 40, MOST_EDITS = 2, LEAST_TITLE = 11, LONG_TITLE = 13, LEAST_BODY = 6 };

/* The characters; 0 when there are more. */
static size_t characters_of(struct str text, uint32_t *out)
{
	size_t count = 0, at = 0, size;
	for (uint32_t c; (c = scan_at(text, at, &size)); at += size) {
		if (count == TITLE_CHARS)
			return 0;
		out[count++] = c;
	}
	return count;
}

/* Whether both have the same characters in another order. */
static bool are_anagrams(const uint32_t *a, const uint32_t *b, size_t count)
{
	bool used[TITLE_CHARS] = { false };
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < count && (used[k] || a[i] != b[k]))
			k++;
		if (k == count)
			return false;
		used[k] = true;
	}
	return true;
}

/* Edits that make one of the other (Levenshtein). */
static size_t edits_between(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
	size_t row[TITLE_CHARS + 1];
	for (size_t k = 0; k <= b_count; k++)
		row[k] = k;
	for (size_t i = 0; i < a_count; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t k = 0; k < b_count; k++) {
			size_t best = corner + (a[i] != b[k]);
			corner = row[k + 1];
			best = best < corner + 1 ? best : corner + 1;
			row[k + 1] = best < row[k] + 1 ? best : row[k] + 1;
		}
	}
	return row[b_count];
}

static uint64_t mask_of(const uint32_t *characters, size_t count)
{
	uint64_t mask = 0;
	for (size_t i = 0; i < count; i++)
		mask |= (uint64_t)1 << characters[i] % 64;
	return mask;
}

/* 《医疗质量管理条例》 for 办法: the same but for the kind of rules at the end. */
static bool differ_in_kind(struct str known, struct str title)
{
	static const char *const kinds[] = { "条例", "办法", "规定", "细则", "规则", "规程", NULL };
	size_t a = str_ends_any(known, kinds), b = str_ends_any(title, kinds);
	return a && b && known.len - a == title.len - b && memcmp(known.data, title.data, known.len - a) == 0;
}

/* The known title that this one is nearly, or NULL: also when it is one itself. */
static const struct str *nearest_title(const struct check *check, struct str title)
{
	uint32_t own[TITLE_CHARS], other[TITLE_CHARS];
	size_t count = characters_of(title, own);
	uint64_t mask = mask_of(own, count);
	const struct str *best = NULL;
	for (size_t i = 0; count >= 6 && i < check->tables->titles.count; i++) {
		const struct str *known = &check->tables->titles.items[i].text;
		if (str_equal(*known, title))
			return NULL;
		if (differ_in_kind(*known, title))
			best = known;
		size_t length = characters_of(*known, other);
		if (length + MOST_EDITS < count || count + MOST_EDITS < length ||
		    __builtin_popcountll(mask & ~mask_of(other, length)) > MOST_EDITS)
			continue;
		size_t edits = edits_between(own, count, other, length), longest = length > count ? length : count;
		bool spelt = edits == 1 || (edits == MOST_EDITS && (length != count || longest >= LONG_TITLE));
		if (longest >= LEAST_TITLE && ((length == count && are_anagrams(own, other, count)) || spelt))
			best = known;
	}
	return best;
}

/* The title that the text has without its 试行 or 暂行, when there is no other of that name; NULL: none. */
static const struct str *trial_title(const struct check *check, struct str title)
{
	static const char *const trials[] = { "（试行）", "（暂行）" };
	const struct check_list *titles = &check->tables->titles;
	const struct str *found = NULL;
	for (const struct check_item *i = titles->chains[check_chain_of(title, 0)]; title.len && i; i = i->next) {
		if (str_equal(i->text, title))
			return NULL;
		for (size_t k = 0; k < sizeof trials / sizeof *trials; k++)
			if (i->text.len == title.len + strlen(trials[k]) && str_ends(i->text, trials[k]) && memcmp(i->text.data, title.data, title.len) == 0)
				found = &i->text;
	}
	return found;
}

/* 《合同法》 for 《中华人民共和国合同法》 and the like are names of their own; only titles that differ within are asked for. */
void check_rule_law_title(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = 0; (at = check_find(block, at, "《")) != (size_t)-1; at += strlen("《")) {
			size_t start = at + strlen("《"), end = scan_until(block->text, start, "》《");
			struct str title = scan_slice(block->text, start, end);
			const struct str *trial = trial_title(check, title), *known = trial ? trial : nearest_title(check, title);
			if (known)
				check_report(check, DIAG_CHECK_LAW_TITLE, block, at, check_words_of(check, title), check_words_of(check, *known));
		}
	}
}

/* ---- names of bodies */

/* Whether the name is nearly the known one: as many characters and the same first one, but not it. */
static bool is_nearly(struct str named, struct str known)
{
	uint32_t own[TITLE_CHARS], other[TITLE_CHARS];
	size_t count = characters_of(known, other);
	return count >= LEAST_BODY && characters_of(named, own) == count && own[0] == other[0] && !str_equal(named, known) &&
	       (are_anagrams(own, other, count) || edits_between(own, count, other, count) == 1);
}

/* 国有资产管理监督委员会, 人力资源与社会保障局: judged where no known name ends at the offset. */
static void check_body_at(struct check *check, const struct check_block *block, size_t end)
{
	const struct check_list *bodies = &check->tables->bodies;
	const struct check_item *meant = NULL;
	struct str text = block->text, named = { "", 0 };
	size_t size, start = end;
	for (size_t k = 0; k < bodies->count; k++)
		if (scan_ends(text, end, bodies->items[k].text.data))
			return;
	for (int i = 0; i < TITLE_CHARS && utf8_is_han(scan_before(text, start, &size)); i++) {
		start -= size;
		for (const struct check_item *body = bodies->chains[check_chain_of(text, start)]; body; body = body->next)
			if ((!meant || body->row < meant->row) && is_nearly(scan_slice(text, start, end), body->text)) {
				meant = body;
				named = scan_slice(text, start, end);
			}
	}
	if (meant)
		check_report(check, DIAG_CHECK_BODY_NAME, block, end - named.len, check_words_of(check, named), check_words_of(check, meant->text));
}

void check_rule_body_name(struct check *check, const struct check_text *text)
{
	static const char *const ends[] = { "局", "委员会", "办公室", "联合会", "部" };
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, ends[k])) != (size_t)-1;
			     at += strlen(ends[k]))
				check_body_at(check, &text->blocks[i], at + strlen(ends[k]));
}

/* ---- words said twice */

/* Whether the character of `size` bytes is the first of a word of up to three characters that may stand twice. */
static bool comes_again(struct str text, size_t at, size_t size)
{
	struct str character = scan_slice(text, at, at + size);
	return scan_stands(text, at + size, character) || scan_stands(text, at + 2 * size, character) || scan_stands(text, at + 3 * size, character);
}

/* 的的, 进行进行: two characters twice; words that are meant so are not counted: 人人人, 一个个, 研究研究. */
void check_rule_word_twice(struct check *check, const struct check_text *text)
{
	static const char once[] = "的和与及被把于";
	static const char *const twice[] = { "进行", "加强", "推进", "开展", "落实", "组织", "工作", "建设", "管理", "实施", "完善",
					     "提高", "提升", "坚持", "严格", "部署", "全面", "要求", "进一步", "通过", "按照",
					     "根据", "关于", "我们", "单位", "各级", "以及", "认真", "切实", "深入", NULL };
	static const char *const fine[] = { "的的确确", "目的的", "标的的", NULL };
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t at = 0, size;
		for (uint32_t c; (c = scan_at(block->text, at, &size)); at += size) {
			size_t length = !comes_again(block->text, at, size) ? 0 :
					scan_in(c, once)		    ? size :
									      str_starts_any(str_from(block->text, at), twice);
			if (!length || !scan_stands(block->text, at + length, scan_slice(block->text, at, at + length)))
				continue;
			size_t before = at >= size && scan_in(scan_before(block->text, at, NULL), "目标") ? at - size : at;
			if (!str_starts_any(str_from(block->text, before), fine))
				check_report(check, DIAG_CHECK_WORD_TWICE, block, at,
					     check_words_of(check, scan_slice(block->text, at, at + 2 * length)));
			size = 2 * length;
		}
	}
}
