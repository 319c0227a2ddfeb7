/* The two documents: read from a file, or drafted. */
#include "base/arena.h"
#include "base/diag.h"
#include "compare/internal.h"
#include "draft/draft.h"
#include "read/read.h"
#include "vars/element.h"

/* The document's named elements as they are printed; one that is none of its kind, as it is. `source`: it is a source of ours. */
static struct compare_elements elements_of(struct arena *arena, const struct doc *doc, bool source)
{
	struct draft_element *items = ARENA_ARRAY(arena, struct draft_element, element_count + 1);
	struct compare_elements elements = { items, 0 };
	struct diag_list ignored; /* nothing is printed */
	diag_init(&ignored, arena);
	for (size_t i = 0; i < element_count; i++) {
		const struct doc_meta *meta = doc_find_meta(doc, element_table[i].name);
		if (!meta)
			continue;
		struct draft_element *item = &items[elements.count++];
		bool everywhere = str_listed(doc_attendance_keys, meta->key); /* sources give it, and all pages show it */
		*item = (struct draft_element){ .meta = *meta, .pages = !source || everywhere, .source = source || everywhere || doc_is_formal_key(meta->key) };
		struct str made = meta->value;
		if (str_find(made, DOC_GAP_OPEN) == (size_t)-1 && element_read(arena, meta->key, &made, meta->place, &ignored))
			item->meta.value = made;
	}
	return elements;
}

/* What the documents of a file tell: a source all that it gives, pages what they show. Pages with some elements of head and record block would
 * show the others, too. */
static void set_tells(struct compare_side *side, bool source)
{
	side->tells = source ? COMPARE_SOURCE : COMPARE_PAGES;
	side->tells_unshown = side->tells;
	for (size_t i = 0; i < side->count && !source; i++)
		if (side->passages[i].element && !str_listed(doc_attendance_keys, side->passages[i].element))
			side->tells |= COMPARE_SOURCE;
}

/* The marks of what it was drafted with; NULL: it does not say. */
static const char *drafted_with(struct arena *arena, const char *path)
{
	struct read_origin origin;
	struct diag_list ignored;
	diag_init(&ignored, arena);
	return read_docx_origin(arena, path, NULL, &origin, &ignored) ? origin.drafted : NULL;
}

/* The findings of that code, or NULL. */
static const struct diag_list *pick(struct arena *arena, const struct diag_list *findings, enum diag_code code)
{
	struct diag_list *picked = ARENA_NEW(arena, struct diag_list);
	diag_init(picked, arena);
	for (const struct diag *d = findings->first; d; d = d->next)
		if (d->code == code)
			diag_add(picked, code, d->place, d->arguments[0]);
	return picked->first ? picked : NULL;
}

bool compare_open(struct arena *arena, const char *path, const char *name, struct compare_side *side, struct diag_list *diags)
{
	struct read_file file;
	struct doc **docs;
	struct diag_list findings;
	diag_init(&findings, arena);
	if (!read_open(arena, path, name, &file, diags, &findings))
		return false;
	size_t count = read_plans(arena, &file, &docs, &findings);
	struct compare_elements *elements = ARENA_ARRAY(arena, struct compare_elements, count + 1);
	read_tell_losses(diags, &findings, file.plain); /* how numbers of plain text are read is of no account: plain.c */
	for (size_t i = 0; i < count; i++)
		elements[i] = elements_of(arena, docs[i], file.composed);
	compare_take(arena, name ? name : path, docs, elements, count, side);
	set_tells(side, file.composed);
	side->plain = file.plain ? file.text : NULL;
	side->margins = pick(arena, &findings, DIAG_READ_MARGIN);
	side->elements = elements;
	side->drafted = str_ends_caseless(str_of(path), ".docx") ? drafted_with(arena, path) : NULL;
	if (side->count)
		return true;
	diag_add(diags, DIAG_READ_NOTHING, NO_PLACE, name ? name : path);
	return false;
}

void compare_drafted(struct arena *arena, const struct draft_result *result, struct compare_side *side)
{
	struct compare_elements *elements = ARENA_NEW(arena, struct compare_elements);
	*elements = (struct compare_elements){ result->elements, result->element_count };
	compare_take(arena, doc_title(result->doc), &result->doc, elements, 1, side);
	side->elements = elements;
	side->tells = side->tells_unshown = COMPARE_PAGES | COMPARE_SOURCE | COMPARE_CONTENT;
	side->own = result->own;
	side->page = result->page_template;
}

bool compare_draft(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *side,
		   struct diag_list *diags)
{
	struct draft_request formal = *request;
	struct draft_result result = { 0 };
	struct diag_list said;
	diag_init(&said, arena);
	formal.formal = formal.elements = true;
	formal.policy = POLICY_REVIEW;
	result.doc = draft_compose(arena, tools, &formal, &result, &said);
	if (!result.doc || diag_errors(&said)) {
		diag_append(diags, &said);
		return false;
	}
	compare_drafted(arena, &result, side);
	return true;
}
