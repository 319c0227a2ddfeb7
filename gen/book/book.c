#include "book/book.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "book/compendium.h"
#include "book/shelf.h"
#include "doc/doc.h"
#include "draft/identity.h"
#include "draft/inputs.h"
#include "draft/merging.h"
#include "draft/reads.h"
#include "draft/templates.h"
#include "layout/layout.h"
#include "write/contents/contents.h"

#define PLANS_OPTION "plans" /* shelf_identity() among the inputs */

/* A book while it is made. */
struct book {
	struct arena *arena;
	struct draft_tools *tools;
	const struct draft_request *request;
	const struct compendium *compendium;
	struct shelf shelf;
	struct doc *doc;
	struct doc_node *contents;             /* or NULL */
	struct str *colophon;                  /* its lines */
	const struct catalogue_values *values; /* of what belongs to no plan: title, cover */
	struct draft_gap *gaps;                /* of all plans */
	size_t gap_count, gap_room;
	size_t own_changed;                    /* overrides of all plans whose shared passage changed */
	struct diag_list *diags;
};

/* ---- inputs */

/* Adds what one plan, or the cover (scope NULL), read: values under its scope, files once for the whole book. */
static void join_reads(struct book *book, const struct reads *reads, const struct document_id *scope)
{
	for (size_t i = 0; i < reads->count; i++) {
		const struct reading *r = &reads->items[i];
		if (r->kind == READ_VALUE && scope)
			reads_add_scoped(book->request->reads, scope, str_of(r->name), r->hash);
		else
			reads_add(book->request->reads, r->kind, str_of(r->name), r->hash);
	}
}

/* ---- what belongs to no plan */

/* The book's own values; what is used of them goes to `reads`. */
static struct merging merging_of(struct book *book, struct reads *reads)
{
	return (struct merging){ .arena = book->arena, .tools = book->tools, .values = book->values, .extension = ".md",
				 .diags = book->diags, .reads = reads };
}

/* To be called when it was used. */
static void end_merging(const struct book *book, const struct merging *merging)
{
	if (book->request->policy == POLICY_FINAL)
		merging_report_unconfirmed(merging);
}

/* A value of the book itself, recorded as read. */
static struct str own_value(struct book *book, struct reads *reads, const char *name)
{
	struct merging merging = merging_of(book, reads);
	struct str text = merging_text(&merging, name);
	end_merging(book, &merging);
	return text;
}

/* Text of the title or of a line of the cover; empty with errors. */
static struct str expand(struct book *book, struct reads *reads, const struct compendium_text *template)
{
	struct merging merging = merging_of(book, reads);
	const char *name = template->place.source ? template->place.source->name : book->compendium->file;
	struct merged merged;
	const struct source *source = source_of_text(book->arena, name, template->text);
	bool good = merging_expand(book->arena, &merging, source, MERGE_PLAIN, &merged);
	end_merging(book, &merging);
	return good ? str_trim(merged.text) : STR("");
}

static void add_text(struct book *book, struct doc_node *parent, enum doc_kind kind, struct str text, struct place place)
{
	doc_add_text(book->doc, doc_add(book->doc, parent, kind, place), DOC_TEXT, text, place);
}

/* Title, cover and the head of the contents. */
static void add_front(struct book *book, struct draft_result *result)
{
	const struct compendium *c = book->compendium;
	struct reads reads = { .arena = book->arena };
	struct str title = expand(book, &reads, &c->title);
	result->title = arena_copy(book->arena, title.data, title.len);
	result->author = book->request->values.unit ? own_value(book, &reads, "单位.名称") : STR("");
	result->date = own_value(book, &reads, "日期");
	if (c->cover) {
		struct doc_node *cover = doc_add(book->doc, book->doc->root, DOC_COVER, c->title.place);
		add_text(book, cover, DOC_TITLE, title, c->title.place);
		for (size_t i = 0; i < c->line_count; i++)
			add_text(book, cover, DOC_PARAGRAPH, expand(book, &reads, &c->lines[i]), c->lines[i].place);
	}
	/* In the reading of the front matter, so that the values of both count as the book's own. */
	for (size_t i = 0; i < c->colophon_count; i++)
		book->colophon[i] = expand(book, &reads, &c->colophon[i]);
	if (c->contents) {
		book->contents = doc_add(book->doc, book->doc->root, DOC_CONTENTS, c->title.place);
		add_text(book, book->contents, DOC_TITLE, str_of(c->contents), c->title.place);
	}
	if (book->request->reads)
		join_reads(book, &reads, NULL);
}

static void add_colophon(struct book *book)
{
	const struct compendium *c = book->compendium;
	struct doc_node *colophon = c->colophon_count ? doc_add(book->doc, book->doc->root, DOC_COVER, c->colophon[0].place) : NULL;
	for (size_t i = 0; i < c->colophon_count; i++)
		add_text(book, colophon, DOC_PARAGRAPH, book->colophon[i], c->colophon[i].place);
}

/* ---- plans and contents */

static void add_plan(struct book *book, size_t index)
{
	const struct shelf_plan *plan = &book->shelf.plans[index];
	struct draft_request request = plan->request;
	struct reads reads = { .arena = book->arena };
	struct draft_result result = { 0 };
	request.reads = book->request->reads ? &reads : NULL;
	request.in_book = true;
	struct doc *doc = draft_compose(book->arena, book->tools, &request, &result, book->diags);
	if (book->request->reads)
		join_reads(book, &reads, &plan->id);
	if (!doc)
		return;
	book->own_changed += result.own_changed;
	for (size_t i = 0; i < result.gap_count; i++)
		*ARENA_PUSH(book->arena, book->gaps, book->gap_count, book->gap_room) = result.gaps[i];
	struct doc_node *node = doc_add_plan(book->doc, doc, plan->variant->id);
	node->ordinal = (int)index + 1;
	node->odd_page = book->compendium->odd_pages;
}

/* Level in the contents of what may have an entry there; 0: nothing. */
static int entry_level(const struct doc_node *node)
{
	switch (node->kind) {
	case DOC_TITLE:
		return node->parent->kind == DOC_PLAN ? 1 : 0;
	case DOC_ATTACHMENT:
		return 2;
	case DOC_HEADING:
		return node->level + 1;
	case DOC_ROOT:
	case DOC_RECIPIENT:
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_ITEM:
	case DOC_QUOTE:
	case DOC_TABLE:
	case DOC_ATTACHMENT_NOTE:
	case DOC_SIGNATURE:
	case DOC_NOTE:
	case DOC_PAGE_BREAK:
	case DOC_HEAD:
	case DOC_RECORD:
	case DOC_CAPTION:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_AUTHORITY:
	case DOC_DATE:
	case DOC_FIELD:
	case DOC_FOOTNOTES:
	case DOC_FOOTNOTE:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		break;
	}
	return 0;
}

static void add_entries(struct book *book)
{
	for (struct doc_node *n = book->doc->root; n; n = doc_next(n, book->doc->root)) {
		int level = entry_level(n);
		if (!level || level > book->compendium->depth)
			continue;
		struct buf text = BUF_INIT;
		struct doc_node *entry = doc_add(book->doc, book->contents, DOC_ENTRY, n->place);
		doc_add_entry_text(n, &text);
		doc_add_text(book->doc, entry, DOC_TEXT, buf_str(&text), n->place);
		buf_free(&text);
		entry->level = level;
		entry->entry_target = n;
		if (level == 1)
			n->entry_target = entry;
	}
}

static struct doc *compose(struct book *book, struct draft_result *result)
{
	size_t errors_before = diag_errors(book->diags);
	book->compendium = compendium_load(book->arena, book->tools->catalogue, book->request->values.unit != NULL, book->diags);
	book->values = catalogue_values(book->arena, book->tools->catalogue, &book->request->values, book->diags);
	if (!book->compendium || !book->values)
		return NULL;
	book->shelf = shelf_list(book->arena, book->tools, book->request, book->compendium, book->diags);
	if (!book->shelf.count && diag_errors(book->diags) == errors_before)
		diag_add(book->diags, DIAG_BOOK_EMPTY, NO_PLACE, book->compendium->file);
	book->doc = doc_new(book->arena, book->compendium->title.place.source);
	book->colophon = ARENA_ARRAY(book->arena, struct str, book->compendium->colophon_count + 1);
	add_front(book, result);
	for (size_t i = 0; i < book->shelf.count && draft_step(book->tools, i, book->shelf.count + 1, book->diags); i++)
		add_plan(book, i);
	if (book->request->reads) {
		struct reads *reads = book->request->reads;
		reads_add(reads, READ_FILE, str_of(book->compendium->file), book->compendium->hash);
		reads_add(reads, READ_OPTION, STR(PLANS_OPTION), shelf_identity(&book->shelf));
		if (book->gap_count || book->own_changed)
			inputs_add_policy(book->tools, book->request, reads);
	}
	if (diag_errors(book->diags) > errors_before)
		return NULL;
	if (book->contents)
		add_entries(book);
	add_colophon(book);
	result->gaps = book->gaps;
	result->gap_count = book->gap_count;
	result->own_changed = book->own_changed;
	return book->doc;
}

/* ---- pages */

/* Writes the page numbers into the entries: both stand in the order of the text. */
static void number_entries(struct book *book, const struct page_list *pages)
{
	struct doc_node *entry = book->contents ? book->contents->first : NULL;
	for (size_t i = 0; i < pages->outline_count && entry; i++) {
		while (entry && entry->kind != DOC_ENTRY)
			entry = entry->next;
		if (!entry || pages->outline[i].node != entry->entry_target)
			continue;
		entry->page = pages->pages[pages->outline[i].page].label;
		entry = entry->next;
	}
}

static const char *hash_of_text(struct book *book, const struct doc_node *plan)
{
	struct buf text = BUF_INIT;
	char hex[HASH_HEX];
	doc_add_plain_text(plan, &text);
	hash_write(hash_text(buf_str(&text)), hex);
	buf_free(&text);
	return arena_strdup(book->arena, hex);
}

/* Pages with a number from `first` on, before the page `end`. */
static unsigned count_pages(const struct page_list *pages, size_t first, size_t end)
{
	unsigned count = 0;
	for (size_t i = first; i < end; i++)
		count += pages->pages[i].label != NULL;
	return count;
}

/* Page, as index, on which the next plan starts behind entry `at` of the outline. */
static size_t next_plan(const struct page_list *pages, size_t at)
{
	while (++at < pages->outline_count)
		if (pages->outline[at].level == 0)
			return pages->outline[at].page;
	return pages->page_count;
}

static const struct contents_plan *describe_plan(struct book *book, const struct page_list *pages, size_t at)
{
	const struct doc_node *node = pages->outline[at].node->parent;
	const struct shelf_plan *plan = &book->shelf.plans[node->ordinal - 1];
	struct str unit = plan->unit ? plan->unit->id : STR(""), name = plan->unit ? plan->unit->name : STR("");
	struct contents_plan *out = ARENA_NEW(book->arena, struct contents_plan);
	*out = (struct contents_plan){
		.order = (unsigned)node->ordinal,
		.pages = count_pages(pages, pages->outline[at].page, next_plan(pages, at)),
		.id = plan->variant->id,
		.source = plan->variant->source,
		.unit = arena_copy(book->arena, unit.data, unit.len),
		.unit_name = arena_copy(book->arena, name.data, name.len),
		.hash = hash_of_text(book, node),
	};
	return out;
}

static void list_entries(struct book *book, const struct page_list *pages, struct draft_result *result)
{
	struct contents_entry *entries = ARENA_ARRAY(book->arena, struct contents_entry, pages->outline_count + 1);
	const struct contents_plan *plan = NULL;
	for (size_t i = 0; i < pages->outline_count; i++) {
		const struct page_outline *o = &pages->outline[i];
		if (o->node->parent == book->contents && book->contents)
			continue;
		if (o->level == 0)
			plan = describe_plan(book, pages, i);
		entries[result->entry_count++] = (struct contents_entry){ .level = o->level, .text = o->text, .plan = plan,
								       .page = (unsigned)pages->pages[o->page].number };
	}
	result->entries = entries;
}

bool book_lay_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct draft_result *result,
		  struct diag_list *diags)
{
	struct book book = { .arena = arena, .tools = tools, .request = request, .diags = diags };
	*result = (struct draft_result){ 0 };
	struct doc *doc = compose(&book, result);
	struct page_list *pages = ARENA_NEW(arena, struct page_list);
	size_t plans = book.shelf.count;
	if (!doc || !draft_step(tools, plans, plans + 1, diags) ||
	    !layout_document_by(arena, doc, request->page_template, tools->fonts, tools->threads, pages, diags))
		return false;
	identity_add_foreign_fonts(tools, pages, request->reads);
	number_entries(&book, pages);
	list_entries(&book, pages, result);
	result->doc = doc;
	result->layout = pages;
	result->pages = pages->page_count;
	return true;
}

bool book_lay_out_document(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			   struct draft_result *result, struct diag_list *diags)
{
	switch (request->kind) {
	case DRAFT_PLAN:
	case DRAFT_FILE:
		break;
	case DRAFT_BOOK:
		return book_lay_out(arena, tools, request, result, diags);
	}
	return draft_lay_out(arena, tools, request, result, diags);
}

/* ---- is it up to date? */

/* The values of the latest scope are kept: readings of one scope stand together. */
struct scopes {
	const struct shelf *shelf;
	const struct catalogue_values *values, *own;
	const struct document_id *scope; /* that `values` belong to */
};

/* Values of the plan that a reading names; NULL: it is not in the book. */
static const struct catalogue_values *scope_values(struct arena *arena, struct draft_tools *tools, struct scopes *scopes,
						   const struct document_id *scope, struct diag_list *ignored)
{
	if (!scope)
		return scopes->own;
	if (scopes->scope && document_id_equal(scope, scopes->scope))
		return scopes->values;
	for (size_t i = 0; i < scopes->shelf->count; i++)
		if (document_id_equal(scope, &scopes->shelf->plans[i].id)) {
			scopes->scope = scope;
			scopes->values = catalogue_values(arena, tools->catalogue, &scopes->shelf->plans[i].request.values, ignored);
			return scopes->values;
		}
	return NULL;
}

static const char *changed_value(struct arena *arena, struct draft_tools *tools, struct scopes *scopes,
				 const struct reading *reading, struct diag_list *ignored)
{
	const struct catalogue_values *values = scope_values(arena, tools, scopes, reading->scope, ignored);
	if (values && hash_equal(identity_of_value(values, str_of(reading->name)), reading->hash))
		return NULL;
	if (!reading->scope)
		return arena_printf(tools->arena, "value: %s", reading->name);
	return arena_printf(tools->arena, "value: %s/%s", document_id_text(arena, reading->scope), reading->name);
}

static const char *find_change(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			       const struct reading *reads, size_t count)
{
	struct diag_list ignored; /* faults are reported when the book is made */
	diag_init(&ignored, arena);
	const struct compendium *c = compendium_load(arena, tools->catalogue, request->values.unit != NULL, &ignored);
	if (!c)
		return "file: compendium.xml";
	struct shelf shelf = shelf_list(arena, tools, request, c, &ignored);
	struct scopes scopes = { .shelf = &shelf, .own = catalogue_values(arena, tools->catalogue, &request->values, &ignored) };
	const char *reason = NULL;
	for (size_t i = 0; i < count && !reason; i++) {
		const struct reading *r = &reads[i];
		if (r->kind == READ_VALUE)
			reason = changed_value(arena, tools, &scopes, r, &ignored);
		else if (r->kind == READ_OPTION && strcmp(r->name, PLANS_OPTION) == 0)
			reason = hash_equal(shelf_identity(&shelf), r->hash) ? NULL : "the plans in the book";
		else
			reason = inputs_find_change(tools, request, scopes.own, r);
	}
	return reason;
}

const char *book_verify(struct draft_tools *tools, const struct draft_request *request, const struct reading *reads, size_t count)
{
	struct arena *arena = arena_new();
	const char *reason = find_change(arena, tools, request, reads, count);
	arena_free(arena);
	return reason;
}

struct str book_find_title(struct arena *arena, struct draft_tools *tools, const struct draft_request *request)
{
	struct diag_list ignored; /* faults are reported when the book is made */
	diag_init(&ignored, arena);
	struct reads reads = { .arena = arena };
	struct book book = { .arena = arena, .tools = tools, .request = request, .diags = &ignored };
	book.compendium = compendium_load(arena, tools->catalogue, request->values.unit != NULL, &ignored);
	book.values = catalogue_values(arena, tools->catalogue, &request->values, &ignored);
	return book.compendium && book.values ? expand(&book, &reads, &book.compendium->title) : STR("");
}

bool book_request(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, struct draft_request *request, struct diag_list *diags)
{
	const struct compendium *c = compendium_load(arena, tools->catalogue, base->values.unit != NULL, diags);
	if (!c)
		return false;
	*request = *base;
	request->kind = DRAFT_BOOK;
	request->values.variant = NULL;
	request->file = c->file;
	request->page_template = templates_open(tools, c->page_template, diags);
	return request->page_template != NULL;
}
