#include "batch/names.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/draft.h"
#include "vars/number.h"
#include "write/writer.h"

enum { ID_BYTES = 80 }; /* of an id in a file name; a longer one is cut and has its hash behind it */

/* ---- when two names are one */

/* Whether folding leaves the text alone but for ASCII capitals: ASCII and common Han characters. */
static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		unsigned char c = (unsigned char)text.data[i];
		bool han = c >= 0xE4 && c <= 0xE9;
		if (c >= 0x80 && !han)
			return false;
		i += han ? 3 : 1;
	}
	return true;
}

/* Composed and without capitals; the text itself where ICU cannot. */
static char *fold_icu(struct arena *arena, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = (int32_t)text.len * 4 + 16, len = 0;
	UChar *a = arena_alloc(arena, sizeof *a * (size_t)room), *b = arena_alloc(arena, sizeof *b * (size_t)room);
	char *out = arena_alloc(arena, (size_t)room * 3);
	u_strFromUTF8(a, room, &len, text.data, (int32_t)text.len, &status);
	len = u_strFoldCase(b, room, a, len, U_FOLD_CASE_DEFAULT, &status);
	len = unorm2_normalize(unorm2_getNFCInstance(&status), b, len, a, room, &status);
	u_strToUTF8(out, room * 3, NULL, a, len, &status);
	return U_SUCCESS(status) ? out : arena_copy(arena, text.data, text.len);
}

/* ---- years in file names */

/* Bytes of the digit at the start of the text: 0 to 9, or one of 〇 to 九; 0: there is none. */
static size_t digit_len(struct str text)
{
	static const char han[] = "〇一二三四五六七八九";
	if (text.len && text.data[0] >= '0' && text.data[0] <= '9')
		return 1;
	for (size_t i = 0; text.len >= 3 && i + 3 < sizeof han; i += 3)
		if (memcmp(text.data, han + i, 3) == 0)
			return 3;
	return 0;
}

/* Whether the name has the year, and no other number that may be one. */
static bool names_year(struct arena *arena, struct str name, unsigned year)
{
	char *plain = arena_printf(arena, "%u", year);
	struct buf han = BUF_INIT;
	number_write_digits(str_of(plain), &han);
	size_t own = 0, others = 0;
	for (size_t i = 0; i < name.len; i++) {
		size_t count = 0, start = i;
		for (size_t len; (len = digit_len(str_from(name, i))); count++)
			i += len;
		struct str run = { name.data + start, i - start };
		bool same = str_is(run, plain) || str_equal(run, buf_str(&han));
		own += same;
		others += count == 4 && !same;
	}
	buf_free(&han);
	return own && !others;
}

char *names_file(struct arena *arena, struct str title, unsigned year, const char *suffix, const char *ending)
{
	char *name = file_safe_name(arena, title, suffix, "");
	size_t len = strlen(name) - strlen(suffix);
	bool named = !year || names_year(arena, (struct str){ name, len }, year);
	return file_safe_name(arena, title, named ? suffix : arena_printf(arena, "-%u%s", year, suffix), ending);
}

/* Equal for names that meet. */
static struct str key_of(struct arena *arena, const struct name *name, const char *suffix)
{
	char *safe = names_file(arena, name->text, name->year, suffix, "");
	struct str text = str_of(safe);
	if (!is_plain(text))
		return str_of(fold_icu(arena, text));
	for (size_t i = 0; i < text.len; i++)
		if (safe[i] >= 'A' && safe[i] <= 'Z')
			safe[i] = (char)(safe[i] - 'A' + 'a');
	return text;
}

/* ---- ids in file names */

static bool is_safe(unsigned char c)
{
	return c >= 0x20 && c != 0x7F && !strchr("\\/:*?\"<>|%", c);
}

/* "-" and the id; what cannot stand in a file name is written %2F, so that ids that differ stay so. */
static const char *suffix_of(struct arena *arena, struct str id)
{
	char *out = arena_alloc(arena, 1 + id.len * 3 + HASH_HEX + 1), *at = out;
	*at++ = '-';
	for (size_t i = 0; i < id.len;) {
		size_t next = i + utf8_prefix(id.data + i, id.len - i, 1);
		if ((size_t)(at - out) + 3 > ID_BYTES) {
			*at++ = '-';
			hash_write(hash_text(id), at);
			return out;
		}
		for (; i < next; i++) {
			static const char digits[] = "0123456789ABCDEF";
			unsigned char c = (unsigned char)id.data[i];
			if (is_safe(c)) {
				*at++ = (char)c;
			} else {
				*at++ = '%';
				*at++ = digits[c >> 4];
				*at++ = digits[c & 15];
			}
		}
	}
	return out;
}

/* ---- telling apart */

/* Keys seen, by open addressing. */
struct keys {
	struct str *slots;
	size_t mask;
};

/* Adds the key; false when it was there. */
static bool add_key(struct keys *keys, struct str key)
{
	size_t at = (size_t)hash_text(key).low & keys->mask;
	while (keys->slots[at].data && !str_equal(keys->slots[at], key))
		at = (at + 1) & keys->mask;
	bool new = !keys->slots[at].data;
	keys->slots[at] = key;
	return new;
}

static struct keys keys_new(struct arena *arena, size_t count)
{
	struct keys keys = { .mask = 15 };
	while (keys.mask < count * 4)
		keys.mask = keys.mask * 2 + 1;
	keys.slots = ARENA_ARRAY(arena, struct str, keys.mask + 1);
	return keys;
}

/* Sets the suffix with which the name meets none, and adds it. */
static void add_with_id(struct arena *arena, struct keys *keys, struct name *name)
{
	const char *suffix = name->suffix = suffix_of(arena, name->id);
	for (unsigned n = 2; !add_key(keys, key_of(arena, name, name->suffix)); n++)
		name->suffix = arena_printf(arena, "%s-%u", suffix, n);
}

void names_tell_apart(struct arena *arena, struct name *names, size_t count)
{
	struct keys keys = keys_new(arena, count);
	for (size_t i = 0; i < count; i++)
		names[i].suffix = add_key(&keys, key_of(arena, &names[i], "")) ? "" : NULL;
	for (size_t i = 0; i < count; i++)
		if (!names[i].suffix)
			add_with_id(arena, &keys, &names[i]);
}

const struct name *names_of_units(struct arena *arena, const struct catalogue *catalogue)
{
	struct name *names = ARENA_ARRAY(arena, struct name, catalogue->unit_count + 1);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		names[i] = (struct name){ .text = catalogue->units[i].name, .id = catalogue->units[i].id };
	names_tell_apart(arena, names, catalogue->unit_count);
	return names;
}

/* The variants of the unit's plans that are written. */
static size_t list_written(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			   const struct catalogue_variant ***variants)
{
	size_t count = catalogue_unit_variants(arena, catalogue, unit, variants), written = 0;
	for (size_t i = 0; i < count; i++)
		if ((*variants)[i]->source)
			(*variants)[written++] = (*variants)[i];
	return written;
}

/* The names of the plans of these variants, told apart. */
static struct name *name_plans(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			       const struct catalogue_variant *const *variants, size_t count)
{
	struct name *names = ARENA_ARRAY(arena, struct name, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct draft_request plan = draft_request_of(arena, tools->catalogue, request, request->values.unit, variants[i]);
		names[i] = (struct name){ .text = str_of(draft_find_title(arena, tools, &plan)), .id = str_of(variants[i]->id),
					  .year = request->values.year };
	}
	names_tell_apart(arena, names, count);
	return names;
}

const struct name *names_of_plans(struct arena *arena, struct draft_tools *tools, const struct draft_request *request)
{
	const struct catalogue *catalogue = tools->catalogue;
	const struct catalogue_variant **variants;
	struct name *all = ARENA_ARRAY(arena, struct name, catalogue->variant_count + 1);
	size_t count = list_written(arena, catalogue, request->values.unit, &variants);
	for (size_t i = 0; i < catalogue->variant_count; i++)
		all[i].suffix = "";
	if (count < 2) /* a plan that is alone meets none */
		return all;
	const struct name *names = name_plans(arena, tools, request, variants, count);
	for (size_t i = 0; i < count; i++)
		all[variants[i] - catalogue->variants] = names[i];
	return all;
}

const char *names_page_ending(struct arena *arena, size_t page, int digits, const char *extension)
{
	return arena_printf(arena, "-%0*zu%s", digits, page + 1, extension);
}

/* Bytes of the path before a page's "-03.svg"; 0: it has none. */
static size_t page_stem(const char *path)
{
	const char *dot = strrchr(path, '.'), *at = dot;
	while (at && at > path && at[-1] >= '0' && at[-1] <= '9')
		at--;
	return at && at < dot && at > path && at[-1] == '-' ? (size_t)(at - 1 - path) : 0;
}

bool names_are_of_one(const char *page, const char *other)
{
	size_t stem = page_stem(page);
	return stem && stem == page_stem(other) && memcmp(page, other, stem) == 0 && strcmp(strrchr(page, '.'), strrchr(other, '.')) == 0;
}

/* Whether the file name is that of the document, in the writer's format: with the number of a page, where it has a file for each. */
static bool is_name_of(struct arena *arena, const struct draft_request *request, const struct name *name, const struct writer *writer,
		       const char *file)
{
	struct str rest = str_of(file), stem = str_of(names_file(arena, name->text, name->year, name->suffix, ""));
	if (rest.len < stem.len || memcmp(rest.data, stem.data, stem.len) != 0)
		return false;
	rest = str_from(rest, stem.len);
	if (draft_has_pages(request, writer)) {
		size_t digits = str_starts(rest, "-") ? strspn(rest.data + 1, "0123456789") : 0;
		if (!digits)
			return false;
		rest = str_from(rest, digits + 1);
	}
	return str_is(rest, writer->extension);
}

bool names_has_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const char *file)
{
	const struct catalogue_variant **variants;
	size_t count = list_written(arena, tools->catalogue, request->values.unit, &variants);
	const struct name *names = name_plans(arena, tools, request, variants, count);
	for (size_t i = 0; i < count; i++)
		for (size_t w = 0; w < request->writer_count; w++)
			if (is_name_of(arena, request, &names[i], request->writers[w], file))
				return true;
	return false;
}

/* The suffix with which the name meets none of the others. */
static const char *suffix_beside(struct arena *arena, const struct name *others, size_t count, struct name name)
{
	struct keys keys = keys_new(arena, count + 1);
	for (size_t i = 0; i < count; i++)
		add_key(&keys, key_of(arena, &others[i], others[i].suffix));
	name.suffix = "";
	if (!add_key(&keys, key_of(arena, &name, "")))
		add_with_id(arena, &keys, &name);
	return name.suffix;
}

const char *names_of_book(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct str title)
{
	const struct catalogue_variant **variants;
	size_t count = list_written(arena, tools->catalogue, request->values.unit, &variants);
	const struct name *plans = name_plans(arena, tools, request, variants, count);
	return suffix_beside(arena, plans, count, (struct name){ .text = title, .id = STR("book"), .year = request->values.year });
}

const char *names_of_unlisted(struct arena *arena, const struct catalogue *catalogue, struct str name)
{
	const struct name *units = names_of_units(arena, catalogue);
	return suffix_beside(arena, units, catalogue->unit_count, (struct name){ .text = name, .id = name });
}
