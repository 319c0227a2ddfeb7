/* Units, variants and types, as a text. */
#include "api/table_text.h"
#include "api/listing.h"
#include "base/buf.h"
#include "catalogue/catalogue.h"

static void add_needs(enum words_language language, const struct catalogue *catalogue, const struct catalogue_variant *variant, struct buf *out)
{
	bool any = false;
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &catalogue->variables[i];
		if (!v->required || v->built_in || !v->variant_count || !catalogue_applies(v, variant))
			continue;
		buf_printf(out, "%s%s", any ? "、" : words_in(language, "      needs: "), v->name);
		any = true;
	}
	if (any)
		buf_add_char(out, '\n');
}

static void add_text(const struct listing *list, enum words_language language, bool all, struct buf *out)
{
	buf_printf(out, words_in(language, "Variants (%zu)\n"), list->catalogue->variant_count);
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		buf_printf(out, "%4u  %s\t%s%s\n", v->order, listing_title(list, v), v->id, v->source ? "" : words_in(language, "\t(not written yet)"));
		if (all)
			add_needs(language, list->catalogue, v, out);
	}
	buf_printf(out, words_in(language, "\nUnits (%zu)\n"), list->catalogue->unit_count);
	for (size_t i = 0; i < list->catalogue->unit_count; i++) {
		const struct catalogue_unit *u = &list->catalogue->units[i];
		buf_printf(out, "%8.*s  %.*s\t%.*s\t%.*s\n", (int)u->id.len, u->id.data, (int)u->name.len, u->name.data, (int)u->type.len,
			   u->type.data, (int)u->variants.len, u->variants.len ? u->variants.data : "");
	}
}

/* ---- types */

/* A type with those that extend it below it. */
static void add_type(const struct listing *list, const struct catalogue_scope *type, int depth, struct buf *out)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	buf_printf(out, "%*s%s\t%zu\t%s\n", 2 * depth, "", type->name, listing_units(list->catalogue, type), listing_variants(list->arena, list->catalogue, &alike));
	for (size_t i = 0; i < list->catalogue->type_count; i++)
		if (list->catalogue->types[i].extends == type)
			add_type(list, &list->catalogue->types[i], depth + 1, out);
}

static void add_types_text(const struct listing *list, enum words_language language, struct buf *out)
{
	buf_add_text(out, words_in(language, "Unit types, with the number of their units and the plans for them\n"));
	for (size_t i = 0; i < list->catalogue->type_count; i++)
		if (!list->catalogue->types[i].extends)
			add_type(list, &list->catalogue->types[i], 0, out);
}

/* ---- both */

void listing_add_text(const struct listing *list, enum words_language language, bool all, struct buf *out)
{
	struct buf text = BUF_INIT;
	add_text(list, language, all, &text);
	buf_add_printable(out, buf_str(&text), "\n\t");
	buf_free(&text);
}

void listing_add_types_text(const struct listing *list, enum words_language language, struct buf *out)
{
	struct buf text = BUF_INIT;
	add_types_text(list, language, &text);
	buf_add_printable(out, buf_str(&text), "\n\t");
	buf_free(&text);
}
