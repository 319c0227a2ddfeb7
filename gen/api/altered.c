#include "api/altered.h"

#include <jansson.h>
#include <string.h>

#include "api/diff_html.h"
#include "api/diff_text.h"
#include "api/phrase.h"
#include "api/tables.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "batch/looks.h"
#include "batch/store.h"
#include "book/book.h"
#include "draft/draft.h"
#include "layout/page.h"
#include "table/grid.h"

/* One document while it is looked at. */
struct look {
	struct arena *arena;   /* of what is kept */
	struct arena *scratch; /* of the document */
	struct draft_tools *tools;
	const struct store_record *record; /* NULL: it was never made */
	struct draft_result draft;         /* as it is now */
	const bool *other; /* of its pages: they look otherwise than those that were built; NULL: not known */
	struct compare_side before, after;
	struct compare_result result;
	struct diag_list *diags;
};

/* ---- what was built */

static bool is_readable(const char *path)
{
	struct str name = str_of(path);
	return str_ends_caseless(name, ".docx") || str_ends_caseless(name, ".md");
}

/* The file that the text as it was built is read from: a DOCX before Markdown; NULL: there is none. */
static const struct store_output *find_built(const struct store_record *record)
{
	const struct store_output *best = NULL;
	for (size_t i = 0; i < record->output_count; i++) {
		const struct store_output *output = &record->outputs[i];
		bool docx = str_ends_caseless(str_of(output->path), ".docx");
		if (is_readable(output->path) && file_exists(output->path) && (!best || docx))
			best = output;
	}
	return best;
}

/* Compares what was built with the draft. False: there is nothing to compare, or (with an error) it cannot be read. */
static bool compare(struct look *look, struct altered_document *document)
{
	const struct store_output *built = find_built(look->record);
	bool same;
	if (!built)
		return false;
	if (!store_output_same(built, &same) || !same)
		diag_add(look->diags, DIAG_ALTERED_EDITED, NO_PLACE, built->path);
	if (!compare_open(look->scratch, built->path, NULL, &look->before, look->diags))
		return false;
	compare_drafted(look->scratch, &look->draft, &look->after);
	document->file = arena_strdup(look->arena, built->path);
	return compare_sides(look->scratch, &look->before, &look->after, &look->result, look->diags);
}

/* ---- pages */

static bool stands_in(const struct doc_node *node, const struct doc_node *block)
{
	while (node && node != block)
		node = node->parent;
	return node != NULL;
}

static bool page_shows(const struct page *page, const struct doc_node *block)
{
	for (size_t i = 0; i < page->line_count; i++) {
		const struct page_line *line = &page->lines[i];
		bool shows = stands_in(line->node, block);
		for (size_t k = 0; k < line->run_count && !shows; k++)
			shows = stands_in(line->runs[k].node, block);
		if (shows)
			return true;
	}
	return false;
}

static const char *page_name(struct arena *arena, const struct page *page)
{
	return page->label ? arena_strdup(arena, page->label) : arena_printf(arena, "%d", page->index + 1);
}

/* The page on which the passage of the draft stands, of several the first that looks otherwise; "" where it stands on none. */
static const char *page_of(const struct look *look, const struct compare_passage *passage)
{
	const struct page_list *pages = look->draft.layout;
	const struct page *first = NULL;
	for (size_t i = 0; pages && passage && passage->node && i < pages->page_count; i++) {
		bool shows = page_shows(&pages->pages[i], passage->node);
		if (shows && (!first || (look->other && look->other[i] && !look->other[first->index])))
			first = &pages->pages[i];
		if (first && !shows)
			break;
	}
	return first ? page_name(look->arena, first) : "";
}

/* What stands before the passage in both documents, in the draft; NULL: nothing does. */
static const struct compare_passage *neighbour_of(const struct look *look, const struct compare_passage *removed)
{
	for (size_t i = (size_t)(removed - look->before.passages); i-- > 0;)
		if (look->result.mates[i] != COMPARE_NONE && !look->before.passages[i].element)
			return &look->after.passages[look->result.mates[i]];
	return NULL;
}

static void add_range(struct buf *out, const struct page_list *pages, size_t from, size_t to)
{
	struct arena *arena = arena_new();
	buf_printf(out, "%s%s", out->len ? ", " : "", page_name(arena, &pages->pages[from]));
	if (to > from)
		buf_printf(out, "-%s", page_name(arena, &pages->pages[to]));
	arena_free(arena);
}

/* Finds look->other. */
static void find_other_pages(struct look *look)
{
	const struct store_record *record = look->record;
	const struct hash *looks;
	size_t count = looks_of(look->scratch, look->draft.layout, &looks);
	bool *other = ARENA_ARRAY(look->scratch, bool, count + 1);
	if (!record || !record->look_count || !count)
		return;
	for (size_t i = 0; i < count; i++)
		other[i] = i >= record->look_count || !hash_equal(looks[i], record->looks[i]);
	look->other = other;
}

/* The pages of the draft that look otherwise; NULL where that is not known. */
static const char *altered_pages(const struct look *look)
{
	const struct page_list *pages = look->draft.layout;
	struct buf out = BUF_INIT;
	if (!look->other)
		return NULL;
	for (size_t i = 0, end; i < pages->page_count; i = end) {
		for (end = i; end < pages->page_count && look->other[end]; end++)
			;
		if (end > i)
			add_range(&out, pages, i, end - 1);
		end += end == i;
	}
	const char *text = arena_copy(look->arena, out.len ? out.data : "", out.len);
	buf_free(&out);
	return text;
}

/* ---- passages */

static const char *text_of(struct arena *arena, const struct compare_passage *passage)
{
	return passage ? arena_copy(arena, passage->text.data, passage->text.len) : "";
}

static const char *section_of(struct arena *arena, const struct compare_passage *passage)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, passage->element ? passage->element : "");
	compare_add_section(passage, &out);
	const char *text = arena_copy(arena, out.len ? out.data : "", out.len);
	buf_free(&out);
	return text;
}

static void take_passages(const struct look *look, struct altered_document *document)
{
	const struct compare_result *result = &look->result;
	struct altered_passage *passages = ARENA_ARRAY(look->arena, struct altered_passage, result->change_count + 1);
	for (size_t i = 0; i < result->change_count; i++) {
		const struct compare_change *change = &result->changes[i];
		const struct compare_passage *at = change->after ? change->after : change->before;
		passages[i] = (struct altered_passage){
			.kind = change->kind,
			.page = page_of(look, change->after ? change->after : neighbour_of(look, change->before)),
			.section = section_of(look->arena, at),
			.before = text_of(look->arena, change->before),
			.after = text_of(look->arena, change->after),
		};
	}
	document->passages = passages;
	document->passage_count = result->change_count;
}

/* ---- documents */

static enum altered_state state_of(const struct altered_document *document, bool compared)
{
	bool pages = document->pages ? *document->pages || document->pages_now != document->pages_before : false;
	if (document->passage_count)
		return ALTERED_TEXT;
	if (!compared)
		return ALTERED_UNKNOWN;
	return pages ? ALTERED_PAGES : ALTERED_NOTHING;
}

/* The document as the sources make it now. False with errors. */
static bool lay_out(struct look *look, const struct batch_job *job)
{
	struct draft_request request = job->request.draft;
	struct diag_list said;
	diag_init(&said, look->scratch);
	request.elements = request.kind == DRAFT_PLAN;
	bool good = book_lay_out_document(look->scratch, look->tools, &request, &look->draft, &said) && !diag_errors(&said);
	if (!good)
		diag_append(look->diags, &said);
	return good;
}

static void look_at(struct look *look, const struct batch_job *job, struct altered_document *document)
{
	document->pages_before = look->record ? look->record->pages : 0;
	if (!lay_out(look, job)) {
		document->state = ALTERED_FAILED;
		document->title = arena_strdup(look->arena, look->record ? look->record->title : document_id_text(look->arena, &job->id));
		return;
	}
	document->title = arena_strdup(look->arena, look->draft.title);
	document->pages_now = (unsigned)look->draft.pages;
	find_other_pages(look);
	document->pages = altered_pages(look);
	bool book = job->request.draft.kind == DRAFT_BOOK, compared = look->record && !book && compare(look, document);
	if (compared) {
		take_passages(look, document);
		document->result = &look->result;
	}
	document->state = look->record ? state_of(document, compared || (book && document->pages)) : ALTERED_NEW;
}

static const char *reason_of(struct arena *arena, enum words_language language, const struct batch_job *job)
{
	struct buf out = BUF_INIT;
	phrase_add_reason(language, job->reason, &out);
	const char *text = arena_strdup(arena, out.data);
	buf_free(&out);
	return text;
}

static void free_arena(void *arena)
{
	arena_free(arena);
}

static void add_document(struct arena *arena, struct draft_tools *tools, const struct batch_job *job, const char *store,
			 const struct altered_listener *listener, struct altered *altered, struct diag_list *diags)
{
	struct look look = { .arena = arena, .scratch = arena_new(), .tools = tools };
	struct altered_document *document = ARENA_PUSH(arena, altered->items, altered->count, altered->room);
	struct diag_list said;
	diag_init(&said, look.scratch);
	look.diags = &said;
	look.record = store_load(look.scratch, store, &job->id);
	*document = (struct altered_document){ .job = job };
	look_at(&look, job, document);
	document->reason = reason_of(arena, listener->language, job);
	listener->found(listener->context, document);
	if (listener->text && document->passage_count)
		diff_add_text(document->result, listener->language, listener->colours, listener->text);
	if (listener->redlines && document->passage_count)
		diff_add_html_result(document->result, listener->language, listener->redlines);
	document->result = NULL;
	diag_append(diags, &said);
	if (said.first) /* messages point into sources */
		arena_on_free(arena, free_arena, look.scratch);
	else
		arena_free(look.scratch);
}

void altered_find(struct arena *arena, struct draft_tools *tools, const struct batch_job *jobs, size_t count, const char *store,
		  const struct altered_listener *listener, struct altered *altered, struct diag_list *diags)
{
	*altered = (struct altered){ 0 };
	if (listener->redlines)
		diff_begin_html(words_in(listener->language, N_("What a build would alter")), listener->language, listener->redlines);
	for (size_t i = 0; i < count; i++)
		if (jobs[i].reason)
			add_document(arena, tools, &jobs[i], store, listener, altered, diags);
	if (listener->redlines)
		diff_end_html(listener->redlines);
}

bool altered_is_some(const struct altered *altered)
{
	for (size_t i = 0; i < altered->count; i++)
		if (altered->items[i].state != ALTERED_NOTHING)
			return true;
	return false;
}

const char *altered_state_name(enum altered_state state)
{
	static const char *const names[ALTERED_STATES] = {
		[ALTERED_TEXT] = N_("the text changes"),     [ALTERED_PAGES] = N_("pages look otherwise"), [ALTERED_NOTHING] = N_("nothing changes"),
		[ALTERED_NEW] = N_("it is new"),	     [ALTERED_UNKNOWN] = N_("its text cannot be compared"), [ALTERED_FAILED] = N_("it cannot be made"),
	};
	return names[state];
}

/* ---- tables */

static const char *unit_name(struct arena *arena, const struct batch_job *job)
{
	const struct catalogue_unit *unit = job->request.draft.values.unit;
	return unit ? grid_text(arena, unit->name) : "";
}

/* The columns that all rows of a document have. */
static void fill_document(struct arena *arena, const struct altered_document *document, const char **row)
{
	const struct document_id *id = &document->job->id;
	row[0] = grid_text(arena, id->unit);
	row[1] = unit_name(arena, document->job);
	row[2] = id->variant.len ? grid_text(arena, id->variant) : "汇编";
	row[3] = document->title;
	row[4] = words_in(WORDS_CHINESE, altered_state_name(document->state));
	row[5] = reason_of(arena, WORDS_CHINESE, document->job);
	row[6] = document->pages_before ? grid_number(arena, document->pages_before) : NULL;
	row[7] = document->pages_now ? grid_number(arena, document->pages_now) : NULL;
	row[8] = document->pages;
}

static void fill_rows(struct arena *arena, const struct altered *altered, struct grid *grid)
{
	static const char *const kinds[COMPARE_KIND_COUNT] = {
		[COMPARE_CHANGED] = "修改", [COMPARE_ADDED] = "新增", [COMPARE_REMOVED] = "删除", [COMPARE_MOVED] = "移位", [COMPARE_RESTYLED] = "改为别类",
	};
	static const struct grid_column columns[] = {
		{ "编号", 6, GRID_TEXT },   { "单位", 14, GRID_TEXT }, { "文种", 10, GRID_TEXT },     { "标题", 24, GRID_TEXT }, { "状态", 8, GRID_TEXT },
		{ "原因", 14, GRID_TEXT },  { "原页数", 5, GRID_TEXT }, { "现页数", 5, GRID_TEXT },   { "变动的页", 8, GRID_TEXT }, { "所在页", 5, GRID_TEXT },
		{ "变动", 6, GRID_TEXT },   { "位置", 20, GRID_TEXT },  { "原文", 40, GRID_TEXT },    { "新文", 40, GRID_TEXT },
	};
	*grid = (struct grid){ .name = "将有的变动", .columns = columns, .width = sizeof columns / sizeof *columns };
	for (size_t i = 0; i < altered->count; i++) {
		const struct altered_document *document = &altered->items[i];
		for (size_t k = 0; k < document->passage_count || (!k && !document->passage_count); k++) {
			const char **row = grid_add_row(arena, grid);
			fill_document(arena, document, row);
			if (!document->passage_count)
				continue;
			const struct altered_passage *passage = &document->passages[k];
			row[9] = passage->page;
			row[10] = kinds[passage->kind];
			row[11] = passage->section;
			row[12] = passage->before;
			row[13] = passage->after;
		}
	}
}

/* ---- JSON */

static json_t *passages_json(const struct altered_document *document)
{
	json_t *all = json_array();
	for (size_t i = 0; i < document->passage_count; i++) {
		const struct altered_passage *passage = &document->passages[i];
		json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", compare_kind_name(passage->kind), "page", passage->page,
						     "section", passage->section, "before", passage->before, "after", passage->after));
	}
	return all;
}

static json_t *document_json(struct arena *arena, const struct altered_document *document)
{
	static const char *const states[ALTERED_STATES] = {
		[ALTERED_TEXT] = "text", [ALTERED_PAGES] = "pages",	[ALTERED_NOTHING] = "nothing",
		[ALTERED_NEW] = "new",	 [ALTERED_UNKNOWN] = "unknown", [ALTERED_FAILED] = "failed",
	};
	const struct document_id *id = &document->job->id;
	return json_pack("{s:o, s:s, s:o, s:s, s:s, s:s, s:s?, s:i, s:i, s:s?, s:o}", "unit", json_of_str(id->unit), "unit_name",
			 unit_name(arena, document->job), "variant", json_of_str(id->variant), "title", document->title, "state",
			 states[document->state], "reason", document->job->reason, "compared_with", document->file, "pages_before",
			 (int)document->pages_before, "pages", (int)document->pages_now, "altered_pages", document->pages, "passages",
			 passages_json(document));
}

bool altered_write(struct arena *arena, const struct altered *altered, const char *format, unsigned year, struct buf *out)
{
	struct grid grid;
	if (strcmp(format, "json") == 0) {
		json_t *documents = json_array();
		for (size_t i = 0; i < altered->count; i++)
			json_array_append_new(documents, document_json(arena, &altered->items[i]));
		json_put(json_pack("{s:i, s:o}", "year", (int)year, "documents", documents), out);
		return true;
	}
	fill_rows(arena, altered, &grid);
	buf_add_text(out, strcmp(format, "csv") == 0 ? "\xEF\xBB\xBF" : ""); /* spreadsheets then take it for UTF-8 */
	return tables_write(arena, format, arena_printf(arena, "%u年文件将有的变动", year), year, &grid, 1, out);
}
