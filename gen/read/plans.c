/* The plans in a file: where each begins, and what is no part of any. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"

/* The lines of a whole file. */
struct whole {
	struct arena *arena;
	struct read_file *file;
	struct read_line *lines;
	size_t count, capacity;
	struct str *entries; /* of a list of contents: titles without page numbers */
	size_t entry_count, entry_capacity;
	struct diag_list *findings;
};

/* ---- lines */

static void add_line(struct whole *w, struct read_block *block)
{
	bool whole = block->role == READ_WHOLE;
	if (!whole)
		read_trim(w->file->doc, block->node);
	if (!whole && !block->node->first)
		return;
	struct read_line *line = ARENA_PUSH(w->arena, w->lines, w->count, w->capacity);
	line->block = block;
	line->class = whole ? CLASS_WHOLE : CLASS_TEXT;
	line->text = whole ? STR("") : read_text_of(w->arena, block->node);
	if (block->number)
		line->number = block->set;
	else if (!whole && !w->file->styled && !block->worded)
		line->number = read_number_of(line->text);
	if (!str_trim(str_from(line->text, line->number.len)).len)
		line->number = (struct read_number){ 0 };
}

/* Bytes of a number with its dot that a digit follows, “3.” of “3.138名”; 0: the line begins otherwise. */
static size_t joined_number(const struct read_line *line)
{
	size_t digits = line->class == CLASS_TEXT && !line->number.shape ? strspn(line->text.data, "0123456789") : 0;
	return digits && digits <= 2 && digits + 1 < line->text.len && line->text.data[digits] == '.' ? digits + 1 : 0;
}

/* Whether the digits behind the line's number count what has no parts: the 3 of “1.3月”. */
static bool counts_whole(const struct read_line *line)
{
	static const char *const whole[] = { "月", "日", "号", "名", "人", "项", "次", "家", "户", "场", NULL };
	struct str rest = str_from(line->text, joined_number(line));
	return str_starts_any(str_from(rest, doc_counting_word(rest)), whole) != 0;
}

/* Whether a row of numbers which digits follow begins at the line: one behind them goes on with it that can be nothing but a number, or all
 * count what has no parts. */
static bool is_row(const struct whole *w, size_t at)
{
	int due = 2;
	bool whole = counts_whole(&w->lines[at]);
	for (at++; at < w->count && joined_number(&w->lines[at]) && doc_count(w->lines[at].text) == due; at++, due++)
		whole = whole && counts_whole(&w->lines[at]);
	return (whole && due > 2) || (at < w->count && w->lines[at].number.shape == SHAPE_DOT && w->lines[at].number.ordinal == due);
}

/* “3.138名” is the third of a row, not 3.138, where the second stands before it; “1.3月” is the first where the second stands behind it.
 * 1.5万元 and 2.8万元 alone are figures. */
static void read_joined_number(struct whole *w, size_t at)
{
	struct read_line *line = &w->lines[at];
	size_t len = joined_number(line);
	const struct read_line *before = at ? line - 1 : NULL;
	if (!len)
		return;
	int ordinal = doc_count(line->text);
	bool later = before && before->number.shape == SHAPE_DOT && before->number.ordinal == ordinal - 1;
	if (later || (ordinal == 1 && is_row(w, at)))
		line->number = (struct read_number){ SHAPE_DOT, ordinal, len };
}

/* ---- contents */

/* An entry without its page number: “标题<TAB>12”, “标题……12”; as long as the line where it has none. */
static struct str cut_page(struct str line)
{
	static const char *const leaders[] = { "\t", " ", ".", "…", "·", "　", "．", NULL };
	struct str entry = line;
	while (entry.len && entry.data[entry.len - 1] >= '0' && entry.data[entry.len - 1] <= '9')
		entry.len--;
	if (entry.len == line.len)
		return line;
	size_t before = entry.len;
	for (size_t leader; (leader = str_ends_any(entry, leaders)); entry.len -= leader)
		;
	return entry.len < before ? entry : line;
}

static bool is_contents_head(struct str text)
{
	if (!str_starts(text, "目"))
		return false;
	struct str rest = str_trim(str_from(text, strlen("目")));
	return str_is(rest, "录") || str_is(rest, "次");
}

/* The entry that the row of a table is: its first cell with text; *page: its last one is a number. Empty where there are others. */
static struct str row_entry(struct whole *w, const struct doc_node *row, bool *page)
{
	struct str entry = STR(""), last = STR("");
	size_t filled = 0;
	for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
		struct str text = str_trim(read_text_of(w->arena, cell));
		if (!text.len)
			continue;
		entry = filled++ ? entry : text;
		last = text;
	}
	*page = filled == 2 && strspn(last.data, "0123456789") == last.len;
	return filled == 1 || *page ? entry : STR("");
}

/* Whether the table holds nothing but entries of contents: text files have them parted by tabs. Some may lack their page. */
static bool is_contents_table(struct whole *w, const struct doc_node *table)
{
	size_t pages = 0, rows = 0;
	if (table->kind != DOC_TABLE)
		return false;
	for (const struct doc_node *row = table->first; row; row = row->next, rows++) {
		bool page;
		if (!row_entry(w, row, &page).len)
			return false;
		pages += page;
	}
	return 2 * pages > rows;
}

static void add_entry(struct whole *w, struct str entry)
{
	*ARENA_PUSH(w->arena, w->entries, w->entry_count, w->entry_capacity) = entry;
}

static void add_entries(struct whole *w, const struct doc_node *table)
{
	bool page;
	for (const struct doc_node *row = table->first; row; row = row->next)
		add_entry(w, row_entry(w, row, &page));
}

/* Takes the list of contents out. */
static void take_contents(struct whole *w)
{
	bool within = false;
	struct place first = { 0 };
	for (size_t i = 0; i < w->count; i++) {
		struct read_line *line = &w->lines[i];
		struct str entry = line->class == CLASS_TEXT ? cut_page(line->text) : STR("");
		bool head = line->class == CLASS_TEXT && is_contents_head(line->text), styled = line->block->role == READ_CONTENTS;
		bool table = within && line->class == CLASS_WHOLE && is_contents_table(w, line->block->node);
		bool entry_line = styled || (within && entry.len < line->text.len);
		within = head || table || (within && entry_line);
		if (!head && !table && !entry_line)
			continue;
		first = first.source ? first : line->block->node->place;
		if (table)
			add_entries(w, line->block->node);
		else if (!head)
			add_entry(w, entry);
		line->class = CLASS_TAKEN;
	}
	if (w->entry_count)
		diag_add(w->findings, DIAG_READ_CONTENTS_LEFT, first, arena_printf(w->arena, "%zu", w->entry_count));
}

/* Takes out the list of what a draft of ours lacks, which ends it: the gaps stand in the text. */
static void take_missing(struct whole *w)
{
	size_t at = w->count;
	while (at && w->lines[at - 1].class == CLASS_TEXT && read_number_of(w->lines[at - 1].text).shape == SHAPE_DOT)
		at--;
	if (at == w->count || !at || !str_is(w->lines[at - 1].text, DOC_MISSING_TITLE))
		return;
	diag_add(w->findings, DIAG_READ_MISSING_LEFT, w->lines[at - 1].block->node->place);
	w->count = at - 1;
}

static bool is_counted(struct arena *arena, const struct doc_node *node)
{
	return node->kind == DOC_PARAGRAPH && read_number_of(read_text_of(arena, node)).shape == SHAPE_DOT;
}

/* The same out of a source of ours. */
static void cut_missing(struct doc *doc, struct diag_list *findings)
{
	struct doc_node *at = doc->root->last, *next;
	while (at && (at->kind == DOC_FOOTNOTES || is_counted(doc->arena, at)))
		at = at->previous;
	if (!at || !at->next || at->kind != DOC_HEADING || !str_is(read_text_of(doc->arena, at), DOC_MISSING_TITLE))
		return;
	diag_add(findings, DIAG_READ_MISSING_LEFT, at->place);
	if (at->previous && at->previous->kind == DOC_PAGE_BREAK)
		at = at->previous;
	for (; at; at = next) {
		next = at->next;
		if (at->kind != DOC_FOOTNOTES)
			doc_unlink(at);
	}
}

/* Lines that are taken go. */
static void drop_taken(struct whole *w)
{
	size_t kept = 0;
	for (size_t i = 0; i < w->count; i++) {
		bool parted = w->lines[i].block->page_break || (i && w->lines[i - 1].class == CLASS_TAKEN);
		if (w->lines[i].class == CLASS_TAKEN)
			continue;
		w->lines[kept] = w->lines[i];
		w->lines[kept++].parted = parted;
	}
	w->count = kept;
}

/* ---- titles */

static bool is_entry(const struct whole *w, struct str text)
{
	for (size_t i = 0; i < w->entry_count; i++)
		if (str_equal(w->entries[i], text))
			return true;
	return false;
}

static bool is_first_heading(const struct read_line *line)
{
	return line->class == CLASS_TEXT && line->block->role == READ_HEADING && line->block->level == 1;
}

/* Whether the heading looks like a title, or begins a page and is listed in the contents, however long it is. */
static bool could_be_title(const struct whole *w, const struct read_line *line)
{
	return !line->number.shape && (read_is_title(line->text) || (line->parted && is_entry(w, line->text)));
}

/* Headings of the first level are titles when all of them look like some: of a book, or of a document whose title has that style. */
static void find_titles_in_headings(struct whole *w)
{
	size_t firsts = 0, titles = 0, others = 0, at = w->count;
	bool titled = false;
	for (size_t i = 0; i < w->count; i++) {
		const struct read_line *line = &w->lines[i];
		titled = titled || (line->class == CLASS_TEXT && line->block->role == READ_TITLE);
		others += line->class == CLASS_TEXT && line->block->role == READ_HEADING && line->block->level > 1;
		if (!is_first_heading(line))
			continue;
		at = at == w->count ? i : at;
		firsts++;
		titles += could_be_title(w, line);
	}
	bool single = firsts == 1 && !titled && !w->lines[at].number.shape && at < 3 && (others || read_is_title(w->lines[at].text));
	if (!firsts || !(titles == firsts || single))
		return;
	for (size_t i = 0; i < w->count; i++)
		if (is_first_heading(&w->lines[i]))
			w->lines[i].block->role = READ_TITLE;
		else if (titled && w->lines[i].block->role == READ_TITLE)
			w->lines[i].block->role = READ_SUBTITLE;
}

/* Whether a plan begins with the line; `begun`: one has, and something of it stands before. */
static bool begins_plan(const struct whole *w, size_t at, bool begun)
{
	const struct read_line *line = &w->lines[at], *before = at ? &w->lines[at - 1] : NULL;
	if (line->class != CLASS_TEXT || (before && (read_is_mark(before) || before->block->role == READ_ATTACHMENT_TITLE)))
		return false;
	if (line->block->role == READ_TITLE)
		return !before || before->block->role != READ_TITLE;
	if (line->block->role != READ_TEXT || line->number.shape || !read_is_title(line->text))
		return false;
	bool parted = line->block->apart || line->block->page_break || line->block->align == READ_CENTRE;
	return !begun || is_entry(w, line->text) || (parted && str_find(line->text, "工作") != (size_t)-1 && line->block->align != READ_RIGHT &&
						      (line->block->page_break || w->entry_count || line->block->apart));
}

static struct doc *build(struct whole *w, size_t from, size_t end)
{
	struct read_plan plan = { .arena = w->arena, .doc = doc_new(w->arena, w->file->text), .lines = w->lines + from,
				  .count = end - from, .findings = w->findings, .styled = w->file->styled };
	if (!from) { /* of front matter */
		plan.doc->meta = w->file->doc->meta;
		plan.doc->meta_count = w->file->doc->meta_count;
	}
	plan.doc->root->place = w->lines[from].block->node->place;
	read_take_front(&plan);
	read_take_ends(&plan);
	read_take_attached(&plan);
	read_classify(&plan);
	read_add_body(&plan);
	read_place_notes(&plan);
	read_settle(&plan);
	doc_set_footnotes(plan.doc);
	struct diag_list unseen; /* render says the same of what is written */
	diag_init(&unseen, w->arena);
	doc_number(plan.doc, &unseen);
	doc_check(plan.doc, &unseen);
	return plan.doc;
}

/* Where the plan behind the one that begins at `from` begins. */
static size_t next_plan(const struct whole *w, size_t from)
{
	bool titled = false, begun = false;
	for (size_t i = from; i < w->count; i++) {
		const struct read_line *line = &w->lines[i];
		bool title = begins_plan(w, i, begun);
		if (title && begun)
			return i;
		titled = titled || title;
		begun = begun || (titled && (line->class == CLASS_WHOLE || (line->block->role != READ_TITLE && !read_is_title(line->text))));
	}
	return w->count;
}

size_t read_plans(struct arena *arena, struct read_file *file, struct doc ***plans, struct diag_list *findings)
{
	struct whole w = { .arena = arena, .file = file, .findings = findings };
	size_t count = 0, capacity = 0;
	*plans = NULL;
	if (file->composed) {
		cut_missing(file->doc, findings);
		*ARENA_PUSH(arena, *plans, count, capacity) = file->doc;
		return count;
	}
	for (size_t i = 0; i < file->block_count; i++)
		add_line(&w, &file->blocks[i]);
	for (size_t i = 0; i < w.count && !file->styled; i++)
		read_joined_number(&w, i);
	take_contents(&w);
	drop_taken(&w);
	take_missing(&w);
	if (!file->styled)
		read_tell_wrapped(arena, w.lines, w.count, findings);
	if (!w.count) {
		diag_add(findings, DIAG_READ_NOTHING, NO_PLACE, file->text->name);
		return 0;
	}
	find_titles_in_headings(&w);
	for (size_t from = 0; from < w.count;) {
		size_t end = next_plan(&w, from);
		struct doc *plan = build(&w, from, end);
		if (plan->root->first)
			*ARENA_PUSH(arena, *plans, count, capacity) = plan;
		from = end;
	}
	if (!count)
		diag_add(findings, DIAG_READ_NOTHING, NO_PLACE, file->text->name);
	return count;
}
