#include "batch/proposals.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "doc/doc.h"
#include "table/grid.h"
#include "table/table.h"
#include "vars/number.h"
#include "write/markdown/signs.h"

enum { STEM = 6, EXAMPLE = 24 }; /* characters of the text before a count that name it; of an example */

/* What counts are counts of. */
static const char *const measures[] = { "名", "个", "人", "家", "次", "期", "亿元", "万元", "元", "项", "条", "件", "户", "场", "篇", "学时", "批", "处", "所", "支", "亩", "公里", NULL };

/* Spans of time, which are none. */
static const char *const spans[] = { "个月", "个工作日", "个小时", "个学时", NULL };

/* Words between what is counted and its number. */
static const char *const links[] = { "现有", "共有", "共", "约", "达到", "达", "为", "有", "不少于", "不低于", "不超过", "至少", "总计", "合计", "计划", NULL };

/* Who persons are. */
static const char *const roles[] = { "联系人：", "负责人：", "责任人：", "组长：", "副组长：", "书记：", "主任：", "局长：", "联系人", "责任人", NULL };

/* The commonest family names. */
static const char surnames[] = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓郁单洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠甄曲封储靳段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍";

struct finding {
	struct arena *arena;
	struct doc *const *docs;
	size_t count;
	const struct catalogue *catalogue;
	struct str unit; /* its name; data NULL: not found yet */
	struct proposals found;
};

/* ---- places */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the proposal's text stands at `at`, between what it wants there; a number is not a part of a longer one. */
static bool stands_at(const struct proposal *p, struct str text, size_t at)
{
	struct str rest = str_from(text, at);
	if (at < p->before.len || rest.len < p->text.len || memcmp(rest.data, p->text.data, p->text.len) != 0)
		return false;
	struct str before = { text.data + at - p->before.len, p->before.len }, after = str_from(rest, p->text.len);
	bool number = is_digit(p->text.data[0]) && at && (is_digit(text.data[at - 1]) || text.data[at - 1] == '.');
	return !number && str_equal(before, p->before) && after.len >= p->after.len && memcmp(after.data, p->after.data, p->after.len) == 0;
}

static bool is_text(const struct doc_node *node)
{
	return node->kind == DOC_TEXT && node->text.len;
}

/* The places of the text in the document; *example: what stands in the first. */
static size_t count_places(struct arena *arena, const struct doc *doc, const struct proposal *p, const char **example)
{
	size_t count = 0;
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		for (size_t at = 0; is_text(n) && at < n->text.len; at++) {
			if (!stands_at(p, n->text, at))
				continue;
			if (!count++)
				*example = diag_excerpt(arena, str_from(n->text, at - p->before.len), EXAMPLE);
			at += p->text.len - 1;
		}
	return count;
}

bool proposals_has_place(const struct doc *doc, const struct proposal *proposal)
{
	const char *example;
	return count_places(doc->arena, doc, proposal, &example) > 0;
}

/* Adds the proposal, unless it is there or its text stands nowhere. Of two texts for one variable only the first is taken. */
static void propose(struct finding *f, struct proposal p)
{
	for (size_t i = 0; i < f->found.count; i++) {
		const struct proposal *other = &f->found.items[i];
		if (str_equal(other->before, p.before) && str_equal(other->text, p.text) && str_equal(other->after, p.after))
			return;
		if (other->taken && strcmp(other->variable, p.variable) == 0 && !str_equal(other->text, p.text))
			p.taken = false;
	}
	p.example = "";
	for (size_t d = 0; d < f->count && p.text.len; d++) {
		const char *example = "";
		p.count += count_places(f->arena, f->docs[d], &p, &example);
		p.example = *p.example ? p.example : example;
	}
	if (p.count)
		*ARENA_PUSH(f->arena, f->found.items, f->found.count, f->found.room) = p;
}

/* ---- the unit's names, the year */

static struct str copy_of(struct arena *arena, const struct doc_node *node)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(node, &text);
	struct str trimmed = str_trim(buf_str(&text));
	struct str copy = { arena_copy(arena, trimmed.data ? trimmed.data : "", trimmed.len), trimmed.len };
	buf_free(&text);
	return copy;
}

/* The first name is the unit's; who signs may be called otherwise. */
static void propose_unit(struct finding *f, struct str name)
{
	const struct catalogue *c = f->catalogue;
	bool first = !f->unit.data || str_equal(f->unit, name), signs = c && catalogue_variable(c, STR("署名"));
	if (utf8_count(name.data, name.len) < 3)
		return;
	f->unit = f->unit.data ? f->unit : name;
	propose(f, (struct proposal){ .taken = first || signs, .variable = first ? "单位.名称" : signs ? "署名" : "", .kind = "单位", .text = name });
	for (size_t i = 0; c && i < c->unit_count; i++)
		if (str_equal(c->units[i].name, name) && c->units[i].short_name.len && !str_equal(c->units[i].short_name, name))
			propose(f, (struct proposal){ .taken = true, .variable = "单位.简称", .kind = "单位", .text = c->units[i].short_name });
}

/* Who signs, and who stands in brackets at the end of the title. */
static void find_units(struct finding *f, const struct doc_node *node)
{
	struct str text = copy_of(f->arena, node);
	size_t open = str_find(text, "（");
	if (node->kind == DOC_AUTHORITY)
		propose_unit(f, text);
	else if (node->kind == DOC_TITLE && open < text.len && str_ends(text, "）"))
		propose_unit(f, (struct str){ text.data + open + strlen("（"), text.len - open - strlen("（") - strlen("）") });
}

/* The year of the title is that of the plan. */
static void find_year(struct finding *f, const struct doc_node *title)
{
	struct str text = copy_of(f->arena, title);
	for (size_t at = 0; at + 4 < text.len; at++) {
		if (!number_is_digits((struct str){ text.data + at, 4 }) || (at && is_digit(text.data[at - 1])) || !str_starts(str_from(text, at + 4), "年"))
			continue;
		propose(f, (struct proposal){ .taken = true, .variable = "年度", .kind = "年度", .text = { text.data + at, 4 }, .after = STR("年") });
		return;
	}
}

/* ---- counts */

/* The label without what says that it is a number: 党员总数 → 党员. */
static struct str core_of(const char *label)
{
	static const char *const endings[] = { "总人数", "总数", "人数", "总额", "数", "额", NULL };
	struct str core = str_of(label);
	for (size_t i = 0; endings[i]; i++)
		if (core.len > strlen(endings[i]) && str_ends(core, endings[i])) {
			core.len -= strlen(endings[i]);
			break;
		}
	return core;
}

/* Bytes of the core at the end of the text, or 0; what one character names is too little. */
static size_t ends_with_core(struct str text, const char *label)
{
	struct str core = core_of(label);
	bool ends = core.len >= strlen("党员") && text.len >= core.len && memcmp(text.data + text.len - core.len, core.data, core.len) == 0;
	return ends ? core.len : 0;
}

/* The variable whose label or name the text ends with; the longest. `core`: what of the text that is. */
static const char *find_variable(const struct finding *f, struct str text, struct str *core)
{
	const char *found = NULL;
	*core = STR("");
	for (size_t i = 0; f->catalogue && i < f->catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &f->catalogue->variables[i];
		size_t label = v->label ? ends_with_core(text, v->label) : 0, name = ends_with_core(text, v->name);
		size_t len = label > name ? label : name;
		if ((v->type.kind != TYPE_INTEGER && v->type.kind != TYPE_DECIMAL) || len <= core->len)
			continue;
		found = v->name;
		*core = (struct str){ text.data + text.len - len, len };
	}
	return found;
}

/* The Chinese characters that the text ends with, at most STEM. */
static struct str stem_of(struct str text)
{
	size_t len = 0;
	uint32_t cp;
	for (int i = 0; i < STEM && len < text.len; i++) {
		size_t step = utf8_decode_last(text.data, text.len - len, &cp);
		if (!utf8_is_han(cp))
			break;
		len += step;
	}
	return (struct str){ text.data + text.len - len, len };
}

/* A number with its measure at `at`, `len` bytes. */
static void propose_count(struct finding *f, struct str text, size_t at, size_t len, const char *measure)
{
	struct str before = { text.data, at }, core;
	size_t link = str_ends_any(before, links);
	struct str counted = { before.data, before.len - link };
	const char *variable = find_variable(f, counted, &core);
	struct str stem = variable ? core : stem_of(counted);
	if (!stem.len)
		return;
	struct str wanted = { stem.data, stem.len + link };
	const char *made = arena_printf(f->arena, "%.*s数", (int)stem.len, stem.data);
	propose(f, (struct proposal){ .taken = variable != NULL, .variable = variable ? variable : made, .kind = "数量", .before = wanted,
				      .text = { text.data + at, len }, .after = str_of(measure) });
}

static void find_counts(struct finding *f, struct str text)
{
	for (size_t at = 0; at < text.len; at++) {
		size_t len = 0;
		while (at + len < text.len && (is_digit(text.data[at + len]) || (len && text.data[at + len] == '.')))
			len++;
		if (!len)
			continue;
		struct str behind = str_from(text, at + len);
		size_t measure = str_starts_any(behind, spans) ? 0 : str_starts_any(behind, measures);
		if (measure && is_digit(text.data[at + len - 1]))
			propose_count(f, text, at, len, arena_copy(f->arena, behind.data, measure));
		at += len;
	}
}

/* ---- dates, persons */

/* Bytes of 2026年3月1日 at the start of the text, or 0. */
static size_t date_length(struct str text)
{
	static const char *const units[] = { "年", "月", "日" };
	size_t at = 0;
	for (int i = 0; i < 3; i++) {
		size_t digits = 0;
		while (at + digits < text.len && is_digit(text.data[at + digits]))
			digits++;
		bool fits = i ? digits == 1 || digits == 2 : digits == 4;
		if (!fits || !str_starts(str_from(text, at + digits), units[i]))
			return 0;
		at += digits + strlen(units[i]);
	}
	return at;
}

static void find_dates(struct finding *f, struct str text, bool signed_on)
{
	for (size_t at = 0; at < text.len; at++) {
		size_t len = is_digit(text.data[at]) && (!at || !is_digit(text.data[at - 1])) ? date_length(str_from(text, at)) : 0;
		if (len)
			propose(f, (struct proposal){ .taken = signed_on, .variable = signed_on ? "日期|日期" : "", .kind = "日期",
						      .text = { text.data + at, len } });
	}
}

/* Bytes of a person's name at the start of the text: a family name and one or two characters, then no other Chinese one; or 0. */
static size_t person_length(struct str text)
{
	uint32_t cp;
	size_t len = utf8_decode(text.data, text.len, &cp), characters = 1;
	if (!len || !utf8_among(cp, surnames))
		return 0;
	while (len < text.len && characters < 4) {
		size_t step = utf8_decode(text.data + len, text.len - len, &cp);
		if (!utf8_is_han(cp))
			break;
		len += step;
		characters++;
	}
	return characters == 2 || characters == 3 ? len : 0;
}

static void find_persons(struct finding *f, struct str text)
{
	for (size_t i = 0; roles[i]; i++)
		for (size_t from = 0, at; (at = str_find(str_from(text, from), roles[i])) != (size_t)-1; from += at + strlen(roles[i])) {
			struct str rest = str_from(text, from + at + strlen(roles[i])), role = str_of(roles[i]);
			size_t len = person_length(rest);
			if (str_ends(role, "："))
				role.len -= strlen("：");
			bool known = f->catalogue && catalogue_variable(f->catalogue, role);
			if (len)
				propose(f, (struct proposal){ .taken = known, .variable = arena_copy(f->arena, role.data, role.len), .kind = "人员",
							      .before = str_of(roles[i]), .text = { rest.data, len } });
		}
}

struct proposals proposals_find(struct arena *arena, struct doc *const *docs, size_t count, const struct catalogue *catalogue)
{
	struct finding f = { .arena = arena, .docs = docs, .count = count, .catalogue = catalogue };
	for (size_t d = 0; d < count; d++)
		for (const struct doc_node *n = docs[d]->root; n; n = doc_next(n, docs[d]->root)) {
			if (n->kind == DOC_TITLE)
				find_year(&f, n);
			if (n->kind == DOC_TITLE || n->kind == DOC_AUTHORITY)
				find_units(&f, n);
		}
	for (size_t d = 0; d < count; d++)
		for (const struct doc_node *n = docs[d]->root; n; n = doc_next(n, docs[d]->root))
			if (is_text(n)) {
				find_counts(&f, n->text);
				find_dates(&f, n->text, n->parent && n->parent->kind == DOC_DATE);
				find_persons(&f, n->text);
			}
	return f.found;
}

/* ---- the table */

enum column { TAKEN, VARIABLE, KIND, BEFORE, TEXT, AFTER, COUNT, EXAMPLES, COLUMNS };
static const struct grid_column columns[COLUMNS] = {
	{ "采用", 3, GRID_TEXT }, { "变量", 10, GRID_TEXT }, { "类别", 4, GRID_TEXT }, { "前文", 8, GRID_TEXT },
	{ "文字", 10, GRID_TEXT }, { "后文", 4, GRID_TEXT }, { "处数", 3, GRID_NUMBER }, { "例", 20, GRID_TEXT },
};

void proposals_add_csv(struct arena *arena, const struct proposals *proposals, struct buf *out)
{
	struct grid grid = { .name = "变量", .columns = columns, .width = COLUMNS };
	for (size_t i = 0; i < proposals->count; i++) {
		const struct proposal *p = &proposals->items[i];
		const char **cells = grid_add_row(arena, &grid);
		cells[TAKEN] = p->taken ? "是" : "";
		cells[VARIABLE] = p->variable;
		cells[KIND] = p->kind;
		cells[BEFORE] = grid_text(arena, p->before);
		cells[TEXT] = grid_text(arena, p->text);
		cells[AFTER] = grid_text(arena, p->after);
		cells[COUNT] = grid_number(arena, p->count);
		cells[EXAMPLES] = p->example;
	}
	grid_write_csv(&grid, true, out);
}

/* A cell of the row; one that the table has not is empty. */
static struct str cell_of(const struct table *table, const size_t *at, enum column column)
{
	return at[column] < table->count ? str_trim(table->cells[at[column]].text) : STR("");
}

static void read_row(struct arena *arena, const struct table *table, const size_t *at, const struct catalogue *catalogue,
		     struct proposals *proposals, struct diag_list *diags)
{
	struct str taken = cell_of(table, at, TAKEN), variable = cell_of(table, at, VARIABLE), text = cell_of(table, at, TEXT), name = variable;
	struct place place = table_cell_place(table, at[TAKEN] < table->count ? at[TAKEN] : 0);
	if (!taken.len || str_is(taken, "否"))
		return;
	if (!str_is(taken, "是") || !variable.len || !text.len || str_find(variable, "}}") != (size_t)-1) {
		diag_add(diags, DIAG_PROPOSAL_ROW, place, arena_copy(arena, text.data, text.len));
		return;
	}
	name = str_trim(str_cut(&name, "|"));
	if (catalogue && !catalogue_variable(catalogue, name))
		diag_add(diags, DIAG_PROPOSAL_UNDECLARED, place, arena_copy(arena, name.data, name.len));
	*ARENA_PUSH(arena, proposals->items, proposals->count, proposals->room) = (struct proposal){
		.taken = true, .variable = arena_copy(arena, variable.data, variable.len), .kind = grid_text(arena, cell_of(table, at, KIND)),
		.before = cell_of(table, at, BEFORE), .text = text, .after = cell_of(table, at, AFTER), .place = place,
	};
}

/* Those with more around them come first, so that they are found before others that they hold. */
static int by_length(const void *a, const void *b)
{
	const struct proposal *x = a, *y = b;
	size_t one = x->before.len + x->text.len + x->after.len, other = y->before.len + y->text.len + y->after.len;
	return (one < other) - (one > other);
}

bool proposals_read(struct arena *arena, const char *path, const struct catalogue *catalogue, struct proposals *proposals, struct diag_list *diags)
{
	size_t errors = diag_errors(diags), at[COLUMNS];
	const struct source *source = source_load(arena, path, LIMIT_DATA_BYTES, diags);
	struct table table;
	bool good = true;
	*proposals = (struct proposals){ 0 };
	if (!source)
		return false;
	table_start(&table, arena, source);
	bool header = table_next(&table, &good, diags);
	for (enum column c = 0; c < COLUMNS; c++)
		at[c] = header ? table_find_cell(&table, columns[c].name) : (size_t)-1;
	for (enum column c = TAKEN; c <= TEXT; c++)
		if (at[c] == (size_t)-1 && c != KIND && c != BEFORE)
			diag_add(diags, DIAG_PROPOSAL_COLUMN, ((struct place){ source, 0 }), columns[c].name);
	while (diag_errors(diags) == errors && table_next(&table, &good, diags))
		read_row(arena, &table, at, catalogue, proposals, diags);
	if (proposals->count)
		qsort(proposals->items, proposals->count, sizeof *proposals->items, by_length);
	return diag_errors(diags) == errors;
}

/* ---- tags */

static void mark_text(struct doc *doc, struct doc_node *node, const struct proposals *proposals)
{
	struct buf out = BUF_INIT;
	for (size_t at = 0; at < node->text.len;) {
		size_t i = 0;
		while (i < proposals->count && !stands_at(&proposals->items[i], node->text, at))
			i++;
		if (i < proposals->count) {
			signs_add(&out, i);
			at += proposals->items[i].text.len;
		} else {
			buf_add_char(&out, node->text.data[at++]);
		}
	}
	node->text = buf_move_str(&out, doc->arena);
}

void proposals_mark(struct doc *doc, const struct proposals *proposals)
{
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (is_text(n))
			mark_text(doc, n, proposals);
}

void proposals_add_tagged(const struct proposals *proposals, struct str markdown, struct buf *out)
{
	for (size_t sign; signs_next(&markdown, out, proposals->count, &sign);)
		buf_printf(out, "{{%s}}", proposals->items[sign].variable);
}
