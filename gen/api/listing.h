/* Variants, units and unit types, as people and other programs see them listed. */
#ifndef API_LISTING_H
#define API_LISTING_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct catalogue;
struct catalogue_scope;
struct catalogue_unit;
struct catalogue_variant;
struct diag_list;

struct listing {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct catalogue_scope *profile; /* of the year; NULL for unit types */
	unsigned year;
	struct diag_list *diags;
};

/* The variant's title in the year; "" with an error. */
const char *listing_title(const struct listing *list, const struct catalogue_variant *variant);

/* The ids of the variants for the unit, "11-县科技局、23-机关党建". */
const char *listing_variants(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit);

/* How many units are of the type itself. */
size_t listing_units(const struct catalogue *catalogue, const struct catalogue_scope *type);

/* Appends variants and units as "json", or as tables (api/tables.h), 单位 and 文种. False: the format is none of these. */
bool listing_write(const struct listing *list, const char *format, struct buf *out);

/* The same of the unit types. */
bool listing_write_types(const struct listing *list, const char *format, struct buf *out);

#endif
