#include "draft/formal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "layout/template.h"
#include "vars/element.h"
#include "vars/input.h"
#include "vars/number.h"

/* The page template, of those that come with the program, that shows all meta data. */
static const char formal_template[] = "gbt9704-head";

/* What nothing shows of what is given. */
struct hidden {
	struct buf names;
	struct place place; /* of the first */
};

static void hide(struct hidden *hidden, const char *key, struct str value, struct place place)
{
	if (!str_trim(value).len)
		return;
	if (!hidden->names.len)
		hidden->place = place;
	buf_printf(&hidden->names, "%s%s", hidden->names.len ? ", " : "", key);
}

bool formal_shows(const struct page_template *template, const char *key)
{
	if (!template)
		return !doc_is_formal_key(key);
	if (str_listed(doc_head_keys, key))
		return template->head.shown && !(template->letter.shown && strcmp(key, "签发人") == 0);
	return !str_listed(doc_record_keys, key) || (template->record.shown && (template->record.printing || strcmp(key, "抄送") == 0));
}

/* Those of the keys that the document leaves to --data and --set. */
static void hide_given(struct hidden *hidden, const struct doc *doc, const struct page_template *template, const char *const *keys,
		       formal_lookup *lookup, const void *context)
{
	for (size_t i = 0; keys[i]; i++) {
		if (formal_shows(template, keys[i]))
			continue;
		bool given = false;
		struct place place = doc->root->place;
		struct str value = lookup(context, keys[i], &given, &place);
		if (given && !doc_find_meta(doc, keys[i]))
			hide(hidden, keys[i], value, place);
	}
}

static void report_hidden(const struct doc *doc, const struct page_template *template, formal_lookup *lookup, const void *context,
			  struct diag_list *diags)
{
	struct hidden hidden = { .names = BUF_INIT };
	for (size_t i = 0; i < doc->meta_count; i++) {
		const struct doc_meta *meta = &doc->meta[i];
		if (!formal_shows(template, meta->key))
			hide(&hidden, meta->key, meta->value, meta->place);
	}
	hide_given(&hidden, doc, template, doc_head_keys, lookup, context);
	hide_given(&hidden, doc, template, doc_record_keys, lookup, context);
	if (hidden.names.len)
		diag_add(diags, DIAG_META_HIDDEN, hidden.place, hidden.names.data, formal_template);
	buf_free(&hidden.names);
}

/* Meta data that are the variable of their name. */
static struct doc_meta meta_of(struct arena *arena, const char *key, struct str value, struct place place)
{
	struct doc_meta_part *parts = ARENA_ARRAY(arena, struct doc_meta_part, 2);
	parts[0] = (struct doc_meta_part){ .name = key, .text = value, .whole = true };
	return (struct doc_meta){ key, value, place, parts };
}

/* Adds meta data for keys that the source leaves to variables, or that the last word changes. */
static void add_values(struct doc *doc, const char *const *keys, formal_lookup *lookup, const void *context)
{
	size_t count = doc->meta_count;
	for (size_t i = 0; keys[i]; i++)
		count++;
	struct doc_meta *meta = ARENA_ARRAY(doc->arena, struct doc_meta, count);
	for (size_t i = 0; i < doc->meta_count; i++)
		meta[i] = doc->meta[i];
	count = doc->meta_count;
	for (size_t i = 0; keys[i]; i++) {
		bool given = false;
		struct place place = doc->root->place;
		struct str value = lookup(context, keys[i], &given, &place);
		const struct doc_meta *own = doc_find_meta(doc, keys[i]);
		if (own && given)
			meta[own - doc->meta] = meta_of(doc->arena, own->key, value, place);
		else if (!own && value.len)
			meta[count++] = meta_of(doc->arena, keys[i], value, place);
	}
	doc->meta = meta;
	doc->meta_count = count;
}

/* Makes the meta data what is printed; a missing value in them stays a gap. */
static void set_forms(struct doc *doc, struct diag_list *diags)
{
	struct doc_meta *meta = ARENA_ARRAY(doc->arena, struct doc_meta, doc->meta_count + 1);
	for (size_t i = 0; i < doc->meta_count; i++) {
		meta[i] = doc->meta[i];
		bool gap = str_find(meta[i].value, DOC_GAP_OPEN) != (size_t)-1;
		bool value = meta[i].parts && meta[i].parts[0].whole; /* of a variable */
		if (!gap && !(value ? element_read_value : element_read)(doc->arena, meta[i].key, &meta[i].value, meta[i].place, diags))
			meta[i].value = STR(""); /* said once */
	}
	doc->meta = meta;
}

/* 密级 may name the term (机密★1年), and so may 保密期限: not two different ones. */
static void check_term(const struct doc *doc, struct diag_list *diags)
{
	const struct doc_meta *security = doc_find_meta(doc, "密级"), *given = doc_find_meta(doc, "保密期限");
	struct str own = security ? security->value : STR(""), term = given ? str_trim(given->value) : STR("");
	str_cut(&own, "★");
	if (str_starts(term, "★"))
		term = str_trim(str_from(term, strlen("★")));
	if (!security && term.len && str_find(term, DOC_GAP_OPEN) == (size_t)-1)
		diag_add(diags, DIAG_META_TERM_ALONE, given->place, given->value.data);
	if (security && str_ends(security->value, "★") && !term.len)
		diag_add(diags, DIAG_META_STAR, security->place, security->value.data);
	if (own.len && term.len && !str_equal(str_trim(own), term))
		diag_add(diags, DIAG_META_TERMS, given->place, security->value.data, given->value.data);
}

/* The day that a text as it is printed names; false: none. */
static bool day_of(struct arena *arena, struct str text, struct number_date *day)
{
	return input_read_date(arena, str_trim(text), day);
}

/* The day of the document: below its text, else as front matter or a last word gives it. */
static bool find_day(const struct doc *doc, struct number_date *day)
{
	const struct doc_meta *given = doc_find_meta(doc, "成文日期");
	for (const struct doc_node *n = doc->root->first; n; n = n->next)
		if (n->kind == DOC_SIGNATURE && n->last && n->last->kind == DOC_DATE) {
			struct buf text = BUF_INIT;
			doc_add_plain_text(n->last, &text);
			bool found = day_of(doc->arena, buf_str(&text), day);
			buf_free(&text);
			return found;
		}
	return given && day_of(doc->arena, given->value, day);
}

static int compare_days(const struct number_date *a, const struct number_date *b)
{
	int years = a->year - b->year, months = a->month - b->month;
	return years ? years : months ? months : a->day - b->day;
}

static const char *written_day(struct arena *arena, const struct number_date *day)
{
	return arena_printf(arena, "%d年%d月%d日", day->year, day->month, day->day);
}

/* A document is printed when it is signed, and counts among those of its year. */
static void check_days(const struct doc *doc, struct diag_list *diags)
{
	struct number_date day, printed;
	const struct doc_meta *printing = doc_find_meta(doc, "印发日期"), *number = doc_find_meta(doc, "发文字号");
	if ((!printing && !number) || !find_day(doc, &day))
		return;
	if (printing && day_of(doc->arena, printing->value, &printed) && compare_days(&printed, &day) < 0)
		diag_add(diags, DIAG_META_PRINTED_BEFORE, printing->place, written_day(doc->arena, &printed), written_day(doc->arena, &day));
	struct str rest = number ? number->value : STR("");
	str_cut(&rest, "〔");
	int year = input_read_year(str_cut(&rest, "〕"));
	if (year && year != day.year)
		diag_add(diags, DIAG_META_NUMBER_YEAR, number->place, number->value.data, arena_printf(doc->arena, "%d", day.year));
}

/* Who signs the document, the first of several. */
static const struct doc_node *find_signer(const struct doc *doc)
{
	for (const struct doc_node *n = doc->root->first; n; n = n->next)
		if (n->kind == DOC_SIGNATURE && n->first && n->first->kind == DOC_AUTHORITY)
			return n->first;
	return NULL;
}

/* The authority of the red mark where none is given: who signs, or the unit; one name like one that is given. */
static void add_head(struct doc *doc, const struct page_template *template, struct str unit, struct diag_list *diags)
{
	const struct doc_node *signer = find_signer(doc);
	struct buf name = BUF_INIT;
	if (signer)
		doc_add_plain_text(signer, &name);
	else
		buf_add_str(&name, unit);
	struct str authority = buf_str(&name), read = authority;
	struct place place = signer ? signer->place : doc->root->place;
	bool given = doc_find_meta(doc, "发文机关"), good = given || element_read(doc->arena, "发文机关", &read, place, diags);
	if (!given && good && str_find(authority, "、") != (size_t)-1)
		diag_add(diags, DIAG_META_AUTHORITIES, place, "发文机关", arena_copy(doc->arena, authority.data, authority.len));
	doc_add_head(doc, authority, template->letter.shown ? NULL : template->head.mark_suffix);
	buf_free(&name);
}

void formal_add(struct doc *doc, const struct page_template *template, struct str unit, formal_lookup *lookup,
		const void *context, struct diag_list *diags)
{
	report_hidden(doc, template, lookup, context, diags);
	if (template->head.shown)
		add_values(doc, doc_head_keys, lookup, context);
	if (template->record.shown)
		add_values(doc, doc_record_keys, lookup, context);
	add_values(doc, doc_attendance_keys, lookup, context);
	set_forms(doc, diags);
	check_term(doc, diags);
	check_days(doc, diags);
	doc_add_attendance(doc);
	if (template->head.shown)
		add_head(doc, template, unit, diags);
	if (template->record.shown)
		doc_add_record(doc, template->record.printing);
}

/* ---- for comparisons */

/* What the variable of the name would give if pages showed it. */
static struct doc_meta unseen_meta(const struct doc *doc, const char *name, formal_lookup *lookup, const void *context)
{
	struct diag_list ignored;
	struct place place = doc->root->place;
	bool given = false;
	struct str value = lookup(context, name, &given, &place);
	struct doc_meta meta = meta_of(doc->arena, name, value, place);
	diag_init(&ignored, doc->arena);
	if (value.len && element_read(doc->arena, name, &value, place, &ignored))
		meta.value = value;
	return meta;
}

static struct str leading_of(const struct doc *doc, struct str names)
{
	struct str first = str_trim(str_cut(&names, "、"));
	return (struct str){ arena_copy(doc->arena, first.data, first.len), first.len };
}

/* The element of the name: of meta data, else of the variable or the mark of the head. False: the document has none. */
static bool find_element(const struct doc *doc, const struct page_template *template, const char *name, formal_lookup *lookup,
			 const void *context, struct draft_element *element)
{
	const struct doc_meta *meta = doc_find_meta(doc, name);
	bool shown = doc_is_formal_key(name) && formal_shows(template, name), mark = shown && !meta && strcmp(name, "发文机关") == 0;
	bool placed = shown || !template->letter.shown || !doc_is_formal_key(name); /* a letter has no place for some */
	*element = (struct draft_element){ .pages = shown || str_listed(doc_attendance_keys, name), .source = (meta && placed) || mark };
	if (meta)
		element->meta = *meta;
	if (meta && template->letter.shown && strcmp(name, "发文机关") == 0) /* the leading one's mark alone */
		element->meta.value = leading_of(doc, meta->value);
	if (meta)
		return str_trim(element->meta.value).len > 0;
	if (mark)
		element->meta = (struct doc_meta){ name, doc_mark(doc), doc->root->place, NULL };
	else if (doc_is_formal_key(name))
		element->meta = unseen_meta(doc, name, lookup, context);
	return str_trim(element->meta.value).len > 0;
}

size_t formal_collect(const struct doc *doc, const struct page_template *template, formal_lookup *lookup, const void *context,
		      struct draft_element **elements)
{
	size_t count = 0, room = 0;
	*elements = NULL;
	for (size_t i = 0; i < element_count; i++) {
		struct draft_element element;
		if (find_element(doc, template, element_table[i].name, lookup, context, &element))
			*ARENA_PUSH(doc->arena, *elements, count, room) = element;
	}
	return count;
}
