/* Finding variants and units by what a person types. */
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "catalogue/internal.h"

enum { CANDIDATES_SHOWN = 8 };

/* Texts that NFKC leaves alone and that hold no white space: visible ASCII and common Han characters. Nearly every
 * name is one, so that a look-up seldom opens ICU's tables. */
static bool is_plain(struct str text)
{
	for (size_t at = 0, size; at < text.len; at += size) {
		uint32_t c;
		size = utf8_decode(text.data + at, text.len - at, &c);
		if (!size || !((c > ' ' && c < 0x7F) || (c >= 0x4E00 && c <= 0x9FFF)))
			return false;
	}
	return true;
}

/* `text` in NFKC (UAX 15) without white space; itself where it is too long to be a name. */
static struct str lookup_key(struct arena *arena, struct str text)
{
	if (is_plain(text) || text.len > LIMIT_VALUE_BYTES)
		return text;
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	/* UTF-16 has no more units than UTF-8 has bytes, and NFKC makes at most 18 units of one. */
	int32_t bytes = (int32_t)text.len, room = bytes * 18, length = 0;
	UChar *wide = ARENA_ARRAY(arena, UChar, (size_t)bytes + 1);
	UChar *normal = ARENA_ARRAY(arena, UChar, (size_t)room + 1);
	u_strFromUTF8(wide, bytes + 1, &length, text.data, bytes, &status);
	length = unorm2_normalize(nfkc, wide, length, normal, room + 1, &status);
	if (U_FAILURE(status))
		return text;
	struct buf key = BUF_INIT;
	for (int32_t i = 0; i < length;) {
		UChar32 c;
		U16_NEXT(normal, i, length, c);
		if (!u_isUWhiteSpace(c))
			buf_add_utf8(&key, (uint32_t)c);
	}
	return buf_move_str(&key, arena);
}

/* One look-up: the normalised query and what fits it so far. */
struct search {
	struct arena *arena; /* only for this search */
	struct str key;
	const void *found; /* the first that fits */
	size_t count;
	struct buf candidates; /* their names, for a message */
};

static void start(struct search *search, struct str query)
{
	*search = (struct search){ .arena = arena_new() };
	search->key = lookup_key(search->arena, query);
}

static void stop(struct search *search)
{
	buf_free(&search->candidates);
	arena_free(search->arena);
}

static char small_letter(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool catalogue_same_id(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (small_letter(a.data[i]) != small_letter(b.data[i]))
			return false;
	return true;
}

/* Capitals and small letters are the same. */
static bool fits(const struct search *search, struct str name)
{
	struct str key = lookup_key(search->arena, name);
	return name.len && catalogue_same_id(key, search->key);
}

static void add_names(struct buf *out, struct str id, struct str name)
{
	buf_add_str(out, id);
	if (name.len)
		buf_add_char(out, ' ');
	buf_add_str(out, name);
}

static void add_found(struct search *search, const void *found, struct str id, struct str name)
{
	if (!search->count++)
		search->found = found;
	if (search->count > CANDIDATES_SHOWN + 1)
		return;
	if (search->count > 1)
		buf_add_text(&search->candidates, ", ");
	if (search->count > CANDIDATES_SHOWN)
		buf_add_text(&search->candidates, "…");
	else
		add_names(&search->candidates, id, name);
}

static const void *finish(struct search *search, enum diag_code ambiguous, struct str query, struct diag_list *diags)
{
	if (search->count == 1)
		return search->found;
	diag_add(diags, ambiguous, NO_PLACE, arena_copy(search->arena, query.data, query.len), search->candidates.data);
	return NULL;
}

/* ---- variants */

/* Title without its tags, with the variant's name in its place: "年党建工作计划要点（县科技局）". */
static struct str plain_title(struct arena *arena, const struct catalogue_variant *variant)
{
	struct buf title = BUF_INIT;
	for (struct str rest = str_of(variant->title); rest.data;) {
		buf_add_str(&title, str_cut(&rest, "{{"));
		if (!rest.data)
			break;
		if (str_starts(rest, "标题名"))
			buf_add_text(&title, variant->name);
		str_cut(&rest, "}}");
	}
	return lookup_key(arena, buf_move_str(&title, arena));
}

static bool has_part(const struct search *search, struct str text, const char *part)
{
	return str_find(lookup_key(search->arena, text), part) != (size_t)-1;
}

/* Whether a part of the variant's names is the query; a title's query may start with the year. */
static bool variant_has_part(const struct search *search, const struct catalogue_variant *variant)
{
	const char *key = arena_copy(search->arena, search->key.data, search->key.len);
	size_t digits = strspn(key, "0123456789");
	const char *title = digits == 4 && key[4] ? key + 4 : key;
	return *key && (has_part(search, str_of(variant->id), key) || has_part(search, str_of(variant->name), key) ||
			has_part(search, str_of(variant->short_name), key) ||
			str_find(plain_title(search->arena, variant), title) != (size_t)-1);
}

static bool is_order(struct str key, unsigned order)
{
	while (key.len > 1 && key.data[0] == '0')
		key = str_from(key, 1);
	char number[16];
	snprintf(number, sizeof number, "%u", order);
	return str_is(key, number);
}

enum variant_way { BY_ORDER, BY_VARIANT_ID, BY_SHORT_NAME, BY_VARIANT_NAME, BY_PART, VARIANT_WAYS };

static bool variant_fits(const struct search *search, const struct catalogue_variant *variant, enum variant_way way)
{
	switch (way) {
	case BY_ORDER:
		return is_order(search->key, variant->order);
	case BY_VARIANT_ID:
		return fits(search, str_of(variant->id));
	case BY_SHORT_NAME:
		return fits(search, str_of(variant->short_name));
	case BY_VARIANT_NAME:
		return fits(search, str_of(variant->name));
	case BY_PART:
	case VARIANT_WAYS:
		break;
	}
	return variant_has_part(search, variant);
}

static void report_variant(const struct catalogue *catalogue, struct str query, struct str key, struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, key);
	for (size_t i = 0; i < catalogue->variant_count; i++) {
		nearest_offer(&nearest, str_of(catalogue->variants[i].id));
		nearest_offer(&nearest, str_of(catalogue->variants[i].name));
		nearest_offer(&nearest, str_of(catalogue->variants[i].short_name));
	}
	nearest.query = query;
	catalogue_report_unknown(DIAG_VARIANT_UNKNOWN, DIAG_VARIANT_UNKNOWN_NEAR, &nearest, NO_PLACE, diags);
}

const struct catalogue_variant *catalogue_find_variant(const struct catalogue *catalogue, struct str query,
						       struct diag_list *diags)
{
	struct search search;
	start(&search, query);
	for (int way = 0; way < VARIANT_WAYS && !search.count && search.key.len; way++)
		for (size_t i = 0; i < catalogue->variant_count; i++) {
			const struct catalogue_variant *variant = &catalogue->variants[i];
			if (variant_fits(&search, variant, (enum variant_way)way))
				add_found(&search, variant, str_of(variant->id), (struct str){ NULL, 0 });
		}
	const struct catalogue_variant *found = NULL;
	if (search.count)
		found = finish(&search, DIAG_VARIANT_AMBIGUOUS, query, diags);
	else
		report_variant(catalogue, query, search.key, diags);
	stop(&search);
	return found;
}

/* ---- units */

enum unit_way { BY_ID, BY_NAME, BY_OTHER, UNIT_WAYS };

static bool unit_fits(const struct search *search, const struct catalogue_unit *unit, enum unit_way way)
{
	if (way == BY_ID)
		return fits(search, unit->id);
	if (way == BY_NAME)
		return fits(search, unit->name);
	if (fits(search, unit->short_name))
		return true;
	for (struct str rest = unit->aliases; rest.len;)
		if (fits(search, str_trim(str_cut(&rest, "|"))))
			return true;
	return false;
}

static void report_unit(const struct catalogue *catalogue, struct str query, struct str key, struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, key);
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &catalogue->units[i];
		nearest_offer(&nearest, unit->id);
		nearest_offer(&nearest, unit->name);
		nearest_offer(&nearest, unit->short_name);
		for (struct str rest = unit->aliases; rest.len;)
			nearest_offer(&nearest, str_trim(str_cut(&rest, "|")));
	}
	nearest.query = query;
	catalogue_report_unknown(DIAG_UNIT_UNKNOWN, DIAG_UNIT_UNKNOWN_NEAR, &nearest, NO_PLACE, diags);
}

/* Whether a cell of the row is what is searched for. A row with faults may be cut wrongly: every separator and line end counts. */
static bool row_holds(const struct search *search, struct str row)
{
	for (size_t start = 0, at = 0; at <= row.len; at++) {
		if (at < row.len && !strchr(",|\"\r\n", row.data[at]))
			continue;
		if (fits(search, str_trim((struct str){ row.data + start, at - start })))
			return true;
		start = at + 1;
	}
	return false;
}

/* Tells of ids that are used twice, or that lost their zeros, among several units that fit. */
static void report_ids(const struct search *search, const struct catalogue *catalogue, enum unit_way way, struct diag_list *diags)
{
	for (size_t i = 0; i < catalogue->fault_count; i++) {
		const struct catalogue_fault *fault = &catalogue->faults[i];
		if (fault->unit == CATALOGUE_NONE || fault->column != CATALOGUE_NONE)
			continue;
		const struct catalogue_unit *unit = &catalogue->units[fault->unit];
		if (unit_fits(search, unit, BY_ID) || unit_fits(search, unit, way))
			diag_append(diags, fault->diags);
	}
}

/* Whether a row with errors holds the query: then that is why there is no such unit. */
static bool report_faulty(const struct search *search, const struct catalogue *catalogue, struct str query, struct diag_list *diags)
{
	struct str name = str_trim(query);
	const char *wanted = arena_copy(diags->arena, name.data, name.len);
	bool found = false;
	for (size_t i = 0; name.len && i < catalogue->fault_count; i++) {
		const struct catalogue_fault *fault = &catalogue->faults[i];
		if (fault->row.len && row_holds(search, fault->row)) {
			diag_append(diags, fault->diags);
			found = true;
		}
	}
	if (found)
		diag_add(diags, DIAG_UNIT_FAULTY, NO_PLACE, wanted);
	return found;
}

/* The only unit whose id is the query to the letter, where other ids differ from it in capitals; NULL: there is none. */
static const struct catalogue_unit *find_to_the_letter(const struct search *search, const struct catalogue *catalogue)
{
	const struct catalogue_unit *found = NULL;
	size_t count = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (str_equal(lookup_key(search->arena, catalogue->units[i].id), search->key)) {
			found = &catalogue->units[i];
			count++;
		}
	return count == 1 ? found : NULL;
}

const struct catalogue_unit *catalogue_find_unit(const struct catalogue *catalogue, struct str query,
						 struct diag_list *diags)
{
	struct search search;
	int way = 0;
	bool alike = true; /* all of one id: which is meant, it cannot tell */
	start(&search, query);
	for (; way < UNIT_WAYS && !search.count; way++)
		for (size_t i = 0; i < catalogue->unit_count; i++) {
			const struct catalogue_unit *unit = &catalogue->units[i];
			if (!unit_fits(&search, unit, (enum unit_way)way))
				continue;
			add_found(&search, unit, unit->id, unit->name);
			alike = alike && catalogue_same_id(((const struct catalogue_unit *)search.found)->id, unit->id);
		}
	size_t errors = diag_errors(diags);
	const struct catalogue_unit *found = search.count > 1 ? find_to_the_letter(&search, catalogue) : NULL;
	if (search.count > 1 && !found)
		report_ids(&search, catalogue, (enum unit_way)(way - 1), diags);
	if (search.count && !found && (!alike || diag_errors(diags) == errors)) /* ids that are used twice are an error already */
		found = finish(&search, DIAG_UNIT_AMBIGUOUS, query, diags);
	if (!search.count && !report_faulty(&search, catalogue, query, diags)) {
		if (catalogue_report_unread(catalogue, diags))
			diag_add(diags, DIAG_UNIT_NOT_READ, NO_PLACE, arena_copy(diags->arena, query.data, query.len));
		else
			report_unit(catalogue, query, search.key, diags);
	}
	stop(&search);
	return found;
}

const struct catalogue_unit *catalogue_unit_called(const struct catalogue *catalogue, struct str text, const struct catalogue_unit *but)
{
	struct search search;
	const struct catalogue_unit *found = NULL;
	start(&search, text);
	for (size_t i = 0; i < catalogue->unit_count && !found && search.key.len; i++)
		for (int way = 0; way < UNIT_WAYS && &catalogue->units[i] != but; way++)
			if (unit_fits(&search, &catalogue->units[i], (enum unit_way)way))
				found = &catalogue->units[i];
	stop(&search);
	return found;
}

/* Whether the list a|b holds the id. */
static bool list_holds(struct str list, const char *id)
{
	while (list.len)
		if (str_is(str_trim(str_cut(&list, "|")), id))
			return true;
	return false;
}

static bool for_type(const struct catalogue_variant *variant, const struct catalogue_scope *type)
{
	for (; type; type = type->extends)
		for (size_t i = 0; i < variant->unit_type_count; i++)
			if (str_is(variant->unit_types[i], type->name))
				return true;
	return false;
}

static bool is_for(const struct catalogue_variant *variant, const struct catalogue_unit *unit, const struct catalogue_scope *type)
{
	if (unit->variants.len)
		return list_holds(unit->variants, variant->id);
	return for_type(variant, type) && (!variant->unit_names || !unit->name.len || catalogue_name_fits(variant->unit_names, unit->name));
}

bool catalogue_unit_uses(const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_variant *variant)
{
	return is_for(variant, unit, catalogue_type_of_name(catalogue, unit->type));
}

const struct catalogue_unit *catalogue_sample_unit(const struct catalogue *catalogue, const struct catalogue_variant *variant)
{
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (catalogue_unit_uses(catalogue, &catalogue->units[i], variant))
			return &catalogue->units[i];
	return NULL;
}

size_t catalogue_unit_variants(struct arena *arena, const struct catalogue *catalogue,
			       const struct catalogue_unit *unit, const struct catalogue_variant ***variants)
{
	const struct catalogue_scope *type = catalogue_type_of_name(catalogue, unit->type);
	const struct catalogue_variant **found =
		ARENA_ARRAY(arena, const struct catalogue_variant *, catalogue->variant_count);
	size_t count = 0;
	for (size_t i = 0; i < catalogue->variant_count; i++)
		if (is_for(&catalogue->variants[i], unit, type))
			found[count++] = &catalogue->variants[i];
	*variants = found;
	return count;
}

const char *catalogue_id_as_name(struct arena *arena, struct str id)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < id.len; i++)
		if (memchr("/%.", id.data[i], 3))
			buf_printf(&out, "%%%02X", (unsigned)id.data[i]);
		else
			buf_add_char(&out, id.data[i]);
	return buf_move_to(&out, arena);
}
