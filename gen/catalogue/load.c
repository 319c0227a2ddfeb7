#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "catalogue/internal.h"

const xmlNode *catalogue_read_xml(struct arena *arena, const struct catalogue *catalogue, const char *name,
				  const char *schema, const struct source **source, struct diag_list *diags)
{
	*source = source_load(arena, file_join(arena, catalogue->content_folder, name), LIMIT_DATA_BYTES, diags);
	if (!*source)
		return NULL;
	xmlDocPtr doc = xml_load(arena, *source, file_join(arena, catalogue->schema_folder, schema), catalogue->known, diags);
	return doc ? xmlDocGetRootElement(doc) : NULL;
}

void catalogue_report_unknown(enum diag_code code, enum diag_code near, const struct nearest *nearest,
			      struct place place, struct diag_list *diags)
{
	char *name = arena_copy(diags->arena, nearest->query.data, nearest->query.len);
	if (nearest->count)
		diag_add(diags, near, place, name, nearest_text(diags->arena, nearest));
	else
		diag_add(diags, code, place, name);
}

/* A whole number from 1 to `most`; 0 when the text is none. */
static unsigned read_number(struct str text, unsigned most)
{
	unsigned number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9' || number > most)
			return 0;
		number = number * 10 + (unsigned)(text.data[i] - '0');
	}
	return number <= most ? number : 0;
}

/* ---- catalogue.xml */

/* A path inside the content folder: neither absolute nor through "..". */
static bool is_inside(struct str path)
{
	if (!path.len || path.data[0] == '/')
		return false;
	while (path.data)
		if (str_is(str_cut(&path, "/"), ".."))
			return false;
	return true;
}

static void read_title(struct loader *loader, const struct source *source, const xmlNode *node,
		       struct catalogue_variant *variant)
{
	const xmlNode *title = xml_first(node);
	struct str text = str_trim(xml_text(loader->arena, title));
	variant->title = arena_copy(loader->arena, text.data, text.len);
	variant->title_place = xml_place(source, title);
	if (!text.len)
		diag_add(loader->diags, DIAG_VARIANT_TITLE, variant->title_place, variant->id);
}

static void read_variant(struct loader *loader, const struct source *source, const xmlNode *node,
			 struct catalogue_variant *variant)
{
	struct arena *arena = loader->arena;
	variant->place = xml_place(source, node);
	variant->id = xml_needed(arena, source, node, "id", loader->diags);
	variant->name = xml_needed(arena, source, node, "name", loader->diags);
	variant->self = xml_needed(arena, source, node, "self", loader->diags);
	variant->short_name = xml_needed(arena, source, node, "short", loader->diags);
	variant->category = xml_needed(arena, source, node, "category", loader->diags);
	variant->source = xml_attribute(arena, node, "source");
	variant->unit_type_count =
		type_split(arena, str_of(xml_attribute(arena, node, "unit-types")), " ", &variant->unit_types);
	variant->unit_names = xml_attribute(arena, node, "unit-names");
	const char *order = xml_needed(arena, source, node, "order", loader->diags);
	variant->order = read_number(str_of(order), 9999);
	if (!variant->order)
		diag_add(loader->diags, DIAG_VARIANT_ORDER, variant->place, variant->id, order);
	if (variant->source && !is_inside(str_of(variant->source)))
		diag_add(loader->diags, DIAG_VARIANT_SOURCE, variant->place, variant->id, variant->source);
	read_title(loader, source, node, variant);
}

static int by_order(const void *a, const void *b)
{
	const struct catalogue_variant *left = a, *right = b;
	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return (left->place.offset > right->place.offset) - (left->place.offset < right->place.offset);
}

/* Order, id and short name each name one variant. */
static void check_unique(struct loader *loader)
{
	const struct catalogue *catalogue = loader->catalogue;
	for (size_t i = 0; i < catalogue->variant_count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct catalogue_variant *a = &catalogue->variants[j], *b = &catalogue->variants[i];
			const char *what = a->order == b->order && a->order ? "order" : NULL;
			what = strcmp(a->short_name, b->short_name) == 0 ? "short" : what;
			what = strcmp(a->id, b->id) == 0 ? "id" : what;
			if (what)
				diag_add(loader->diags, DIAG_VARIANT_TWICE, b->place, b->id, what, a->id);
		}
}

static bool load_variants(struct loader *loader)
{
	const struct source *source;
	const xmlNode *root = catalogue_read_xml(loader->arena, loader->catalogue, "catalogue.xml", "catalogue.rng",
						 &source, loader->diags);
	if (!root)
		return false;
	struct catalogue_variant *variants = NULL;
	size_t count = 0, capacity = 0;
	for (const xmlNode *node = xml_first(root); node; node = xml_next(node))
		read_variant(loader, source, node, ARENA_PUSH(loader->arena, variants, count, capacity));
	qsort(variants, count, sizeof *variants, by_order);
	loader->catalogue->variants = variants;
	loader->catalogue->variant_count = count;
	check_unique(loader);
	return true;
}

/* The unit types a variant names must be declared. */
static void check_unit_types(struct loader *loader)
{
	const struct catalogue *catalogue = loader->catalogue;
	for (size_t i = 0; i < catalogue->variant_count; i++) {
		const struct catalogue_variant *variant = &catalogue->variants[i];
		for (size_t j = 0; j < variant->unit_type_count; j++) {
			if (!catalogue_type_of_name(catalogue, variant->unit_types[j]))
				catalogue_report_type(catalogue, variant->unit_types[j], variant->place, loader->diags);
		}
	}
}

/* ---- years */

static int by_value(const void *a, const void *b)
{
	unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;
	return (left > right) - (left < right);
}

/* The years are the names of the files, so that a draft opens only the one it needs. */
static bool list_years(struct loader *loader)
{
	const char **names, *folder = file_join(loader->arena, loader->catalogue->content_folder, "years");
	struct diag_list ignored; /* that there is no such folder */
	size_t files;
	diag_init(&ignored, loader->arena);
	bool read = file_list_all(loader->arena, folder, &names, &files, file_exists(folder) ? loader->diags : &ignored);
	unsigned *years = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < files; i++) {
		struct str name = str_of(names[i]);
		if (!str_ends(name, ".xml"))
			continue;
		unsigned year = read_number((struct str){ name.data, name.len - 4 }, 9999);
		if (year >= 1000)
			*ARENA_PUSH(loader->arena, years, count, capacity) = year;
	}
	if (count)
		qsort(years, count, sizeof *years, by_value);
	loader->catalogue->years = years;
	loader->catalogue->year_count = count;
	return read || !file_exists(folder);
}

const char *catalogue_year_names(struct arena *arena, const struct catalogue *catalogue)
{
	const char *known = catalogue->year_count ? "" : "-";
	for (size_t i = 0; i < catalogue->year_count; i++)
		known = arena_printf(arena, "%s%s%u", known, i ? ", " : "", catalogue->years[i]);
	return known;
}

bool catalogue_has_year(const struct catalogue *catalogue, unsigned year)
{
	for (size_t i = 0; i < catalogue->year_count; i++)
		if (catalogue->years[i] == year)
			return true;
	return false;
}

const struct catalogue_scope *catalogue_year(struct arena *arena, const struct catalogue *catalogue, unsigned year,
					     struct diag_list *diags)
{
	struct catalogue_scope *scope = ARENA_NEW(arena, struct catalogue_scope);
	scope->name = arena_printf(arena, "%u", year);
	if (!catalogue_has_year(catalogue, year)) {
		diag_add(diags, DIAG_YEAR_MISSING, NO_PLACE, scope->name, catalogue_year_names(arena, catalogue));
		return scope;
	}
	const struct source *source;
	const char *file = arena_printf(arena, "years/%u.xml", year);
	const xmlNode *root = catalogue_read_xml(arena, catalogue, file, "year.rng", &source, diags);
	if (!root)
		return NULL;
	scope->place = xml_place(source, root);
	const char *value = xml_needed(arena, source, root, "value", diags);
	if (strcmp(value, scope->name) != 0)
		diag_add(diags, DIAG_YEAR_VALUE, scope->place, value, scope->name);
	catalogue_read_sets(arena, catalogue, source, root, scope, diags);
	return scope;
}

size_t catalogue_unconfirmed(const struct catalogue_scope *profile)
{
	size_t count = 0;
	for (size_t i = 0; profile && i < profile->count; i++)
		count += profile->sets[i].from != NULL;
	return count;
}

/* ---- all of it */

const struct catalogue *catalogue_load(struct arena *arena, const char *content_folder, const char *schema_folder,
				       struct known *known, struct diag_list *diags)
{
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);
	catalogue->content_folder = arena_strdup(arena, content_folder);
	catalogue->schema_folder = arena_strdup(arena, schema_folder);
	catalogue->known = known;
	size_t errors_before = diag_errors(diags);
	struct loader loader = { .arena = arena, .diags = diags, .catalogue = catalogue };
	size_t faults = diag_errors(diags) + diags->counts[DIAG_WARNING];
	bool variants = load_variants(&loader);
	if (!catalogue_load_variables(&loader) || !variants)
		return NULL;
	check_unit_types(&loader);
	if (!list_years(&loader))
		return NULL;
	catalogue->faulty = diag_errors(diags) > errors_before;
	catalogue_load_units(&loader);
	catalogue->readable = catalogue->unit_count && diag_errors(diags) + diags->counts[DIAG_WARNING] == faults;
	catalogue->whole = catalogue->readable;
	for (size_t i = 0; i < catalogue->fault_count; i++)
		catalogue->whole &= !diag_errors(catalogue->faults[i].diags);
	return catalogue;
}
