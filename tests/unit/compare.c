/* gen/compare: what differs between two documents. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "compare/internal.h"
#include "random.h"
#include "vars/value.h"

/* A document of a test: a line a paragraph. “# ” before a line makes a heading, “| ” a row of cells parted by “|”, {name=text} is a value,
 * {name?label} a gap. */
struct sample {
	struct arena *arena;
	struct doc *doc;
};

static void add_inlines(struct sample *s, struct doc_node *block, struct str text)
{
	while (text.len) {
		struct str before = str_cut(&text, "{");
		if (before.len)
			doc_add_text(s->doc, block, DOC_TEXT, before, NO_PLACE);
		if (!text.data)
			return;
		struct str body = str_cut(&text, "}"), rest = body;
		bool gap = str_find(body, "?") != (size_t)-1;
		struct str name = str_cut(&rest, gap ? "?" : "=");
		const char *shown = gap ? arena_printf(s->arena, DOC_GAP_OPEN "%.*s" DOC_GAP_CLOSE, (int)rest.len, rest.data) :
					  arena_copy(s->arena, rest.data, rest.len);
		struct doc_node *node = doc_add_text(s->doc, block, gap ? DOC_GAP : DOC_VALUE, str_of(shown), NO_PLACE);
		node->name = arena_copy(s->arena, name.data, name.len);
		node->label = gap ? arena_copy(s->arena, rest.data, rest.len) : NULL;
	}
}

static void add_row(struct sample *s, struct str line)
{
	struct doc_node *last = s->doc->root->last;
	struct doc_node *table = last && last->kind == DOC_TABLE ? last : doc_add(s->doc, s->doc->root, DOC_TABLE, NO_PLACE);
	struct doc_node *row = doc_add(s->doc, table, DOC_ROW, NO_PLACE);
	while (line.data)
		add_inlines(s, doc_add(s->doc, row, DOC_CELL, NO_PLACE), str_cut(&line, "|"));
}

static struct compare_side *side_of(struct arena *arena, const char *text)
{
	struct sample s = { arena, doc_new(arena, NULL) };
	struct compare_side *side = ARENA_NEW(arena, struct compare_side);
	for (struct str rest = str_of(text); rest.data;) {
		struct str line = str_cut(&rest, "\n");
		bool heading = str_starts(line, "# "), row = str_starts(line, "| "), broken = str_starts(line, "---");
		if (row) {
			add_row(&s, str_from(line, 2));
		} else if (broken) {
			doc_add(s.doc, s.doc->root, DOC_PAGE_BREAK, NO_PLACE);
		} else {
			struct doc_node *block = doc_add(s.doc, s.doc->root, heading ? DOC_HEADING : DOC_PARAGRAPH, NO_PLACE);
			block->level = heading;
			add_inlines(&s, block, str_from(line, heading ? 2 : 0));
		}
	}
	compare_take(arena, "sample", &s.doc, &(struct compare_elements){ NULL, 0 }, 1, side);
	return side;
}

static struct compare_result compare(struct arena *arena, const char *before, const char *after)
{
	struct compare_result result;
	struct diag_list diags;
	diag_init(&diags, arena);
	cr_assert(compare_sides(arena, side_of(arena, before), side_of(arena, after), &result, &diags));
	return result;
}

static void add_pieces(const struct compare_change *change, struct buf *out)
{
	static const char *const open[] = { "", "[-", "{+" }, *const close[] = { "", "-]", "+}" };
	for (size_t i = 0; i < change->piece_count; i++) {
		buf_add_text(out, open[change->pieces[i].op]);
		buf_add_str(out, change->pieces[i].text);
		buf_add_text(out, close[change->pieces[i].op]);
	}
}

/* The result as one text: "changed 甲[-乙-]{+丙+}; added 丁; 人数 41>45 2/2 agreed". */
static const char *shown(struct arena *arena, const struct compare_result *result)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < result->change_count; i++) {
		const struct compare_change *change = &result->changes[i];
		buf_printf(&out, "%s%s ", out.len ? "; " : "", compare_kind_name(change->kind));
		add_pieces(change, &out);
		if (!change->piece_count)
			buf_add_str(&out, (change->after ? change->after : change->before)->text);
	}
	for (size_t i = 0; i < result->value_count; i++) {
		const struct compare_value *v = &result->values[i];
		buf_printf(&out, "%s%s %s>%s %zu/%zu%s", out.len ? "; " : "", v->name, v->old, v->now, v->spot_count, v->places,
			   v->agreed ? " agreed" : "");
	}
	return buf_move_to(&out, arena);
}

static void expect_diff(const char *before, const char *after, const char *wanted)
{
	struct arena *arena = arena_new();
	struct compare_result result = compare(arena, before, after);
	cr_expect_str_eq(shown(arena, &result), wanted, "‘%s’, ‘%s’:\n%s", before, after, shown(arena, &result));
	cr_expect(!result.coarse);
	cr_expect_eq(compare_is_same(&result), !*wanted);
	arena_free(arena);
}

Test(compare, what_is_the_same_is_no_difference)
{
	expect_diff("# 总体要求\n全年培训干部。\n| 甲|乙", "# 总体要求\n全年培训干部。\n| 甲|乙", "");
	expect_diff("甲\n---\n乙", "甲\n乙", "");
	expect_diff("一段\n 文\xC2\xAD字 ", "一段\n文字", "");
}

Test(compare, characters_that_differ)
{
	expect_diff("全年培训干部二百人次。", "全年培训党员二百人次。", "changed 全年培训[-干部-]{+党员+}二百人次。");
	expect_diff("召开会议。", "按季度召开会议。", "changed {+按季度+}召开会议。");
	expect_diff("按季度召开会议。", "召开会议。", "changed [-按季度-]召开会议。");
	expect_diff("# 总体要求\n正文在这里", "# 总体目标\n正文在这里", "changed 总体[-要求-]{+目标+}");
	expect_diff("| 1|开展培训|办公室", "| 1|开展轮训|办公室", "changed 1\t开展[-培-]{+轮+}训\t办公室");
}

Test(compare, characters_are_what_people_see)
{
	expect_diff("caf\x65\xCC\x81 的菜单", "cafe 的菜单", "changed caf[-e\xCC\x81-]{+e+} 的菜单");
	expect_diff("一家👨‍👩‍👧人", "一家👨‍👩‍👦人", "changed 一家[-👨‍👩‍👧-]{+👨‍👩‍👦+}人");
}

Test(compare, passages_come_go_and_move)
{
	const char *plan = "第一段说总体要求。\n第二段说重点任务。\n第三段说组织保障。";
	expect_diff(plan, "第一段说总体要求。\n第二段说重点任务。\n新的一段。\n第三段说组织保障。", "added 新的一段。");
	expect_diff(plan, "第一段说总体要求。\n第三段说组织保障。", "removed 第二段说重点任务。");
	expect_diff(plan, "第二段说重点任务。\n第三段说组织保障。\n第一段说总体要求。", "moved 第一段说总体要求。");
	expect_diff("第一段说总体要求。\n# 组织保障\n第二段说重点任务。", "# 组织保障\n第一段说总体要求。\n第二段说重点任务。", "moved 第一段说总体要求。");
	expect_diff("# 组织保障\n第一段说总体要求。\n第二段说重点任务。", "第一段说总体要求。\n# 组织保障\n第二段说重点任务。", "moved 第一段说总体要求。");
	expect_diff("| 序号|任务\n| 1|甲任务\n| 2|乙任务", "| 序号|任务\n| 2|乙任务", "removed 1\t甲任务");
	expect_diff("# 总体要求\n正文", "总体要求\n正文", "restyled 总体要求");
	expect_diff("", "正文", "added 正文");
}

Test(compare, passages_are_paired_with_those_they_are_like)
{
	expect_diff("甲乡镇要加强领导。\n乙部门要落实责任。", "新来的一段话讲督查。\n甲乡镇要切实加强领导。\n乙部门要层层落实责任。",
		    "added 新来的一段话讲督查。; changed 甲乡镇要{+切实+}加强领导。; changed 乙部门要{+层层+}落实责任。");
}

Test(compare, values_that_read_otherwise)
{
	expect_diff("有党员{人数=41}名。\n培训{人数=41}人次。", "有党员45名。\n培训45人次。",
		    "changed 有党员4[-1-]{+5+}名。; changed 培训4[-1-]{+5+}人次。; 人数 41>45 2/2 agreed");
	expect_diff("有党员{人数=41}名。\n培训{人数=41}人次。", "有党员{人数=412}名。\n培训{人数=412}人次。",
		    "changed 有党员41{+2+}名。; changed 培训41{+2+}人次。; 人数 41>412 2/2 agreed");
	expect_diff("有党员{人数=41}名。\n培训{人数=41}人次。", "有党员45名。\n培训41人次。",
		    "changed 有党员4[-1-]{+5+}名。; 人数 41>45 1/2");
	expect_diff("报{单位=县科技局}办公室。", "报县教育局办公室。", "changed 报县[-科技-]{+教育+}局办公室。; 单位 县科技局>县教育局 1/1 agreed");
}

Test(compare, a_gap_is_filled_in_one_place)
{
	expect_diff("党员{人数?党员总数}名。\n又有{人数?党员总数}名。", "党员41名。\n又有〔待填：党员总数〕名。",
		    "changed 党员[-〔待填：党员总数〕-]{+41+}名。; 人数 〔待填：党员总数〕>41 1/2 agreed");
	expect_diff("党员{人数?党员总数}名。\n又有{人数?党员总数}名。", "党员41名。\n又有42名。",
		    "changed 党员[-〔待填：党员总数〕-]{+41+}名。; changed 又有[-〔待填：党员总数〕-]{+42+}名。; "
		    "人数 〔待填：党员总数〕>41 1/2; 人数 〔待填：党员总数〕>42 1/2");
}

Test(compare, text_beside_a_value_is_no_value)
{
	expect_diff("有党员{人数=41}名。", "有党员约41名。", "changed 有党员{+约+}41名。");
	expect_diff("有党员{人数=41}名。", "有群众五十人。", "changed 有[-党员41名-]{+群众五十人+}。");
	expect_diff("有党员{人数=41}名。\n甲", "甲", "removed 有党员41名。");
}

/* ---- cells of values */

static void expect_cell(const char *entries, const char *old, const char *now, const char *wanted)
{
	struct arena *arena = arena_new();
	struct value_builder list = { .arena = arena };
	const struct value *value = value_string(arena, str_of(entries));
	if (strchr(entries, '|')) {
		for (struct str rest = str_of(entries); rest.data;)
			value_list_add(&list, value_string(arena, str_cut(&rest, "|")));
		value = value_list_finish(&list);
	}
	const char *text = accept_cell_text(arena, value, old, now);
	cr_expect_str_eq(text ? text : "none", wanted ? wanted : "none", "%s: %s, %s", entries, old, now);
	arena_free(arena);
}

Test(compare, a_cell_says_what_reads_as_the_document)
{
	expect_cell("甲|乙|丙", "甲、乙、丙", "甲、丁、丙", "甲|丁|丙");
	expect_cell("甲|乙|丙", "甲、乙和丙", "甲、乙和丁", "甲|乙|丁");
	expect_cell("甲|乙", "《甲》、《乙》", "《甲》、《丁》", "甲|丁");
	expect_cell("甲|乙|丙", "甲、乙、丙", "甲、乙、丙、丁", NULL);
	expect_cell("甲|乙|丙", "甲、乙、丙", "甲、丙", NULL);
	expect_cell("甲|乙", "《甲》《乙》", "《甲》《丁》", "甲|丁");
	expect_cell("甲|乙", "甲乙", "甲丁", NULL);
	expect_cell("甲|乙", "甲、乙", "甲、丁|戊", NULL);
	expect_cell("7800", "7800万元", "7900万元", "7900");
	expect_cell("7800", "7800万元", "7900元", "7900元");
	expect_cell("2026-03-10", "2026年3月10日", "2026年3月12日", "2026年3月12日");
	expect_cell("41", "41", "45", "45");
}

/* ---- laws, over random texts */

static void add_random(struct buf *out, unsigned *state, size_t most)
{
	static const char *const parts[] = { "甲", "乙", "丙", "a", "e\xCC\x81", "👨‍👩‍👧", "〔待填：丁〕", "，" };
	for (size_t count = next_random(state) % most; count--;)
		buf_add_text(out, parts[next_random(state) % (sizeof parts / sizeof *parts)]);
}

/* The pieces hold both texts, whole. */
static void expect_conserved(const struct compare_change *change)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	for (size_t i = 0; i < change->piece_count; i++) {
		const struct compare_piece *piece = &change->pieces[i];
		if (piece->op != COMPARE_INSERTED)
			buf_add_str(&before, piece->text);
		if (piece->op != COMPARE_DELETED)
			buf_add_str(&after, piece->text);
		cr_expect(piece->text.len > 0 && !piece->text.data[piece->text.len]);
	}
	cr_expect(str_equal(buf_str(&before), change->before->text));
	cr_expect(str_equal(buf_str(&after), change->after->text));
	buf_free(&before);
	buf_free(&after);
}

Test(compare, no_text_is_lost)
{
	unsigned state = 7;
	for (int round = 0; round < 2000; round++) {
		struct arena *arena = arena_new();
		struct buf before = BUF_INIT, after = BUF_INIT;
		buf_add_text(&before, "头");
		buf_add_text(&after, "头");
		add_random(&before, &state, 24);
		add_random(&after, &state, 24);
		struct compare_result result = compare(arena, before.data, after.data);
		size_t texts[2] = { 0 };
		for (size_t i = 0; i < result.change_count; i++) {
			if (result.changes[i].kind == COMPARE_CHANGED)
				expect_conserved(&result.changes[i]);
			texts[0] += result.changes[i].before != NULL;
			texts[1] += result.changes[i].after != NULL;
		}
		cr_expect(compare_is_same(&result) == (strcmp(before.data, after.data) == 0));
		cr_expect(compare_is_same(&result) || (texts[0] == 1 && texts[1] == 1));
		buf_free(&before);
		buf_free(&after);
		arena_free(arena);
	}
}

/* The length of the longest common part, the slow way. */
static size_t longest(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t lengths[33][33] = { { 0 } };
	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			size_t down = lengths[i + 1][j], right = lengths[i][j + 1];
			lengths[i][j] = a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : down > right ? down : right;
		}
	return lengths[0][0];
}

Test(compare, the_common_part_is_the_longest)
{
	unsigned state = 11;
	for (int round = 0; round < 5000; round++) {
		struct arena *arena = arena_new();
		uint32_t a[32], b[32];
		size_t n = next_random(&state) % 33, m = next_random(&state) % 33, match[32], found = 0, last = 0;
		for (size_t i = 0; i < 32; i++) {
			a[i] = next_random(&state) % 4;
			b[i] = next_random(&state) % 4;
			match[i] = COMPARE_NONE;
		}
		struct sequence before = { a, n }, after = { b, m };
		cr_assert(sequence_match(arena, &before, 0, n, &after, 0, m, match));
		for (size_t i = 0; i < n; i++) {
			if (match[i] == COMPARE_NONE)
				continue;
			cr_expect(match[i] < m && a[i] == b[match[i]] && (!found || match[i] > last));
			last = match[i];
			found++;
		}
		cr_expect_eq(found, longest(a, n, b, m));
		arena_free(arena);
	}
}

/* ---- what would take too long */

Test(compare, what_has_nothing_in_common_ends_soon, .timeout = 20)
{
	struct arena *arena = arena_new();
	struct buf before = BUF_INIT, after = BUF_INIT;
	unsigned state = 3;
	for (int i = 0; i < 20000; i++) {
		buf_printf(&before, "%d%s", (int)next_random(&state), i % 9 ? "" : "\n");
		buf_printf(&after, "%d%s", (int)next_random(&state), i % 9 ? "" : "\n");
	}
	struct compare_result result = compare(arena, before.data, after.data);
	cr_expect(result.coarse);
	cr_expect_gt(result.change_count, 1000);
	buf_free(&before);
	buf_free(&after);
	arena_free(arena);
}

Test(compare, long_texts_that_differ_everywhere_are_replaced)
{
	struct arena *arena = arena_new();
	struct buf before = BUF_INIT, after = BUF_INIT;
	for (int i = 0; i < 3000; i++) {
		buf_add_text(&before, i < 1500 ? "共同开头" : "甲");
		buf_add_text(&after, i < 1500 ? "共同开头" : "乙");
	}
	struct compare_result result = compare(arena, before.data, after.data);
	cr_expect(result.coarse);
	cr_assert_eq(result.change_count, 1);
	cr_expect_eq(result.changes[0].piece_count, 3, "what is the same, deleted, inserted");
	expect_conserved(&result.changes[0]);
	buf_free(&before);
	buf_free(&after);
	arena_free(arena);
}
