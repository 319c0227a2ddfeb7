#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "draft/bare.h"
#include "draft/draft.h"
#include "draft/elements.h"
#include "draft/formal.h"
#include "draft/identity.h"
#include "draft/issue.h"
#include "draft/merging.h"
#include "draft/own.h"
#include "draft/own_parts.h"
#include "draft/proof.h"
#include "draft/reads.h"
#include "draft/sources.h"
#include "draft/templates.h"
#include "draft/unfilled.h"
#include "draft/unshown.h"
#include "parse/parse.h"
#include "vars/type.h"
#include "vars/value.h"

static int by_name_then_place(const void *a, const void *b)
{
	const struct draft_gap *x = *(const struct draft_gap *const *)a, *y = *(const struct draft_gap *const *)b;
	int order = strcmp(x->name, y->name);
	order = order ? order : strcmp(x->label, y->label);
	return order ? order : (x > y) - (x < y);
}

/* What the slot lacks; an empty cell is called by its table, row and column. */
static struct draft_gap gap_of(struct arena *arena, const struct merge_slot *slot)
{
	const struct merge_cell *cell = slot->cell;
	const char *label = arena_copy(arena, slot->text.data, slot->text.len);
	return (struct draft_gap){ .name = cell ? cell->variable : slot->name,
				   .label = cell ? arena_printf(arena, "%s第%zu行：%s", cell->label, cell->row, label) : label,
				   .example = slot->example,
				   .place = slot->place,
				   .column = cell ? slot->name : NULL,
				   .cell = cell };
}

/* The distinct gaps among the slots, in order of first use. */
static void collect_gaps(struct arena *arena, const struct merged *merged, struct draft_result *result)
{
	size_t count = 0, kept = 0;
	struct draft_gap *gaps = ARENA_ARRAY(arena, struct draft_gap, merged->slot_count + 1);
	for (size_t i = 0; i < merged->slot_count; i++)
		if (merged->slots[i].kind == SLOT_GAP)
			gaps[count++] = gap_of(arena, &merged->slots[i]);
	const struct draft_gap **sorted = ARENA_ARRAY(arena, const struct draft_gap *, count + 1);
	bool *first = ARENA_ARRAY(arena, bool, count + 1);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &gaps[i];
	qsort(sorted, count, sizeof *sorted, by_name_then_place);
	for (size_t i = 0; i < count; i++)
		first[sorted[i] - gaps] = i == 0 || strcmp(sorted[i]->name, sorted[i - 1]->name) != 0 || strcmp(sorted[i]->label, sorted[i - 1]->label) != 0;
	for (size_t i = 0; i < count; i++)
		if (first[i])
			gaps[kept++] = gaps[i];
	result->gaps = gaps;
	result->gap_count = kept;
}

static void add_text(struct doc *doc, struct doc_node *parent, const char *text)
{
	doc_add_text(doc, parent, DOC_TEXT, str_of(text), parent->place);
}

/* A draft ends with the list of what is missing. */
static void append_gap_list(struct doc *doc, const struct draft_result *result)
{
	struct place place = doc->root->place;
	doc_add(doc, doc->root, DOC_PAGE_BREAK, place);
	struct doc_node *heading = doc_add(doc, doc->root, DOC_HEADING, place);
	heading->level = 1;
	heading->unnumbered = true;
	add_text(doc, heading, DOC_MISSING_TITLE);
	for (size_t i = 0; i < result->gap_count; i++) {
		const struct draft_gap *gap = &result->gaps[i];
		struct doc_node *item = doc_add(doc, doc->root, DOC_PARAGRAPH, gap->place);
		add_text(doc, item, arena_printf(doc->arena, "%zu. %s%s%s%s", i + 1, gap->label, gap->example ? "（如：" : "",
						 gap->example ? gap->example : "", gap->example ? "）" : ""));
	}
}

/* The document's title: the source's own, else the catalogue's title template. */
static bool set_title(struct arena *arena, struct doc *doc, struct merging *merging)
{
	const struct catalogue_variant *variant = merging->values->variant;
	if (*doc_title(doc) || !*variant->title)
		return true;
	struct merged title;
	const struct source *source = merging_title_source(arena, variant);
	if (!merging_expand(arena, merging, source, MERGE_PLACEHOLDERS, &title))
		return false;
	parse_title(doc, &title, merging->diags);
	merging->values = catalogue_add_title(arena, merging->values, str_of(doc_title(doc)));
	return true;
}

/* ---- the source as a document */

/* The compiled templates of earlier documents, where the source is read only once. */
static struct merge_library *library_of(struct draft_tools *tools, const struct source *source)
{
	if (!tools->library)
		tools->library = merge_library_new(tools->arena);
	return sources_has(tools, source) ? tools->library : NULL;
}

/* Merges the source with merging->values into *merged. Its tree, also where *good is false, as merging gave errors. */
static struct doc *read_source(struct merging *merging, const struct source *source, enum parse_format format, struct merged *merged,
			       bool *good)
{
	merging->library = library_of(merging->tools, source);
	*good = merging_expand(merging->arena, merging, source, MERGE_PLACEHOLDERS, merged);
	merging->library = NULL; /* sources of titles are not shared */
	struct diag_list ignored; /* what is left without a value may be given by the document itself */
	diag_init(&ignored, merging->arena);
	struct doc *doc = parse_document(merging->arena, source, merged, format, *good ? merging->diags : &ignored);
	if (doc)
		elements_tidy(doc, *good ? merging->diags : &ignored);
	return doc;
}

/* The values with what the document gives itself; NULL when the text names nothing of that. */
static const struct catalogue_values *own_values(struct merging *merging, struct doc *doc, const struct elements *elements)
{
	struct merging titling = *merging;
	struct diag_list ignored;
	diag_init(&ignored, merging->arena);
	titling.diags = &ignored;
	titling.values = elements_values(merging->arena, merging->base, elements);
	bool titled = !*doc_title(doc) && merging_has_seen(merging, "标题") && set_title(merging->arena, doc, &titling);
	return titled || elements_are_named(elements, merging) ? titling.values : NULL;
}

/* The document of the source. Where its text names what the document gives itself ({{成文日期}}, {{发文字号}}), it is merged with
 * that a second time; of the first time then only the elements count. NULL when it cannot be merged. */
static struct doc *read_document(struct merging *merging, const struct source *source, enum parse_format format,
				 struct merged *merged)
{
	struct diag_list *diags = merging->diags, first;
	diag_init(&first, merging->arena);
	merging->diags = &first;
	bool good;
	struct doc *doc = read_source(merging, source, format, merged, &good);
	merging->diags = diags;
	struct elements elements = doc ? elements_collect(doc) : (struct elements){ NULL, 0 };
	const struct catalogue_values *own = doc ? own_values(merging, doc, &elements) : NULL;
	if (own) {
		merging->values = own;
		merging->used = NULL;
		doc = read_source(merging, source, format, merged, &good);
		if (doc)
			elements_keep(doc, &elements);
	} else {
		diag_append(diags, &first);
	}
	return good ? doc : NULL;
}

/* Puts in what the unit says otherwise, which may name what the document gives itself, too. `doc` NULL: it cannot be merged. */
static bool add_own_text(struct merging *merging, const struct draft_request *request, const struct source *source,
			 enum parse_format format, struct doc *doc, struct merged *merged, struct draft_result *result)
{
	struct diag_list *diags = merging->diags, ignored;
	const struct catalogue_values *values = merging->values;
	if (!own_is_there(merging, request))
		return true;
	if (doc) {
		struct elements elements = elements_collect(doc);
		diag_init(&ignored, merging->arena);
		merging->diags = &ignored;
		merging->values = elements_values(merging->arena, merging->base, &elements);
		if (!*doc_title(doc))
			set_title(merging->arena, doc_new(merging->arena, source), merging);
		merging->diags = diags;
	}
	bool good = own_apply(merging, request, source, format, doc, merged, result);
	merging->values = values;
	return good;
}

/* What is missing, where a person fills it in: in the row of a table; of a unit's plan in the row of the unit, else where the text shows it. */
static void report_gap(const struct draft_request *request, const struct catalogue *catalogue, const struct draft_gap *gap, struct diag_list *diags)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(gap->name));
	const struct catalogue_unit *unit = request->values.unit;
	struct place place = unit && variable && request->values.variant ? catalogue_cell_place(diags->arena, unit, variable) : gap->place;
	if (gap->cell && gap->cell->given.source)
		diag_add(diags, DIAG_CELL_MISSING, gap->cell->given, gap->column, arena_printf(diags->arena, "%zu", gap->cell->row), gap->cell->list);
	else
		diag_add(diags, DIAG_REQUIRED_MISSING, place, gap->name, gap->label, gap->example ? gap->example : "—");
}

/* The rank of the gap's variable in the order of declarations, which forms have, too. */
static size_t rank_of(const struct catalogue *catalogue, const struct draft_gap *gap)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(gap->cell ? gap->cell->variable : gap->name));
	return variable ? variable->index : catalogue->variable_count;
}

/* In the order of declarations; those of one variable as the text shows them. */
static void report_missing(const struct draft_request *request, const struct catalogue *catalogue, const struct draft_result *result,
			   struct diag_list *diags)
{
	for (size_t rank = 0; rank <= catalogue->variable_count; rank++)
		for (size_t i = 0; i < result->gap_count; i++)
			if (rank_of(catalogue, &result->gaps[i]) == rank)
				report_gap(request, catalogue, &result->gaps[i], diags);
}

/* Where written gaps are looked for: the tree knows only where a block of Markdown begins. */
struct gap_search {
	struct place block;
	size_t at; /* behind the gap of the block that was found last */
};

/* The place of the gap; of its block where it is written otherwise than it reads. */
static struct place find_gap(struct doc *doc, struct gap_search *search, struct place block, struct str label)
{
	if (block.source != search->block.source || block.offset != search->block.offset)
		*search = (struct gap_search){ block, block.offset };
	if (!block.source || search->at > block.source->text.len)
		return block;
	struct str rest = str_from(block.source->text, search->at);
	size_t found = str_find(rest, arena_printf(doc->arena, DOC_GAP_OPEN "%.*s", (int)label.len, label.data));
	if (found == (size_t)-1)
		return block;
	size_t at = search->at + found;
	search->at = at + 1;
	return (struct place){ block.source, at };
}

/* The gaps of a text, each once. `value`: the variable that gives the text, at `block`; or NULL. */
static void report_gaps_of(struct doc *doc, struct gap_search *search, struct str text, const char *value, struct place block,
			   struct diag_list *gaps)
{
	struct str before, label;
	while (doc_cut_gap(&text, &before, &label)) {
		const char *name = arena_copy(gaps->arena, label.data, label.len), *of = value ? value : name;
		struct place place = value ? block : find_gap(doc, search, block, label);
		const struct diag *same = gaps->first;
		while (same && !(same->place.source == place.source && same->place.offset == place.offset && strcmp(same->arguments[0], of) == 0))
			same = same->next;
		if (!same && value)
			diag_add(gaps, DIAG_GAP_IN_VALUE, place, value, name);
		else if (!same)
			diag_add(gaps, DIAG_GAP_WRITTEN, place, name);
	}
}

/* Whether the node stands in head or record block and shows again what front matter holds. */
static bool shows_meta(const struct doc *doc, const struct doc_node *node)
{
	while (node && node->kind != DOC_FIELD)
		node = node->parent;
	return node && doc_find_meta(doc, node->name);
}

/* What is still to be filled in: gaps that are written out in the source, as in Markdown that a draft was saved as, or in a value. */
static void find_gaps(struct doc *doc, const struct merging *merging, struct diag_list *gaps)
{
	struct gap_search search = { NO_PLACE, 0 };
	for (size_t i = 0; i < doc->meta_count; i++)
		report_gaps_of(doc, &search, doc->meta[i].value, NULL, doc->meta[i].place, gaps);
	for (const struct doc_node *node = doc->root; node; node = doc_next(node, doc->root)) {
		bool value = node->kind == DOC_VALUE && node->name;
		if (!shows_meta(doc, node))
			report_gaps_of(doc, &search, node->text, value ? node->name : NULL,
				       value ? merging_place(merging, node->name, node->place) : node->place, gaps);
	}
}

/* A final document has none; in a draft those in values count like the others. */
static void judge_gaps(struct doc *doc, const struct merging *merging, bool final)
{
	struct diag_list gaps;
	diag_init(&gaps, merging->arena);
	find_gaps(doc, merging, &gaps);
	if (final)
		diag_append(merging->diags, &gaps);
	else if (gaps.first && !doc->gaps)
		doc->gaps = diag_errors(&gaps);
}

/* The text of a value, and whether --date, --data or --set gives it: the last word over meta data of the source. */
static struct str meta_text_of(const void *context, const char *name, bool *given, struct place *place)
{
	struct merging *merging = (struct merging *)context;
	*place = merging_place(merging, name, *place);
	*given = merging_is_last_word(merging, name);
	return merging_text(merging, name);
}

/* The same of a value that nothing shows: what is wrong with it concerns nobody. */
static struct str unseen_text_of(const void *context, const char *name, bool *given, struct place *place)
{
	const struct merging *merging = context;
	const struct value *value = value_member(merging->values->root, str_of(name));
	*place = merging_place(merging, name, *place);
	*given = merging_is_last_word(merging, name);
	return value ? value->text : STR("");
}

/* The named elements, for whoever compares documents. */
static void collect_elements(const struct doc *doc, const struct merging *merging,
			     struct draft_result *result)
{
	struct draft_element *elements;
	result->element_count = formal_collect(doc, result->page_template, unseen_text_of, merging, &elements);
	result->elements = elements;
}

/* The organisation's name; empty where none is named, not even by the kind of plan. */
static struct str unit_of(struct merging *merging, const struct catalogue_request *request)
{
	bool named = request->unit || request->unit_name || request->variant;
	return named ? merging_text(merging, "单位.名称") : STR("");
}

/* Whom document information names: 作者 of the source, else the organisation. */
static struct str author_of(const struct doc *doc, struct merging *merging)
{
	struct str unit = merging_text(merging, "单位.名称"), author = str_trim(doc_meta_value(doc, "作者"));
	return author.len ? author : unit;
}

/* The date of document information, ISO: --date, else what the document itself gives, else the value. */
static struct str date_of(const struct doc *doc, const struct catalogue_request *request, struct merging *merging)
{
	struct str own = str_trim(doc_meta_value(doc, "成文日期")), date = merging_unseen(merging, "日期");
	if (date.len)
		date = merging_text(merging, "日期");
	if (request->date || !own.len || str_find(own, DOC_GAP_OPEN) != (size_t)-1)
		return date;
	static const struct value_type type = { .kind = TYPE_DATE };
	const struct doc_meta *meta = doc_find_meta(doc, "成文日期");
	const struct value *value = type_parse(merging->arena, &type, meta->key, own, meta->place, merging->diags);
	return value ? value->text : date;
}

/* "notice" of "drafts/notice.md": names the files of a document without a title. */
static const char *name_of_file(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
	return arena_copy(arena, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static bool has_partial(struct str text)
{
	return str_find(text, "{{>") != (size_t)-1 || str_find(text, "{{<") != (size_t)-1 || str_find(text, "{{$") != (size_t)-1;
}

/* Whether the line of front matter may be, or bring, a title, or a notice (印发通知), which has its own: a value is never more than it seems, a
 * partial or a tag in the key may be. */
static bool may_be_title(struct str line)
{
	size_t half = str_find(line, ":"), full = str_find(line, "："), at = half < full ? half : full;
	struct str key = { line.data, at < line.len ? at : line.len };
	return has_partial(line) || str_find(key, "{{") != (size_t)-1 || str_is(str_trim(key), "标题") || str_is(str_trim(key), "title") ||
	       str_is(str_trim(key), "印发通知");
}

/* Whether the source may name its document itself; false only when it certainly does not. */
static bool may_have_title(const struct source *source, enum parse_format format)
{
	struct str rest = source->text;
	if (format == PARSE_XML)
		return str_find(rest, "<title") != (size_t)-1 || str_find(rest, "印发通知") != (size_t)-1 || has_partial(rest);
	if (!str_starts(rest, "---"))
		return str_starts(rest, "{{");
	str_cut(&rest, "\n");
	while (rest.data) {
		struct str line = str_cut(&rest, "\n");
		if (str_is(str_trim(line), "---"))
			return false;
		if (may_be_title(line))
			return true;
	}
	return true;
}

/* Whether the values ask for the notice that issues the plan; the source may say otherwise. */
static bool has_notice(const struct catalogue_values *values)
{
	const struct value *wanted = values ? value_member(values->root, STR("印发通知")) : NULL;
	return wanted && wanted->truth;
}

const char *draft_find_title(struct arena *arena, struct draft_tools *tools, const struct draft_request *request)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const struct source *source = sources_load(tools, arena, request->file, &ignored);
	const struct catalogue_values *values = catalogue_values(arena, tools->catalogue, &request->values, &ignored);
	if (source && (has_notice(values) || may_have_title(source, parse_format_of(request->file)))) {
		struct draft_request whole = *request;
		struct draft_result result = { 0 };
		whole.policy = POLICY_REVIEW;
		whole.reads = NULL;
		if (draft_compose(arena, tools, &whole, &result, &ignored))
			return result.title;
	}
	struct merging merging = { .arena = arena, .tools = tools, .values = values, .base = values, .extension = ".md", .diags = &ignored };
	struct doc *doc = doc_new(arena, source);
	bool ok = values && set_title(arena, doc, &merging);
	return ok && *doc_title(doc) ? doc_title(doc) : request->values.variant->title;
}

/* The view with its parts where they stand now that the plan is an attachment. */
static const struct own_view *view_of_issued(struct arena *arena, const struct own_view *view, const struct doc *doc)
{
	struct own_view *issued = ARENA_NEW(arena, struct own_view);
	*issued = *view;
	issued->parts = own_parts_sorted(arena, view->parts, doc);
	return issued;
}

/* Puts the plan behind the notice that issues it, where it is to have one; false with errors. */
static bool add_notice(struct merging *merging, const struct draft_request *request, struct doc *doc, struct merged *merged,
		       struct draft_result *result)
{
	size_t errors = diag_errors(merging->diags);
	if (request->in_book || !issue_is_wanted(merging, doc))
		return diag_errors(merging->diags) == errors;
	if (!set_title(merging->arena, doc, merging) || !issue_wrap(merging, doc, merged))
		return false;
	if (result->own && result->own->parts)
		result->own = view_of_issued(merging->arena, result->own, doc);
	collect_gaps(merging->arena, merged, result);
	result->issued = true;
	return true;
}

/* The page template: the one that is asked for, else the document's own (版式); that of notices has a head. NULL with errors, or where the
 * document is only composed. */
static const struct page_template *choose_template(struct merging *merging, struct doc *doc, const struct draft_request *request,
						   const struct draft_result *result)
{
	if (request->template_given || request->in_book || request->kind == DRAFT_BOOK)
		return request->page_template;
	struct str name = str_trim(merging_text(merging, "版式"));
	struct place place = merging_place(merging, "版式", doc->root->place);
	if (!name.len && result->issued)
		name = STR(TEMPLATES_FORMAL);
	if (!name.len || !merging->tools->templates)
		return request->page_template;
	const char *own = arena_copy(merging->arena, name.data, name.len);
	bool fonts = request->page_template && draft_needs_fonts(request);
	if (!doc_meta_value(doc, "版式").len)
		elements_set_meta(doc, "版式", name); /* what it is written to as a source says so, too */
	return templates_choose(merging->tools, own, place, fonts, request->reads, merging->diags);
}

/* Tells each gap of a declared variable what is to be entered; what a loop's rows lack is not the same in each. */
static void explain_gaps(struct doc *doc, const struct catalogue *catalogue)
{
	for (struct doc_node *n = doc->root; n && doc->gaps; n = doc_next(n, doc->root)) {
		const struct catalogue_variable *variable = n->kind == DOC_GAP && n->name ? catalogue_variable(catalogue, str_of(n->name)) : NULL;
		n->help = !variable ? NULL : variable->help ? variable->help : "";
	}
}

struct doc *draft_compose(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			  struct draft_result *result, struct diag_list *diags)
{
	size_t errors_before = diag_errors(diags);
	const struct catalogue_request *wanted = &request->values;
	const struct source *source = sources_load(tools, arena, request->file, diags);
	const struct catalogue_values *values = catalogue_values(arena, tools->catalogue, wanted, diags);
	if (!source || !values)
		return NULL;
	reads_add_source(request->reads, request->file, source);
	result->values = values;
	if (wanted->unit)
		catalogue_report_faults_of(tools->catalogue, wanted->unit, wanted->variant, diags);
	if (request->policy == POLICY_FINAL && tools->catalogue->faulty)
		diag_add(diags, DIAG_CONTENT_FAULTY, NO_PLACE);
	enum parse_format format = parse_format_of(request->file);
	struct merging merging = {
		.arena = arena, .tools = tools, .values = values, .extension = format == PARSE_XML ? ".xml" : ".md", .diags = diags,
		.base = values, .reads = request->reads
	};
	struct merged merged = { 0 };
	bool faulty = diag_errors(diags) > errors_before;
	if (faulty) /* what else is wrong with the tags is said, too */
		merging_expand(arena, &merging, source, MERGE_PLACEHOLDERS, &merged);
	struct doc *doc = faulty ? NULL : read_document(&merging, source, format, &merged);
	bool good = (!doc && !request->passages) || add_own_text(&merging, request, source, format, doc, &merged, result);
	collect_gaps(arena, &merged, result);
	if (!doc || !good)
		return NULL;
	elements_settle(doc, &merging);
	if (!add_notice(&merging, request, doc, &merged, result))
		return NULL;
	result->page_template = choose_template(&merging, doc, request, result);
	unshown_take_out(doc, result->page_template, &merged, result);
	collect_gaps(arena, &merged, result);
	if (request->policy == POLICY_FINAL && result->gap_count) {
		report_missing(request, tools->catalogue, result, diags);
		merging_report_unconfirmed(&merging);
		return NULL;
	}
	result->values = merging.values;
	doc_number(doc, diags);
	doc_check(doc, diags);
	bare_report(doc, diags);
	if (diag_errors(diags) == errors_before)
		elements_set_dates(doc, diags);
	if (!doc->root->first && diag_errors(diags) == errors_before)
		diag_add(diags, DIAG_DOCUMENT_EMPTY, ((struct place){ source, 0 }));
	bool titled = set_title(arena, doc, &merging);
	result->values = merging.values;
	if (!titled || diag_errors(diags) > errors_before)
		return NULL;
	result->title = *doc_title(doc) ? doc_title(doc) : name_of_file(arena, request->file);
	result->author = author_of(doc, &merging);
	result->date = date_of(doc, wanted, &merging);
	if (request->policy != POLICY_REVIEW)
		proof_values(arena, tools, result, doc, diags);
	if (request->policy == POLICY_FINAL && request->kind == DRAFT_PLAN)
		proof_report(arena, tools, request, result, doc, diags);
	if (request->formal)
		formal_add(doc, result->page_template, unit_of(&merging, wanted), meta_text_of, &merging, diags);
	elements_note_date(doc, &merging);
	if (request->formal)
		doc_note_links(doc, diags);
	if (request->formal && request->elements)
		collect_elements(doc, &merging, result);
	merging_note_unused(&merging);
	if (request->policy == POLICY_FINAL)
		merging_report_unconfirmed(&merging);
	judge_gaps(doc, &merging, request->policy == POLICY_FINAL);
	if (request->policy == POLICY_FINAL)
		unfilled_report(doc, diags);
	if (diag_errors(diags) > errors_before)
		return NULL;
	if (doc->gaps < result->gap_count)
		doc->gaps = result->gap_count; /* those of meta data make a draft, too */
	explain_gaps(doc, tools->catalogue);
	if (result->gap_count && request->policy == POLICY_DRAFT)
		append_gap_list(doc, result);
	return doc;
}
