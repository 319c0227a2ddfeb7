#include "layout/template.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/xml.h"
#include "layout/break.h"
#include "layout/page.h"
#include "layout/template_check.h"

/* What reading one template file shares. The grammar has checked all values' forms. */
struct reader {
	struct arena *arena;
	const struct source *source;
	struct page_template *template;
	struct str profile;             /* whose lines are wanted; no data: the template's own */
	struct known *known;
	struct diag_list *diags;
};

/* Decimal number at the start of `text`, whatever the locale; *rest receives what follows it. */
static double number_at(const char *text, const char **rest)
{
	double value = 0, unit = 1, sign = *text == '-' ? -1 : 1;
	text += *text == '-';
	for (; *text >= '0' && *text <= '9'; text++)
		value = value * 10 + (*text - '0');
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9'; text++)
			value += (*text - '0') * (unit /= 10);
	*rest = text;
	return sign * value;
}

static const char *needed(const struct reader *reader, const xmlNode *node, const char *name)
{
	return xml_needed(reader->arena, reader->source, node, name, reader->diags);
}

/* A number, or a length in pt where it ends in mm or pt. */
static double length_of(const char *text)
{
	const char *unit;
	double value = number_at(text, &unit);
	return strcmp(unit, "mm") == 0 ? value * PAGE_PT_PER_MM : value;
}

/* The attribute as such; 0 where there is none. */
static double number(const struct reader *reader, const xmlNode *node, const char *name)
{
	const char *text = xml_attribute(reader->arena, node, name);
	return text ? length_of(text) : 0;
}

/* The same of one that the grammar demands; without it an error. */
static double measure(const struct reader *reader, const xmlNode *node, const char *name)
{
	return length_of(needed(reader, node, name));
}

static bool flag(const struct reader *reader, const xmlNode *node, const char *name)
{
	const char *text = xml_attribute(reader->arena, node, name);
	return text && (strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
}

/* Index of the attribute's value in `names`, or 0. */
static int choice(const struct reader *reader, const xmlNode *node, const char *name, const char *const *names)
{
	const char *text = xml_attribute(reader->arena, node, name);
	for (int i = 0; text && names[i]; i++)
		if (strcmp(text, names[i]) == 0)
			return i;
	return 0;
}

static uint32_t color(const struct reader *reader, const xmlNode *node)
{
	const char *text = xml_attribute(reader->arena, node, "color");
	uint32_t value = 0;
	for (text = text ? text + 1 : ""; *text; text++)
		value = value << 4 | (uint32_t)(*text <= '9' ? *text - '0' : (*text | 32) - 'a' + 10);
	return value;
}

static void read_page(struct reader *reader, const xmlNode *node)
{
	struct page_template *t = reader->template;
	t->page_width = measure(reader, node, "width");
	t->page_height = measure(reader, node, "height");
	t->margin_top = measure(reader, node, "top");
	t->margin_bottom = measure(reader, node, "bottom");
	t->margin_left = measure(reader, node, "left");
	t->margin_right = measure(reader, node, "right");
}

static void read_grid(struct reader *reader, const xmlNode *node)
{
	struct page_template *t = reader->template;
	t->lines = (int)measure(reader, node, "lines");
	t->chars = (int)measure(reader, node, "chars");
	t->line_pitch = measure(reader, node, "line-pitch");
	t->body_size = measure(reader, node, "body-size");
}

static void read_text(struct reader *reader, const xmlNode *node)
{
	static const char *const modes[] = { "grid", "compress", NULL };
	static const char *const overflows[] = { "hang", "push-in", "push-out", NULL };
	static const char *const breakings[] = { "total-fit", "greedy", NULL };
	struct page_template *t = reader->template;
	t->locale = needed(reader, node, "locale");
	t->punctuation = (enum template_punctuation)choice(reader, node, "punctuation", modes);
	t->overflow = (enum template_overflow)choice(reader, node, "overflow", overflows);
	t->breaking = (enum template_breaking)choice(reader, node, "breaking", breakings);
	t->list_mark = needed(reader, node, "list-mark");
	t->latin_gap = measure(reader, node, "latin-gap");
	t->last_line_chars = (int)measure(reader, node, "last-line-chars");
	t->widow_lines = (int)measure(reader, node, "widow-lines");
	t->heading_lines = (int)measure(reader, node, "heading-lines");
}

static void read_profile(struct reader *reader, const xmlNode *node)
{
	const char *name = needed(reader, node, "name");
	if (reader->profile.data && str_is(reader->profile, name))
		reader->template->profile = (struct template_profile){
			.name = name, .latin_gap = measure(reader, node, "latin-gap"),
			.plain_ends = flag(reader, node, "plain-ends"), .natural_marks = flag(reader, node, "natural-marks"),
			.whole_keeps = flag(reader, node, "whole-keeps"),
			.whole_twips = flag(reader, node, "whole-twips"), .even_cells = flag(reader, node, "even-cells"),
		};
}

static void read_page_number(struct reader *reader, const xmlNode *node)
{
	struct page_template *t = reader->template;
	t->number_gap = measure(reader, node, "gap");
	t->number_indent = measure(reader, node, "indent");
	t->number_format = needed(reader, node, "format");
}

static void read_draft_mark(struct reader *reader, const xmlNode *node)
{
	reader->template->draft_mark = needed(reader, node, "text");
	reader->template->draft_gap = measure(reader, node, "gap");
}

static void read_head(struct reader *reader, const xmlNode *node)
{
	const char *suffix = xml_attribute(reader->arena, node, "mark-suffix");
	reader->template->head = (struct template_head){
		.shown = true,
		.mark_top = measure(reader, node, "mark-top"),
		.mark_suffix = suffix ? suffix : "",
		.mark_least = measure(reader, node, "mark-least"),
		.joint_height = number(reader, node, "joint-height"),
		.number_lines = measure(reader, node, "number-lines"),
		.number_indent = measure(reader, node, "number-indent"),
		.rule_gap = measure(reader, node, "rule-gap"),
		.rule_width = measure(reader, node, "rule-width"),
		.title_lines = measure(reader, node, "title-lines"),
	};
}

/* Its mark is measured from the paper's top edge. */
static void read_letter(struct reader *reader, const xmlNode *node)
{
	struct page_template *t = reader->template;
	t->letter = (struct template_letter){
		.shown = true,
		.rule_length = measure(reader, node, "rule-length"),
		.thick = measure(reader, node, "thick"),
		.thin = measure(reader, node, "thin"),
		.between = measure(reader, node, "between"),
		.foot = measure(reader, node, "foot"),
		.gap = measure(reader, node, "gap"),
	};
	t->head = (struct template_head){
		.shown = true,
		.mark_top = measure(reader, node, "mark-top") - t->margin_top,
		.mark_suffix = "",
		.mark_least = measure(reader, node, "mark-least"),
		.rule_gap = measure(reader, node, "rule-gap"),
		.rule_width = t->letter.thick + t->letter.between + t->letter.thin,
		.title_lines = measure(reader, node, "title-lines"),
	};
}

static void read_record(struct reader *reader, const xmlNode *node)
{
	reader->template->record = (struct template_record){
		.shown = true,
		.outer_rule = measure(reader, node, "outer-rule"),
		.inner_rule = measure(reader, node, "inner-rule"),
		.indent = measure(reader, node, "indent"),
		.printing = !xml_attribute(reader->arena, node, "printing") || flag(reader, node, "printing"),
		.even_page = flag(reader, node, "even-page"),
	};
}

static void read_signature(struct reader *reader, const xmlNode *node)
{
	static const char *const kinds[] = { "no-seal", "seal", "stamp", NULL };
	reader->template->signature = (enum template_signature)choice(reader, node, "kind", kinds);
	for (const xmlNode *form = xml_first(node); form; form = xml_next(form))
		reader->template->forms[choice(reader, form, "kind", kinds)] = (struct template_signature_form){
			.space_before = measure(reader, form, "before"),
			.space_between = measure(reader, form, "between"),
			.indent_right = measure(reader, form, "indent"),
			.date_shift = measure(reader, form, "shift"),
			.centered = flag(reader, form, "centered"),
			.seal_width = number(reader, form, "width"),
			.seal_height = number(reader, form, "height"),
			.seal_gap = number(reader, form, "gap"),
			.seal_beside = number(reader, form, "beside"),
			.given = true,
		};
}

static void read_table(struct reader *reader, const xmlNode *node)
{
	reader->template->rule_width = measure(reader, node, "rule");
	reader->template->cell_padding = measure(reader, node, "padding");
	reader->template->least_type = number(reader, node, "least-type");
	reader->template->row_step = measure(reader, node, "row-step");
}

static void read_font(struct reader *reader, const xmlNode *node, struct template_font *font)
{
	const char **families = ARENA_ARRAY(reader->arena, const char *, xml_count(node));
	font->role = needed(reader, node, "role");
	font->latin = xml_attribute(reader->arena, node, "latin");
	const char **latin = ARENA_ARRAY(reader->arena, const char *, xml_count(node));
	const char **wrong = ARENA_ARRAY(reader->arena, const char *, xml_count(node));
	font->families = families;
	font->wrong = wrong;
	font->latin_families = latin;
	for (const xmlNode *family = xml_first(node); family; family = xml_next(family)) {
		const char *name = xml_text(reader->arena, family).data;
		wrong[font->family_count] = xml_attribute(reader->arena, family, "wrong");
		families[font->family_count++] = name;
		if (!xml_attribute(reader->arena, family, "script"))
			latin[font->latin_family_count++] = name;
	}
}

static void read_fonts(struct reader *reader, const xmlNode *node)
{
	struct template_font *fonts = ARENA_ARRAY(reader->arena, struct template_font, xml_count(node));
	reader->template->font_count = 0;
	for (const xmlNode *font = xml_first(node); font; font = xml_next(font))
		read_font(reader, font, &fonts[reader->template->font_count++]);
	reader->template->fonts = fonts;
	struct template_style *styles = ARENA_ARRAY(reader->arena, struct template_style, reader->template->style_count + 1);
	for (size_t i = 0; i < reader->template->style_count; i++) { /* those of the template that is extended */
		styles[i] = reader->template->styles[i];
		styles[i].font = styles[i].font ? template_font(reader->template, styles[i].font->role) : NULL;
	}
	reader->template->styles = styles;
}

static void read_style(struct reader *reader, const xmlNode *node, struct template_style *style)
{
	static const char *const aligns[] = { "justify", "left", "center", "right", NULL };
	const char *role = xml_attribute(reader->arena, node, "font");
	style->name = needed(reader, node, "name");
	style->font = role && reader->template->font_count ? template_font(reader->template, role) : NULL;
	if (role && (!style->font || strcmp(style->font->role, role) != 0))
		diag_add(reader->diags, DIAG_TEMPLATE_FONT, xml_place(reader->source, node), style->name, role);
	style->size = number(reader, node, "size");
	style->align = (enum template_align)choice(reader, node, "align", aligns);
	style->indent_first = number(reader, node, "indent-first");
	style->indent_left = number(reader, node, "indent-left");
	style->indent_right = number(reader, node, "indent-right");
	style->space_before = number(reader, node, "space-before");
	style->space_after = number(reader, node, "space-after");
	style->line_height = number(reader, node, "line-height");
	style->keep_with_next = flag(reader, node, "keep-with-next");
	style->color = color(reader, node);
}

/* Where the style of this name is to be put: over the one of the template that is extended, else behind the last. */
static struct template_style *style_place(struct reader *reader, struct template_style *styles, const xmlNode *node)
{
	const char *name = needed(reader, node, "name");
	for (size_t i = 0; i < reader->template->style_count; i++)
		if (strcmp(styles[i].name, name) == 0)
			return &styles[i];
	return &styles[reader->template->style_count++];
}

static void read_styles(struct reader *reader, const xmlNode *node)
{
	size_t known = reader->template->style_count;
	struct template_style *styles = ARENA_ARRAY(reader->arena, struct template_style, known + xml_count(node));
	if (known)
		memcpy(styles, reader->template->styles, sizeof *styles * known);
	reader->template->styles = styles;
	for (const xmlNode *style = xml_first(node); style; style = xml_next(style))
		read_style(reader, style, style_place(reader, styles, style));
}

static const struct {
	const char *name;
	void (*read)(struct reader *, const xmlNode *);
} parts[] = {
	{ "page", read_page },       { "grid", read_grid },           { "text", read_text },
	{ "profile", read_profile },
	{ "page-number", read_page_number }, { "draft-mark", read_draft_mark }, { "signature", read_signature },
	{ "head", read_head },       { "letter", read_letter },       { "record", read_record },
	{ "table", read_table },     { "fonts", read_fonts },         { "styles", read_styles },
};

/* Whether there is a template to extend. Errors at the place that names it. */
static bool extends_what_is(struct reader *reader, const char *folder, const char *name, struct place place)
{
	const char *path = file_join(reader->arena, file_join(reader->arena, folder, name), "template.xml");
	bool is_name = *name && *name != '.' && !strchr(name, '/');
	if (!is_name)
		diag_add(reader->diags, DIAG_TEMPLATE_NAME, place, name);
	else if (!file_exists(path))
		diag_add(reader->diags, DIAG_TEMPLATE_BASE, place, name, path);
	return is_name && file_exists(path);
}

/* Reads one file into the template, after the one it extends. NULL with errors. */
static const xmlNode *read_file(struct reader *reader, const char *folder, const char *name, bool base)
{
	struct page_template *template = reader->template;
	if (!*name || *name == '.' || strchr(name, '/')) { /* a path would lead out of the templates' folder */
		diag_add(reader->diags, DIAG_TEMPLATE_NAME, NO_PLACE, name);
		return NULL;
	}
	const char *path = file_join(reader->arena, file_join(reader->arena, folder, name), "template.xml");
	const struct source *source = source_load(reader->arena, path, LIMIT_SOURCE_BYTES, reader->diags);
	const char *schema = file_join(reader->arena, file_join(reader->arena, folder, "schema"), "template.rng");
	xmlDocPtr xml = source ? xml_load(reader->arena, source, schema, reader->known, reader->diags) : NULL;
	const xmlNode *root = xml ? xmlDocGetRootElement(xml) : NULL;
	if (!root || !xml_check_characters(source, root, reader->diags))
		return NULL;
	const char *extends = xml_attribute(reader->arena, root, "extends");
	if (extends && base) {
		diag_add(reader->diags, DIAG_TEMPLATE_WRONG, xml_place(source, root), "a template that is extended cannot extend another");
		return NULL;
	}
	if (extends && !extends_what_is(reader, folder, extends, xml_place(source, root)))
		return NULL;
	if (extends && !read_file(reader, folder, extends, true))
		return NULL;
	reader->source = source;
	*(base ? &template->base_file : &template->file) = path;
	*(base ? &template->base_hash : &template->file_hash) = source->hash;
	template->name = needed(reader, root, "name");
	for (const xmlNode *node = xml_first(root); node; node = xml_next(node))
		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
			if (xml_is(node, parts[i].name))
				parts[i].read(reader, node);
	return root;
}

/* Whether the file, or the one it extends, describes the profile that is wanted. */
static bool has_profile(const struct reader *reader, const char *name)
{
	struct page_template *template = reader->template;
	if (!reader->profile.data)
		return true;
	if (!template->profile.name)
		diag_add(reader->diags, DIAG_TEMPLATE_PROFILE, NO_PLACE, name, reader->profile.data, template->name);
	template->name = arena_strdup(reader->arena, name);
	return template->profile.name;
}

const struct page_template *template_load(struct arena *arena, const char *folder, const char *name,
					  struct known *known, struct diag_list *diags)
{
	struct page_template *template = ARENA_NEW(arena, struct page_template);
	struct str rest = str_of(name), own = str_cut(&rest, TEMPLATE_PROFILE_SIGN);
	struct reader reader = { .arena = arena, .template = template, .profile = rest, .known = known, .diags = diags };
	template->draft_mark = "";
	size_t errors = diag_errors(diags);
	const xmlNode *root = read_file(&reader, folder, arena_copy(arena, own.data, own.len), false);
	if (root && !has_profile(&reader, name))
		return NULL;
	if (root)
		template->char_pitch =
			(template->page_width - template->margin_left - template->margin_right) / template->chars;
	if (!root || !template_check(template, reader.source, root, diags) || diag_errors(diags) > errors)
		return NULL;
	template->breaker = break_open_shared(arena, template->locale, diags);
	return template->breaker ? template : NULL;
}
