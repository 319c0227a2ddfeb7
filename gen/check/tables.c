#include "check/tables.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "base/utf8.h"
#include "check/scan.h"
#include "table/table.h"

enum { MOST_COLUMNS = 7 };

/* One file while it is read. */
struct file {
	struct arena *arena;
	const char *folder;
	struct table table;
	size_t cells[MOST_COLUMNS]; /* of a row, in the order in which they were asked for; (size_t)-1: not there */
	struct diag_list *diags;
};

/* At the table's first row, which names the columns; false when there is no such table. */
static bool open_file(struct file *file, const char *name)
{
	bool good;
	char *path = file_join(file->arena, file->folder, name);
	struct source *source = file_exists(path) ? source_load(file->arena, path, LIMIT_DATA_BYTES, file->diags) : NULL;
	if (!source)
		return false;
	source->table = true;
	table_start(&file->table, file->arena, source);
	if (!table_next(&file->table, &good, file->diags))
		return false;
	file->table.columns = file->table.count;
	return true;
}

/* Opens the table and finds the columns that are named; false when it is not there, and, with an error, when one of the first `needed` is
 * not. */
static bool start_file(struct file *file, const char *name, const char *const *columns, size_t count, size_t needed)
{
	if (!open_file(file, name))
		return false;
	bool all = true;
	for (size_t i = 0; i < count; i++) {
		file->cells[i] = table_find_cell(&file->table, columns[i]);
		if (file->cells[i] == (size_t)-1 && i < needed) {
			diag_add(file->diags, DIAG_UNITS_COLUMN_MISSING, table_cell_place(&file->table, 0), columns[i]);
			all = false;
		}
	}
	return all;
}

/* Goes on to the next row without faults. */
static bool next_row(struct file *file)
{
	for (bool good; table_next(&file->table, &good, file->diags);)
		if (good)
			return true;
	return false;
}

static struct str cell_of(const struct file *file, size_t column)
{
	size_t cell = file->cells[column];
	struct str text = cell == (size_t)-1 ? (struct str){ "", 0 } : str_trim(file->table.cells[cell].text);
	return (struct str){ arena_copy(file->arena, text.data, text.len), text.len };
}

/* The cell's number; 0: none. */
static unsigned number_of(const struct file *file, size_t column)
{
	size_t end;
	int number = scan_numeral(cell_of(file, column), 0, &end);
	return number > 0 ? (unsigned)number : 0;
}

static void read_words(struct file *file, const char *name, struct check_table *table)
{
	enum { WRONG, RIGHT, EXCEPT, BEHIND, FROM, UNTIL, REASON, COLUMNS };
	static const char *const columns[COLUMNS] = { "错", "对", "除外", "后接", "起", "止", "理由" };
	if (!start_file(file, name, columns, COLUMNS, EXCEPT))
		return;
	while (next_row(file)) {
		struct str wrong = cell_of(file, WRONG);
		if (!wrong.len)
			continue;
		struct check_entry *entry = ARENA_NEW(file->arena, struct check_entry);
		const struct check_entry **chain = &table->chains[check_chain_of(wrong, 0)];
		*entry = (struct check_entry){ .wrong = wrong,
					       .right = cell_of(file, RIGHT).data,
					       .reason = cell_of(file, REASON).data,
					       .except = cell_of(file, EXCEPT),
					       .behind = cell_of(file, BEHIND),
					       .from = number_of(file, FROM),
					       .until = number_of(file, UNTIL),
					       .next = *chain };
		*chain = entry;
	}
}

static const struct str *split(struct arena *arena, struct str list, size_t *count)
{
	struct str *items = NULL;
	size_t capacity = 0;
	*count = 0;
	while (list.data && list.len)
		*ARENA_PUSH(arena, items, *count, capacity) = str_trim(str_cut(&list, "|"));
	return items;
}

/* Puts the items into their chains. */
static void chain_items(struct check_list *list, struct check_item *items)
{
	list->items = items;
	for (size_t i = list->count; i--;) {
		const struct check_item **chain = &list->chains[check_chain_of(items[i].text, 0)];
		items[i].next = *chain;
		*chain = &items[i];
	}
}

static void read_phrases(struct file *file, struct check_tables *tables)
{
	enum { NAME, MEMBERS, GAP, FROM, COLUMNS };
	static const char *const columns[COLUMNS] = { "名称", "成员", "间隔", "起" };
	struct check_phrase *phrases = NULL;
	struct check_item *members = NULL;
	size_t capacity = 0, room = 0;
	if (!start_file(file, "phrases.csv", columns, COLUMNS, GAP))
		return;
	while (next_row(file)) {
		struct check_phrase phrase = { .name = cell_of(file, NAME).data, .gap = number_of(file, GAP), .from = number_of(file, FROM) };
		phrase.members = split(file->arena, cell_of(file, MEMBERS), &phrase.count);
		for (size_t i = 0; i < phrase.count; i++)
			*ARENA_PUSH(file->arena, members, tables->members.count, room) =
				(struct check_item){ phrase.members[i], tables->phrase_count, NULL };
		*ARENA_PUSH(file->arena, phrases, tables->phrase_count, capacity) = phrase;
	}
	tables->phrases = phrases;
	chain_items(&tables->members, members);
}

/* The first column of a table that has no other, named so. */
static void read_list(struct file *file, const char *name, const char *column, struct check_list *list)
{
	struct check_item *items = NULL;
	size_t capacity = 0;
	if (!start_file(file, name, &column, 1, 1))
		return;
	while (next_row(file))
		*ARENA_PUSH(file->arena, items, list->count, capacity) = (struct check_item){ cell_of(file, 0), list->count, NULL };
	chain_items(list, items);
}

size_t check_listed_at(const struct check_list *list, struct str text, size_t offset)
{
	size_t longest = 0;
	for (const struct check_item *item = list->chains[check_chain_of(text, offset)]; item; item = item->next)
		if (item->text.len > longest && scan_stands(text, offset, item->text))
			longest = item->text.len;
	return longest;
}

/* A table whose first two columns are named so. */
static void read_formulas(struct file *file, const char *name, const char *first_column, const char *second_column, struct check_formulas *formulas)
{
	enum { WORDS, KINDS, OWN, COLUMNS };
	const char *const columns[COLUMNS] = { first_column, second_column, "首选" };
	struct check_formula *items = NULL;
	size_t capacity = 0;
	if (!start_file(file, name, columns, COLUMNS, OWN))
		return;
	while (next_row(file))
		*ARENA_PUSH(file->arena, items, formulas->count, capacity) =
			(struct check_formula){ cell_of(file, WORDS), cell_of(file, KINDS), cell_of(file, OWN) };
	formulas->items = items;
}

static void read_memorials(struct file *file, struct check_tables *tables)
{
	enum { NAME, MONTH, DAY, FIRST, COLUMNS };
	static const char *const columns[COLUMNS] = { "名称", "月", "日", "首年" };
	struct check_memorial *memorials = NULL;
	size_t capacity = 0;
	if (!start_file(file, "memorials.csv", columns, COLUMNS, COLUMNS))
		return;
	while (next_row(file))
		*ARENA_PUSH(file->arena, memorials, tables->memorial_count, capacity) =
			(struct check_memorial){ cell_of(file, NAME).data, (int)number_of(file, MONTH), (int)number_of(file, DAY), (int)number_of(file, FIRST) };
	tables->memorials = memorials;
}

static void read_periods(struct file *file, struct check_tables *tables)
{
	enum { NAME, FROM, UNTIL, COLUMNS };
	static const char *const columns[COLUMNS] = { "名称", "起", "止" };
	struct check_period *periods = NULL;
	size_t capacity = 0;
	if (!start_file(file, "periods.csv", columns, COLUMNS, COLUMNS))
		return;
	while (next_row(file))
		*ARENA_PUSH(file->arena, periods, tables->period_count, capacity) =
			(struct check_period){ cell_of(file, NAME).data, (int)number_of(file, FROM), (int)number_of(file, UNTIL) };
	tables->periods = periods;
}

static void read_kinds(struct file *file, struct check_tables *tables)
{
	enum { NAME, PATTERNS, WEAK, COLUMNS };
	static const char *const columns[COLUMNS] = { "种类", "名称", "弱" };
	struct check_unit_kind *kinds = NULL;
	size_t capacity = 0;
	if (!start_file(file, "kinds.csv", columns, COLUMNS, WEAK))
		return;
	while (next_row(file)) {
		struct check_unit_kind kind = { .name = cell_of(file, NAME).data, .weak = cell_of(file, WEAK).len > 0 };
		kind.patterns = split(file->arena, cell_of(file, PATTERNS), &kind.count);
		*ARENA_PUSH(file->arena, kinds, tables->kind_count, capacity) = kind;
	}
	tables->kinds = kinds;
}

static void read_trades(struct file *file, struct check_tables *tables)
{
	enum { WORDS, KINDS, UNITS, EXCEPT, ALONE, NOTE, COLUMNS };
	static const char *const columns[COLUMNS] = { "词", "类别", "单位", "除外", "独立", "说明" };
	if (!start_file(file, "trades.csv", columns, COLUMNS, UNITS))
		return;
	while (next_row(file)) {
		struct check_trade row = { .kinds = cell_of(file, KINDS),
					   .units = cell_of(file, UNITS),
					   .except = cell_of(file, EXCEPT),
					   .alone = cell_of(file, ALONE).len > 0,
					   .note = cell_of(file, NOTE).data };
		for (struct str words = cell_of(file, WORDS); words.data && words.len;) {
			row.word = str_trim(str_cut(&words, "|"));
			const struct check_trade **chain = &tables->trades[check_chain_of(row.word, 0)];
			row.next = *chain;
			*chain = memcpy(ARENA_NEW(file->arena, struct check_trade), &row, sizeof row);
		}
	}
}

static enum check_frame_mode mode_of(struct str name)
{
	static const char *const modes[] = { [FRAME_NEAR] = "近", [FRAME_SENTENCE] = "句", [FRAME_END] = "尾", [FRAME_LAST] = "末", [FRAME_LACKS] = "缺", [FRAME_ALONE] = "独" };
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (str_is(name, modes[i]))
			return (enum check_frame_mode)i;
	return FRAME_NEAR;
}

static void read_frames(struct file *file, struct check_tables *tables)
{
	enum { FIRST, SECOND, MODE, GAP, EXCEPT, GENRES, NOTE, COLUMNS };
	static const char *const columns[COLUMNS] = { "前", "后", "方式", "距", "除外", "文种", "说明" };
	if (!start_file(file, "frames.csv", columns, COLUMNS, COLUMNS))
		return;
	while (next_row(file)) {
		struct check_frame row = { .second = cell_of(file, SECOND),
					   .mode = mode_of(cell_of(file, MODE)),
					   .gap = number_of(file, GAP),
					   .except = cell_of(file, EXCEPT),
					   .genres = cell_of(file, GENRES),
					   .note = cell_of(file, NOTE).data };
		for (struct str words = cell_of(file, FIRST); words.data && words.len;) {
			row.first = str_trim(str_cut(&words, "|"));
			const struct check_frame **chain = &tables->frames[check_chain_of(row.first, 0)];
			row.next = *chain;
			*chain = memcpy(ARENA_NEW(file->arena, struct check_frame), &row, sizeof row);
		}
	}
}

/* The words of common.csv once more, by their last characters. */
static void chain_ends(struct arena *arena, const struct check_list *list, struct check_list *ends)
{
	struct check_item *items = ARENA_ARRAY(arena, struct check_item, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		size_t size;
		struct str word = list->items[i].text;
		scan_before(word, word.len, &size);
		const struct check_item **chain = &ends->chains[check_chain_of(word, word.len - size)];
		items[i] = (struct check_item){ word, i, *chain };
		*chain = &items[i];
	}
	ends->items = items;
	ends->count = list->count;
}

size_t check_seed_chain(struct str text, size_t offset)
{
	size_t size, next;
	uint32_t first = scan_at(text, offset, &size), second = scan_at(text, offset + size, &next);
	return (first * 31 + second) % TABLE_CHAINS;
}

/* The first, or the last, characters of each item that stand together, at most three, by which it is found. */
static void chain_seeds(struct arena *arena, const struct check_list *list, bool last, struct check_list *seeds)
{
	enum { SEED_BYTES = 9 };
	struct check_item *items = ARENA_ARRAY(arena, struct check_item, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		struct str text = list->items[i].text;
		size_t len = text.len < SEED_BYTES ? text.len : SEED_BYTES;
		items[i] = (struct check_item){ last ? scan_slice(text, text.len - len, text.len) : scan_slice(text, 0, len), i, NULL };
	}
	seeds->count = list->count;
	seeds->items = items;
	for (size_t i = seeds->count; i--;) {
		const struct check_item **chain = &seeds->chains[check_seed_chain(items[i].text, 0)];
		items[i].next = *chain;
		*chain = &items[i];
	}
}

/* The characters of all groups, each with its group. */
static void chain_alike(struct arena *arena, const struct check_list *groups, struct check_list *ones)
{
	struct check_item *items = NULL;
	size_t capacity = 0, size;
	for (size_t i = 0; i < groups->count; i++)
		for (size_t at = 0; scan_at(groups->items[i].text, at, &size); at += size)
			*ARENA_PUSH(arena, items, ones->count, capacity) = (struct check_item){ scan_slice(groups->items[i].text, at, at + size), i, NULL };
	chain_items(ones, items);
}

/* Whether the other character is in a group with the one at the offset. */
static bool in_one_group(const struct check_list *groups, const struct check_list *ones, struct str text, size_t at, uint32_t other)
{
	for (const struct check_item *one = ones->chains[check_chain_of(text, at)]; one; one = one->next)
		if (scan_stands(text, at, one->text) && scan_in(other, groups->items[one->row].text.data))
			return true;
	return false;
}

bool check_are_alike(const struct check_tables *tables, struct str text, size_t at, uint32_t other)
{
	return in_one_group(&tables->alike, &tables->alike_ones, text, at, other);
}

bool check_sound_alike(const struct check_tables *tables, struct str text, size_t at, uint32_t other)
{
	return in_one_group(&tables->sounds, &tables->sound_ones, text, at, other);
}

bool check_is_common(const struct check_tables *tables, struct str text, size_t offset)
{
	return check_listed_at(&tables->common, text, offset) > 0;
}

static void read_accepted(struct file *file, struct check_tables *tables)
{
	enum { FILE_NAME, WORDS, RULE, REASON, PERSON, COLUMNS };
	static const char *const columns[COLUMNS] = { "文件", "段落", "规则", "理由", "人" };
	struct check_accepted *accepted = NULL;
	size_t capacity = 0;
	if (!start_file(file, "accepted.csv", columns, COLUMNS, COLUMNS))
		return;
	while (next_row(file)) {
		struct check_accepted one = { .file = cell_of(file, FILE_NAME), .words = cell_of(file, WORDS), .rule = cell_of(file, RULE).data };
		one.place = table_cell_place(&file->table, 0);
		one.complete = *one.rule && (one.file.len || one.words.len) && cell_of(file, REASON).len && cell_of(file, PERSON).len;
		if (!one.complete)
			diag_add(file->diags, DIAG_CHECK_ACCEPTED_ROW, one.place, *one.rule ? one.rule : "—");
		*ARENA_PUSH(file->arena, accepted, tables->accepted_count, capacity) = one;
	}
	tables->accepted = accepted;
}

const struct check_tables *check_load_tables(struct arena *arena, const char *content_folder, struct diag_list *diags)
{
	struct check_tables *tables = ARENA_NEW(arena, struct check_tables);
	struct file file = { .arena = arena, .folder = file_join(arena, content_folder, "words"), .diags = diags };
	read_words(&file, "confusables.csv", &tables->confusables);
	read_words(&file, "names.csv", &tables->names);
	read_words(&file, "wrong.csv", &tables->own);
	read_words(&file, "traditional.csv", &tables->traditional);
	read_kinds(&file, tables);
	read_trades(&file, tables);
	read_phrases(&file, tables);
	read_list(&file, "titles.csv", "名称", &tables->titles);
	read_list(&file, "surnames.csv", "姓", &tables->surnames);
	read_list(&file, "offices.csv", "职务", &tables->offices);
	read_list(&file, "unfilled.csv", "词", &tables->unfilled);
	read_list(&file, "placeholders.csv", "词", &tables->placeholders);
	read_formulas(&file, "closings.csv", "结语", "文种", &tables->closings);
	read_formulas(&file, "leads.csv", "导语", "文种", &tables->leads);
	read_list(&file, "sayings.csv", "说法", &tables->sayings);
	read_formulas(&file, "posts.csv", "机构", "职务", &tables->posts);
	read_formulas(&file, "chairs.csv", "会议", "主持", &tables->chairs);
	read_formulas(&file, "competences.csv", "事项", "机关", &tables->competences);
	read_formulas(&file, "honorifics.csv", "称呼", "名称", &tables->honorifics);
	read_memorials(&file, tables);
	read_list(&file, "common.csv", "词", &tables->common);
	chain_ends(arena, &tables->common, &tables->common_ends);
	read_list(&file, "characters.csv", "字", &tables->characters);
	read_list(&file, "alike.csv", "字", &tables->alike);
	chain_alike(arena, &tables->alike, &tables->alike_ones);
	read_list(&file, "set.csv", "提法", &tables->sets);
	chain_seeds(arena, &tables->sets, false, &tables->set);
	chain_seeds(arena, &tables->sets, true, &tables->set_ends);
	read_list(&file, "bound.csv", "字", &tables->bound);
	read_list(&file, "sounds.csv", "字", &tables->sounds);
	chain_alike(arena, &tables->sounds, &tables->sound_ones);
	read_periods(&file, tables);
	read_frames(&file, tables);
	read_formulas(&file, "contradictions.csv", "说法", "不合", &tables->contradictions);
	read_formulas(&file, "dimensions.csv", "量", "单位", &tables->dimensions);
	read_list(&file, "bodies.csv", "名称", &tables->bodies);
	read_accepted(&file, tables);
	return tables;
}

bool check_lists(struct str list, struct str word)
{
	while (list.data && list.len)
		if (str_equal(str_trim(str_cut(&list, "|")), word))
			return true;
	return false;
}

size_t check_ends_any(struct str text, struct str words)
{
	size_t longest = 0;
	while (words.data && words.len) {
		struct str word = str_trim(str_cut(&words, "|"));
		if (word.len > longest && word.len <= text.len && scan_stands(text, text.len - word.len, word))
			longest = word.len;
	}
	return longest;
}

bool check_holds_any(struct str text, struct str words)
{
	while (words.data && words.len) {
		struct str word = str_trim(str_cut(&words, "|"));
		if (word.len && memmem(text.data, text.len, word.data, word.len))
			return true;
	}
	return false;
}

bool check_is_within(struct str text, size_t offset, struct str word, struct str longer)
{
	while (longer.data && longer.len) {
		struct str one = str_trim(str_cut(&longer, "|"));
		const char *inner = memmem(one.data, one.len, word.data, word.len);
		size_t lead = inner ? (size_t)(inner - one.data) : 0;
		if (inner && lead <= offset && scan_stands(text, offset - lead, one))
			return true;
	}
	return false;
}

static bool is_followed(const struct check_entry *entry, struct str text, size_t end)
{
	struct str list = entry->behind;
	while (list.data && list.len) {
		struct str word = str_trim(str_cut(&list, "|"));
		if (str_is(word, "0") ? scan_is_digit(scan_at(text, end, NULL)) : scan_stands(text, end, word))
			return true;
	}
	return !entry->behind.len;
}

/* Latin words end where the letters do. */
static bool has_borders(struct str word, struct str text, size_t offset)
{
	uint32_t before = scan_before(text, offset, NULL), after = scan_at(text, offset + word.len, NULL);
	bool letter_before = (before | 32) >= 'a' && (before | 32) <= 'z', letter_after = (after | 32) >= 'a' && (after | 32) <= 'z';
	return (unsigned char)word.data[0] >= 0x80 || (!letter_before && !letter_after);
}

const struct check_entry *check_entry_at(const struct check_table *table, struct str text, size_t offset, unsigned year)
{
	const struct check_entry *best = NULL;
	for (const struct check_entry *e = table->chains[check_chain_of(text, offset)]; e; e = e->next) {
		bool in_time = (!e->from || year >= e->from) && (!e->until || (year && year <= e->until));
		if (in_time && scan_stands(text, offset, e->wrong) && (!best || e->wrong.len > best->wrong.len) &&
		    has_borders(e->wrong, text, offset) && !check_is_within(text, offset, e->wrong, e->except) &&
		    !check_is_within(text, offset, e->wrong, str_of(e->right)) && is_followed(e, text, offset + e->wrong.len))
			best = e;
	}
	return best;
}
