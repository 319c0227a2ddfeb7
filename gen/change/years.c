/* Year profiles: one made of another's, and entries of it confirmed. The file is a person's: only what is to differ differs, so that it is read by
 * its tags and not written from its tree. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "change/internal.h"
#include "vars/number.h"
#include "vars/type.h"
#include "vars/value.h"

static const size_t NONE = (size_t)-1;

/* A start tag, <set name="…" from="…">, in bytes of the text. */
struct tag {
	size_t end;             /* behind its '>' */
	bool alone;             /* <set …/> */
	struct str name;        /* the attribute, of an entry its variable */
	size_t from, from_end;  /* the attribute with the blank before it; from == from_end: there is none, and it would stand here */
};

/* ---- tags: the text is well-formed */

/* What stands behind `end`, looked for from `at` on. */
static size_t behind(struct str text, size_t at, const char *end)
{
	size_t found = str_find(str_from(text, at), end);
	return found == NONE ? text.len : at + found + strlen(end);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Reads the attributes from `at`, behind the element's name, on. */
static void read_attributes(struct str text, size_t at, struct tag *tag)
{
	tag->from = tag->from_end = NONE;
	for (;;) {
		size_t blank = at;
		while (is_blank(text.data[at]))
			at++;
		size_t start = at;
		while (at < text.len && !strchr("=/> \t\r\n", text.data[at]))
			at++;
		struct str name = { text.data + start, at - start };
		if (!name.len) {
			tag->alone = text.data[start] == '/';
			tag->end = behind(text, start, ">");
			if (tag->from == NONE)
				tag->from = tag->from_end = blank;
			return;
		}
		size_t quote = at + strcspn(text.data + at, "\"'");
		char mark[2] = { text.data[quote], '\0' };
		at = behind(text, quote + 1, mark);
		struct str value = { text.data + quote + 1, at - quote - 2 };
		if (str_is(name, "name"))
			tag->name = str_trim(value);
		if (str_is(name, "from")) {
			tag->from = blank;
			tag->from_end = at;
		}
	}
}

/* The next start tag of the element, "<set", from *at on, which moves behind it. */
static bool next_tag(struct str text, size_t *at, const char *element, struct tag *tag)
{
	while ((*at = behind(text, *at, "<")) < text.len) {
		struct str rest = str_from(text, *at - 1);
		if (str_starts(rest, "<!--")) {
			*at = behind(text, *at, "-->");
		} else if (str_starts(rest, "<![CDATA[")) {
			*at = behind(text, *at, "]]>");
		} else if (str_starts(rest, element) && is_blank(rest.data[strlen(element)])) {
			*tag = (struct tag){ 0 };
			read_attributes(text, *at - 1 + strlen(element), tag);
			*at = tag->end;
			return true;
		}
	}
	return false;
}

static void add_between(struct buf *out, struct str text, size_t start, size_t end)
{
	buf_add(out, text.data + start, end - start);
}

/* ---- a new profile */

static const char *path_of(struct change *change, const struct catalogue *catalogue, unsigned year)
{
	return file_join(change->arena, catalogue->content_folder, arena_printf(change->arena, "years/%u.xml", year));
}

/* The year before that has a profile, else the first one behind; 0: there is none. */
static unsigned nearest_profile(const struct catalogue *catalogue, unsigned year)
{
	unsigned found = catalogue->year_count ? catalogue->years[0] : 0;
	for (size_t i = 0; i < catalogue->year_count; i++)
		if (catalogue->years[i] < year)
			found = catalogue->years[i];
	return found;
}

/* The head of the new file: what stands above the entries of the other is about its year. Behind it the entries begin. */
static size_t add_head(struct buf *out, struct str text, unsigned year, unsigned from)
{
	const char *ending = str_find(text, "\r\n") == NONE ? "\n" : "\r\n";
	struct tag root = { 0 };
	size_t at = 0;
	next_tag(text, &at, "<year", &root);
	buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%s<!-- %u年的年度资料，由%u年的复制。标有 from=\"%u\" 的条目还没有人确认："
			"plangen year confirm %u 逐条确认或改写；也可以改好后删去 from。 -->%s<year value=\"%u\"%s>",
		   ending, year, from, from, year, ending, year, root.alone ? "/" : "");
	return at;
}

/* The entries, each marked. */
static void add_marked(struct buf *out, struct str text, size_t at, unsigned from)
{
	struct tag tag;
	size_t done = at;
	while (next_tag(text, &at, "<set", &tag)) {
		add_between(out, text, done, tag.from);
		buf_printf(out, " from=\"%u\"", from);
		done = tag.from_end;
	}
	add_between(out, text, done, text.len);
}

bool change_add_year(struct change *change, const struct catalogue *catalogue, unsigned year, unsigned from, struct diag_list *diags)
{
	const char *path = path_of(change, catalogue, year);
	if (catalogue_has_year(catalogue, year) || file_exists(path)) {
		diag_add(diags, DIAG_YEAR_EXISTS, NO_PLACE, arena_printf(change->arena, "%u", year), path);
		return false;
	}
	from = from ? from : nearest_profile(catalogue, year);
	if (!catalogue->year_count) {
		diag_add(diags, DIAG_YEAR_NO_PROFILES, NO_PLACE, path);
		return false;
	}
	if (!catalogue_has_year(catalogue, from)) {
		diag_add(diags, DIAG_YEAR_NO_COPY, NO_PLACE, arena_printf(change->arena, "%u", from),
			 catalogue_year_names(change->arena, catalogue));
		return false;
	}
	const struct catalogue_scope *profile = catalogue_year(change->arena, catalogue, from, diags);
	if (!profile)
		return false;
	struct buf out = BUF_INIT;
	struct str text = profile->place.source->text;
	size_t entries = add_head(&out, text, year, from);
	add_marked(&out, text, entries, from);
	change_add_file(change, path, buf_str(&out));
	buf_free(&out);
	return true;
}

/* ---- entries confirmed */

/* The names of the entries that nobody confirmed yet, at most a line of them; "—": none. */
static const char *names_of_unconfirmed(struct change *change, const struct catalogue_scope *profile)
{
	enum { SHOWN = 8 };
	size_t count = 0;
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < profile->count; i++)
		if (profile->sets[i].from && ++count <= SHOWN + 1)
			buf_printf(&out, "%s%s", count > 1 ? ", " : "", count > SHOWN ? "…" : profile->sets[i].variable->name);
	return count ? buf_move_to(&out, change->arena) : "—";
}

static bool has_entry(const struct catalogue_scope *profile, struct str name)
{
	for (size_t i = 0; i < profile->count; i++)
		if (str_is(name, profile->sets[i].variable->name))
			return true;
	return false;
}

/* Whether all of the settings can be made in the profile; else why not is in `diags`. */
static bool can_confirm(struct change *change, const struct catalogue *catalogue, const struct catalogue_scope *profile,
			const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		struct catalogue_setting setting = settings[i];
		struct str name = str_trim(str_of(setting.name));
		setting.value = setting.value ? setting.value : "";
		if (!catalogue_accepts(change->arena, catalogue, &setting, diags)) {
			good = false;
		} else if (!has_entry(profile, name)) {
			diag_add(diags, DIAG_YEAR_NO_ENTRY, setting.place, profile->name, arena_copy(change->arena, name.data, name.len),
				 names_of_unconfirmed(change, profile));
			good = false;
		}
	}
	return good;
}

/* The last of the settings that is for the name; NULL: none. */
static const struct catalogue_setting *setting_for(const struct catalogue_setting *settings, size_t count, struct str name)
{
	while (count--)
		if (str_equal(str_trim(str_of(settings[count].name)), name))
			return &settings[count];
	return NULL;
}

/* The value that the entry has when it is confirmed; NULL: it is none of its variable, which was said. */
static const struct value *confirmed_value(struct change *change, const struct catalogue_set *set, const struct catalogue_setting *setting)
{
	struct diag_list none;
	diag_init(&none, change->arena);
	if (!setting || !setting->value)
		return set->value;
	return type_parse(change->arena, &set->variable->type, set->variable->name, str_of(setting->value), setting->place, &none);
}

/* Whether the days that would be confirmed are in the year; else why not is in `diags`. */
static bool are_of_year(struct change *change, const struct catalogue *catalogue, unsigned year, const struct catalogue_scope *profile,
			const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < profile->count; i++) {
		const struct catalogue_set *set = &profile->sets[i];
		const struct catalogue_setting *setting = setting_for(settings, count, str_of(set->variable->name));
		struct number_date date;
		if (!setting || !catalogue_has_date_rule(catalogue, set->variable))
			continue;
		const struct value *value = confirmed_value(change, set, setting);
		if (!value || !number_read_date(value->text, &date) || (unsigned)date.year == year)
			continue;
		diag_add(diags, DIAG_RULE_YEAR, value->place, set->variable->label, value->text.data, profile->name);
		good = false;
	}
	return good;
}

/* The text with the entries confirmed: without the mark, and with the new value where one is given. */
static void add_confirmed(struct buf *out, struct str text, const struct catalogue_setting *settings, size_t count)
{
	struct tag tag;
	size_t at = 0, done = 0;
	while (next_tag(text, &at, "<set", &tag)) {
		const struct catalogue_setting *setting = setting_for(settings, count, tag.name);
		if (!setting)
			continue;
		add_between(out, text, done, tag.from);
		done = tag.from_end;
		if (!setting->value)
			continue;
		add_between(out, text, done, tag.end - 1 - tag.alone);
		buf_add_char(out, '>');
		buf_add_xml(out, str_trim(str_of(setting->value)));
		buf_add_text(out, tag.alone ? "</set>" : "");
		at = done = tag.alone ? tag.end : tag.end + str_find(str_from(text, tag.end), "</set");
	}
	add_between(out, text, done, text.len);
}

/* Settings that confirm all entries but those that are others in each year, which are told. Returns how many. */
static size_t confirm_all(struct change *change, const struct catalogue_scope *profile, const struct catalogue_setting **settings, struct diag_list *diags)
{
	struct catalogue_setting *all = ARENA_ARRAY(change->arena, struct catalogue_setting, profile->count + 1);
	size_t count = 0;
	struct buf left = BUF_INIT;
	for (size_t i = 0; i < profile->count; i++) {
		const struct catalogue_variable *variable = profile->sets[i].variable;
		if (profile->sets[i].from && variable->each_year)
			buf_printf(&left, "%s%s", left.len ? ", " : "", variable->name);
		else if (profile->sets[i].from)
			all[count++] = (struct catalogue_setting){ .name = variable->name };
	}
	if (left.len)
		diag_add(diags, DIAG_YEAR_EACH, NO_PLACE, profile->name, buf_str(&left).data);
	buf_free(&left);
	*settings = all;
	return count;
}

bool change_confirm_year(struct change *change, const struct catalogue *catalogue, unsigned year, const struct catalogue_setting *settings,
			 size_t count, struct diag_list *diags)
{
	if (!catalogue_has_year(catalogue, year)) {
		diag_add(diags, DIAG_YEAR_NO_PROFILE, NO_PLACE, arena_printf(change->arena, "%u", year),
			 catalogue_year_names(change->arena, catalogue));
		return false;
	}
	const struct catalogue_scope *profile = catalogue_year(change->arena, catalogue, year, diags);
	if (profile && !count)
		count = confirm_all(change, profile, &settings, diags);
	if (!profile || !can_confirm(change, catalogue, profile, settings, count, diags) ||
	    !are_of_year(change, catalogue, year, profile, settings, count, diags))
		return false;
	struct change_wish *wish = change_wish_for(change, profile->place.source->name, CHANGE_EDIT);
	struct buf out = BUF_INIT;
	if (!wish->base.data) /* the first time */
		wish->base = wish->text = profile->place.source->text;
	add_confirmed(&out, wish->text, settings, count);
	wish->text = buf_move_str(&out, change->arena);
	return true;
}
