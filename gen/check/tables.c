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

/* One file while it is read. */
struct file {
	struct arena *arena;
	struct table table;
	struct diag_list *diags;
};

/* Opens the table at its first row, which names the columns; false when it is not there. */
static bool open_file(struct file *file, const char *folder, const char *name)
{
	bool good;
	char *path = file_join(file->arena, folder, name);
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

/* The cells of the header that are named, (size_t)-1 where one is missing; false with an error when one of the first `needed` is. */
static bool find_columns(struct file *file, const char *const *names, size_t count, size_t needed, size_t *cells)
{
	bool all = true;
	for (size_t i = 0; i < count; i++) {
		cells[i] = table_find_cell(&file->table, names[i]);
		if (cells[i] == (size_t)-1 && i < needed) {
			diag_add(file->diags, DIAG_UNITS_COLUMN_MISSING, table_cell_place(&file->table, 0), names[i]);
			all = false;
		}
	}
	return all;
}

static struct str cell_of(const struct file *file, size_t cell)
{
	struct str text = cell == (size_t)-1 ? (struct str){ "", 0 } : str_trim(file->table.cells[cell].text);
	return (struct str){ arena_copy(file->arena, text.data, text.len), text.len };
}

static unsigned year_of(struct str text)
{
	size_t end;
	int year = scan_numeral(text, 0, &end);
	return year > 0 ? (unsigned)year : 0;
}

size_t check_chain_of(struct str text, size_t offset)
{
	return scan_at(text, offset, NULL) % TABLE_CHAINS;
}

static void read_words(struct file *file, const char *folder, const char *name, struct check_table *table)
{
	enum { WRONG, RIGHT, EXCEPT, BEHIND, FROM, UNTIL, REASON, COLUMNS };
	static const char *const names[COLUMNS] = { "错", "对", "除外", "后接", "起", "止", "理由" };
	size_t cells[COLUMNS];
	if (!open_file(file, folder, name) || !find_columns(file, names, COLUMNS, EXCEPT, cells))
		return;
	for (bool good; table_next(&file->table, &good, file->diags);) {
		struct str wrong = good ? cell_of(file, cells[WRONG]) : (struct str){ "", 0 };
		if (!wrong.len)
			continue;
		struct check_entry *entry = ARENA_NEW(file->arena, struct check_entry);
		const struct check_entry **chain = &table->chains[check_chain_of(wrong, 0)];
		*entry = (struct check_entry){ .wrong = wrong,
					       .right = cell_of(file, cells[RIGHT]).data,
					       .reason = cell_of(file, cells[REASON]).data,
					       .except = cell_of(file, cells[EXCEPT]),
					       .behind = cell_of(file, cells[BEHIND]),
					       .from = year_of(cell_of(file, cells[FROM])),
					       .until = year_of(cell_of(file, cells[UNTIL])),
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

static void read_phrases(struct file *file, const char *folder, struct check_tables *tables)
{
	static const char *const names[] = { "名称", "成员", "间隔", "起" };
	struct check_phrase *phrases = NULL;
	struct check_item *members = NULL;
	size_t cells[4], capacity = 0, room = 0;
	if (!open_file(file, folder, "phrases.csv") || !find_columns(file, names, 4, 2, cells))
		return;
	for (bool good; table_next(&file->table, &good, file->diags);) {
		if (!good)
			continue;
		struct check_phrase phrase = { .name = cell_of(file, cells[0]).data, .gap = year_of(cell_of(file, cells[2])), .from = year_of(cell_of(file, cells[3])) };
		phrase.members = split(file->arena, cell_of(file, cells[1]), &phrase.count);
		for (size_t i = 0; i < phrase.count; i++)
			*ARENA_PUSH(file->arena, members, tables->members.count, room) = (struct check_item){ phrase.members[i], tables->phrase_count, NULL };
		*ARENA_PUSH(file->arena, phrases, tables->phrase_count, capacity) = phrase;
	}
	tables->phrases = phrases;
	chain_items(&tables->members, members);
}

/* The first column of a table that has no other, named so. */
static void read_list(struct file *file, const char *folder, const char *name, const char *column, struct check_list *list)
{
	struct check_item *items = NULL;
	size_t cell, capacity = 0;
	if (!open_file(file, folder, name) || !find_columns(file, &column, 1, 1, &cell))
		return;
	for (bool good; table_next(&file->table, &good, file->diags);)
		if (good)
			*ARENA_PUSH(file->arena, items, list->count, capacity) = (struct check_item){ cell_of(file, cell), list->count, NULL };
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

static void read_closings(struct file *file, const char *folder, struct check_tables *tables)
{
	static const char *const names[] = { "结语", "文种", "改为" };
	struct check_closing *closings = NULL;
	size_t cells[3], capacity = 0;
	if (!open_file(file, folder, "closings.csv") || !find_columns(file, names, 3, 3, cells))
		return;
	for (bool good; table_next(&file->table, &good, file->diags);)
		if (good)
			*ARENA_PUSH(file->arena, closings, tables->closing_count, capacity) = (struct check_closing){
				cell_of(file, cells[0]), cell_of(file, cells[1]), cell_of(file, cells[2]).data };
	tables->closings = closings;
}

static void read_kinds(struct file *file, const char *folder, struct check_tables *tables)
{
	static const char *const names[] = { "种类", "名称", "弱" };
	struct check_unit_kind *kinds = NULL;
	size_t cells[3], capacity = 0;
	if (!open_file(file, folder, "kinds.csv") || !find_columns(file, names, 3, 2, cells))
		return;
	for (bool good; table_next(&file->table, &good, file->diags);) {
		if (!good)
			continue;
		struct check_unit_kind kind = { .name = cell_of(file, cells[0]).data, .weak = cell_of(file, cells[2]).len > 0 };
		kind.patterns = split(file->arena, cell_of(file, cells[1]), &kind.count);
		*ARENA_PUSH(file->arena, kinds, tables->kind_count, capacity) = kind;
	}
	tables->kinds = kinds;
}

static void read_trades(struct file *file, const char *folder, struct check_tables *tables)
{
	enum { WORDS, KINDS, UNITS, EXCEPT, ALONE, NOTE, COLUMNS };
	static const char *const names[COLUMNS] = { "词", "类别", "单位", "除外", "独立", "说明" };
	size_t cells[COLUMNS];
	if (!open_file(file, folder, "trades.csv") || !find_columns(file, names, COLUMNS, UNITS, cells))
		return;
	for (bool good; table_next(&file->table, &good, file->diags);) {
		struct str words = good ? cell_of(file, cells[WORDS]) : (struct str){ NULL, 0 };
		while (words.data && words.len) {
			struct check_trade *trade = ARENA_NEW(file->arena, struct check_trade);
			*trade = (struct check_trade){ .word = str_trim(str_cut(&words, "|")),
						       .kinds = cell_of(file, cells[KINDS]),
						       .units = cell_of(file, cells[UNITS]),
						       .except = cell_of(file, cells[EXCEPT]),
						       .alone = cell_of(file, cells[ALONE]).len > 0,
						       .note = cell_of(file, cells[NOTE]).data };
			const struct check_trade **chain = &tables->trades[check_chain_of(trade->word, 0)];
			trade->next = *chain;
			*chain = trade;
		}
	}
}

const struct check_tables *check_load_tables(struct arena *arena, const char *content_folder, struct diag_list *diags)
{
	struct check_tables *tables = ARENA_NEW(arena, struct check_tables);
	struct file file = { .arena = arena, .diags = diags };
	const char *folder = file_join(arena, content_folder, "words");
	read_words(&file, folder, "confusables.csv", &tables->confusables);
	read_words(&file, folder, "names.csv", &tables->names);
	read_words(&file, folder, "wrong.csv", &tables->own);
	read_words(&file, folder, "traditional.csv", &tables->traditional);
	read_kinds(&file, folder, tables);
	read_trades(&file, folder, tables);
	read_phrases(&file, folder, tables);
	read_list(&file, folder, "titles.csv", "名称", &tables->titles);
	read_list(&file, folder, "surnames.csv", "姓", &tables->surnames);
	read_list(&file, folder, "offices.csv", "职务", &tables->offices);
	read_closings(&file, folder, tables);
	return tables;
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
