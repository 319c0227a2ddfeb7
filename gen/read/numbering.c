/* Word's numbering: what number a paragraph of a list shows (17.9). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/internal.h"
#include "read/package.h"
#include "vars/number.h"

enum { LEVELS = 9 };

struct level {
	int start;
	int restart; /* w:lvlRestart: 0 never, -1 not said */
	const char *format, *text, *style;
	bool legal; /* w:isLgl: all numbers in digits */
	bool hidden; /* its numbers are not shown */
};

/* w:abstractNum: its counters run through all lists that are of it. */
struct abstract {
	int id;
	const char *link; /* w:numStyleLink: the levels are those of the abstract that w:styleLink names so */
	const char *style_link;
	struct level levels[LEVELS];
	int counts[LEVELS];
	bool begun[LEVELS]; /* it counts already */
};

struct list {
	int id, abstract;
	int starts[LEVELS]; /* w:startOverride; -1: none */
	bool begun[LEVELS]; /* the override has been used */
	struct level *own[LEVELS]; /* w:lvl of an override, or NULL */
};

struct numbering {
	struct abstract *abstracts;
	size_t abstract_count, abstract_capacity;
	struct list *lists;
	size_t list_count, list_capacity;
	struct styled *styled; /* levels that a style is bound to, by style */
	size_t styled_count, styled_capacity;
};

struct styled {
	const char *style;
	int num, level;
};

/* w:lvlText; a sign of a font of signs as the character that is seen, where there is one. */
static const char *text_of(struct arena *arena, const char *text, const struct look *look)
{
	struct str rest = str_of(text);
	uint32_t sign = look->symbols && utf8_count(rest.data, rest.len) == 1 ? docx_symbol(look->symbols, str_first(rest, 0)) : 0;
	char room[5] = "";
	return sign ? arena_copy(arena, room, utf8_encode(sign, room)) : text;
}

static void read_level(struct arena *arena, const xmlNode *node, struct level *level)
{
	struct look look = look_read(arena, docx_child(node, "rPr"));
	level->start = docx_number(docx_value_of(arena, node, "start"), 1);
	level->restart = docx_number(docx_value_of(arena, node, "lvlRestart"), -1);
	level->format = docx_value_of(arena, node, "numFmt");
	level->text = text_of(arena, docx_value_of(arena, node, "lvlText"), &look);
	level->style = docx_value_of(arena, node, "pStyle");
	level->legal = docx_is_on(node, "isLgl", false);
	level->hidden = look.signs[LOOK_HIDDEN] == 1;
}

/* The level that the element's w:ilvl names, or -1. */
static int level_of(struct arena *arena, const xmlNode *node)
{
	int level = docx_number(docx_attribute(arena, node, "ilvl"), -1);
	return level < LEVELS ? level : -1;
}

static void add_abstract(struct numbering *n, struct arena *arena, const xmlNode *node)
{
	struct abstract *abstract = ARENA_PUSH(arena, n->abstracts, n->abstract_count, n->abstract_capacity);
	abstract->id = docx_number(docx_attribute(arena, node, "abstractNumId"), -1);
	abstract->link = docx_value_of(arena, node, "numStyleLink");
	abstract->style_link = docx_value_of(arena, node, "styleLink");
	for (const xmlNode *c = xml_first(node); c; c = xml_next(c))
		if (xml_is(c, "lvl") && level_of(arena, c) >= 0)
			read_level(arena, c, &abstract->levels[level_of(arena, c)]);
}

static void add_list(struct numbering *n, struct arena *arena, const xmlNode *node)
{
	struct list *list = ARENA_PUSH(arena, n->lists, n->list_count, n->list_capacity);
	list->id = docx_number(docx_attribute(arena, node, "numId"), -1);
	list->abstract = docx_number(docx_value_of(arena, node, "abstractNumId"), -1);
	for (int i = 0; i < LEVELS; i++)
		list->starts[i] = -1;
	for (const xmlNode *c = xml_first(node); c; c = xml_next(c)) {
		int level = xml_is(c, "lvlOverride") ? level_of(arena, c) : -1;
		if (level < 0)
			continue;
		list->starts[level] = docx_number(docx_value_of(arena, c, "startOverride"), -1);
		if (!docx_child(c, "lvl"))
			continue;
		list->own[level] = ARENA_NEW(arena, struct level);
		read_level(arena, docx_child(c, "lvl"), list->own[level]);
	}
}

static int by_number(const void *a, const void *b)
{
	const struct list *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_abstract(const void *a, const void *b)
{
	const struct abstract *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_style(const void *a, const void *b)
{
	const struct styled *x = a, *y = b;
	int order = strcmp(x->style, y->style);
	return order ? order : (x->num > y->num) - (x->num < y->num);
}

static struct list *find_list(const struct numbering *n, int id)
{
	struct list key = { .id = id };
	return n->list_count ? bsearch(&key, n->lists, n->list_count, sizeof key, by_number) : NULL;
}

static struct abstract *find_linked(const struct numbering *n, const char *name)
{
	for (size_t i = 0; i < n->abstract_count; i++)
		if (n->abstracts[i].style_link && strcmp(n->abstracts[i].style_link, name) == 0)
			return &n->abstracts[i];
	return NULL;
}

/* The abstract of the list, once its link is followed. */
static struct abstract *find_abstract(const struct numbering *n, int id)
{
	struct abstract key = { .id = id };
	return n->abstract_count ? bsearch(&key, n->abstracts, n->abstract_count, sizeof key, by_abstract) : NULL;
}

/* Lists whose levels are kept in a list style (w:numStyleLink) get these. */
static void follow_links(struct numbering *n)
{
	enum { MOST = 256 }; /* of links that are followed: each is looked for among all */
	for (size_t i = 0, followed = 0; i < n->abstract_count && followed < MOST; i++) {
		const char *link = n->abstracts[i].link;
		const struct abstract *target = link ? find_linked(n, link) : NULL;
		followed += link != NULL;
		if (target)
			memcpy(n->abstracts[i].levels, target->levels, sizeof target->levels);
	}
}

static void list_styled(struct numbering *n, struct arena *arena)
{
	for (size_t i = 0; i < n->list_count; i++) {
		const struct abstract *abstract = find_abstract(n, n->lists[i].abstract);
		for (int level = 0; abstract && level < LEVELS; level++)
			if (abstract->levels[level].style)
				*ARENA_PUSH(arena, n->styled, n->styled_count, n->styled_capacity) =
					(struct styled){ abstract->levels[level].style, n->lists[i].id, level };
	}
	if (n->styled_count)
		qsort(n->styled, n->styled_count, sizeof *n->styled, by_style);
}

struct numbering *numbering_load(struct package *package, struct arena *arena)
{
	struct numbering *n = ARENA_NEW(arena, struct numbering);
	const char *part = package_target(package, "numbering");
	xmlDocPtr document = part ? package_load(package, arena, part) : NULL;
	for (const xmlNode *c = document ? xml_first(xmlDocGetRootElement(document)) : NULL; c; c = xml_next(c)) {
		if (xml_is(c, "abstractNum"))
			add_abstract(n, arena, c);
		else if (xml_is(c, "num"))
			add_list(n, arena, c);
	}
	if (n->list_count)
		qsort(n->lists, n->list_count, sizeof *n->lists, by_number);
	if (n->abstract_count)
		qsort(n->abstracts, n->abstract_count, sizeof *n->abstracts, by_abstract);
	follow_links(n);
	list_styled(n, arena);
	return n;
}

int numbering_level_of_style(const struct numbering *n, const char *style, int num)
{
	struct styled key = { style, num, 0 };
	const struct styled *found = style && n->styled_count ? bsearch(&key, n->styled, n->styled_count, sizeof key, by_style) : NULL;
	return found ? found->level : 0;
}

static void add_letters(struct buf *out, int number, char first)
{
	for (int i = 0; i <= (number - 1) / 26 && i < 8; i++)
		buf_add_char(out, (char)(first + (number - 1) % 26));
}

static void add_roman(struct buf *out, int number, bool upper)
{
	static const struct {
		int value;
		const char *digits;
	} parts[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
		      { 40, "xl" },  { 10, "x" },   { 9, "ix" },  { 5, "v" },    { 4, "iv" },  { 1, "i" } };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; number >= parts[i].value && number < 4000; number -= parts[i].value)
			for (const char *at = parts[i].digits; *at; at++)
				buf_add_char(out, (char)(upper ? *at - 'a' + 'A' : *at));
}

/* The ten heavenly stems and twelve earthly branches. */
static void add_of_row(struct buf *out, int number, const char *row, int count)
{
	int at = (number - 1) % count;
	buf_add(out, row + (size_t)at * strlen("甲"), strlen("甲"));
}

static void add_wide(struct buf *out, int number)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%d", number);
	for (const char *at = digits; *at; at++)
		buf_add_utf8(out, (uint32_t)(0xFF10 + *at - '0'));
}

/* Formats of ECMA-376 17.18.59 whose numbers are written as values are. */
static const struct {
	const char *format;
	bool (*write)(struct str number, struct buf *out);
} written[] = {
	{ "chineseCounting", number_write_chinese },
	{ "chineseCountingThousand", number_write_chinese },
	{ "japaneseCounting", number_write_chinese },
	{ "taiwaneseCounting", number_write_chinese },
	{ "taiwaneseCountingThousand", number_write_chinese },
	{ "ideographDigital", number_write_chinese },
	{ "koreanCounting", number_write_chinese },
	{ "decimalEnclosedCircle", number_write_circled },
	{ "decimalEnclosedCircleChinese", number_write_circled },
	{ "chineseLegalSimplified", number_write_formal },
	{ "ideographLegalTraditional", number_write_formal },
};

/* False, and nothing, where the format is none of those, or does not go so far. */
static bool add_written(struct buf *out, const char *format, int number)
{
	char digits[16];
	struct str text = { digits, (size_t)snprintf(digits, sizeof digits, "%d", number) };
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		if (strcmp(format, written[i].format) == 0)
			return written[i].write(text, out);
	return false;
}

/* Formats whose numbers are characters of their own. */
static const struct {
	const char *format;
	uint32_t first;
	int count;
} enclosed[] = {
	{ "decimalEnclosedFullstop", 0x2488, 20 }, { "decimalEnclosedParen", 0x2474, 20 }, { "ideographEnclosedCircle", 0x3280, 10 },
};

static bool add_enclosed(struct buf *out, const char *format, int number)
{
	for (size_t i = 0; i < sizeof enclosed / sizeof *enclosed; i++)
		if (strcmp(format, enclosed[i].format) == 0 && number <= enclosed[i].count) {
			buf_add_utf8(out, enclosed[i].first + (uint32_t)number - 1);
			return true;
		}
	return false;
}

/* The formats that Chinese documents use; what is not here is written in digits. */
static void add_number(struct buf *out, const char *format, int number)
{
	if (strcmp(format, "none") == 0 || (number > 0 && (add_written(out, format, number) || add_enclosed(out, format, number))))
		return;
	if (number < 1) {
		buf_printf(out, "%d", number);
	} else if (strcmp(format, "upperLetter") == 0 || strcmp(format, "lowerLetter") == 0) {
		add_letters(out, number, *format == 'u' ? 'A' : 'a');
	} else if (strcmp(format, "upperRoman") == 0 || strcmp(format, "lowerRoman") == 0) {
		add_roman(out, number, *format == 'u');
	} else if (strcmp(format, "ideographTraditional") == 0) {
		add_of_row(out, number, "甲乙丙丁戊己庚辛壬癸", 10);
	} else if (strcmp(format, "ideographZodiac") == 0) {
		add_of_row(out, number, "子丑寅卯辰巳午未申酉戌亥", 12);
	} else if (strncmp(format, "decimalFullWidth", strlen("decimalFullWidth")) == 0) {
		add_wide(out, number);
	} else {
		buf_printf(out, "%s%d", strcmp(format, "decimalZero") == 0 && number < 10 ? "0" : "", number);
	}
}

static const struct level *level_in(const struct abstract *abstract, const struct list *list, int level)
{
	return list->own[level] ? list->own[level] : &abstract->levels[level];
}

/* What stands in a label. */
struct label {
	struct buf text;
	size_t figures, start, end; /* how many; bytes of the last one */
	const char *format;         /* of it */
	int value;
	bool digits;                /* all of them are, and dots alone stand between them */
};

/* Whether the format's numbers are nothing but digits. */
static bool is_decimal(const char *format)
{
	static const char *const formats[] = { "decimal", "decimalZero", "decimalFullWidth", "decimalFullWidth2", "decimalHalfWidth", NULL };
	return str_listed(formats, format);
}

/* Puts the number of the level `of` into the label. */
static void add_figure(struct label *label, const struct abstract *abstract, const struct list *list, int of, bool legal)
{
	const struct level *level = level_in(abstract, list, of);
	const char *format = level->format ? level->format : "decimal";
	format = legal && strcmp(format, "none") != 0 ? "decimal" : format;
	size_t start = label->text.len;
	int value = abstract->begun[of] ? abstract->counts[of] : level->start;
	add_number(&label->text, format, value);
	if (label->text.len == start)
		return;
	struct str between = { label->text.data + label->end, start - label->end };
	bool dot = str_is(between, ".") || str_is(between, "．");
	label->digits = label->figures ? label->digits && dot && value > 0 : !start && value > 0;
	label->digits = label->digits && is_decimal(format);
	label->figures++;
	label->start = start;
	label->end = label->text.len;
	label->format = format;
	label->value = value;
}

/* w:lvlText with the numbers of the levels in the places of %1 … %9. */
static void add_label(struct label *label, const struct abstract *abstract, const struct list *list, int number)
{
	const struct level *level = level_in(abstract, list, number);
	for (const char *at = level->text; *at; at++) {
		if (*at == '%' && at[1] >= '1' && at[1] <= '9')
			add_figure(label, abstract, list, *++at - '1', level->legal);
		else
			buf_add_char(&label->text, *at);
	}
}

/* What the label is as a number. Of several figures only those with dots between them are one: 1.1, 1.1.2. */
static struct read_number number_of(const struct label *label)
{
	struct str text = buf_str(&label->text), behind = str_from(text, label->end);
	if (label->figures == 1)
		return read_number_set(label->format, (struct str){ text.data + label->start, label->end - label->start }, label->value,
				       (struct str){ text.data, label->start }, behind);
	if (label->figures < 2 || !label->digits || !read_ends_number(behind))
		return (struct read_number){ 0 };
	return (struct read_number){ label->figures == 2 ? SHAPE_DOTS2 : SHAPE_DOTS3, label->value, 0 };
}

static void count(struct abstract *abstract, struct list *list, int level)
{
	int start = level_in(abstract, list, level)->start;
	if (list->starts[level] >= 0 && !list->begun[level])
		abstract->counts[level] = list->starts[level];
	else
		abstract->counts[level] = abstract->begun[level] ? abstract->counts[level] + 1 : start;
	abstract->begun[level] = list->begun[level] = true;
	for (int below = level + 1; below < LEVELS; below++) {
		int restart = level_in(abstract, list, below)->restart;
		if (restart && (restart < 0 || level < restart))
			abstract->begun[below] = false;
	}
}

/* Whether what stands before paragraphs in place of a sign says something: words, 要点：, 责任单位, or what was done, ☐ ☑ √ ×. One letter is a sign
 * (“o”, and those of fonts of signs), and so is one ideograph that is drawn like one. */
static bool is_words(struct str sign)
{
	static const char *const drawn[] = { "一", "丨", "丶", "口", NULL };
	static const char *const states[] = { "☐", "☑", "☒", "□", "❏", "❐", "❑", "❒", "◻", "√", "✓", "✔", "×", "✕", "✖", "✗", "✘", "✅", "❌", "❎", NULL };
	size_t letters = 0, step;
	if (str_starts_any(sign, drawn) == sign.len)
		return false;
	for (size_t at = 0; at < sign.len; at += step) {
		uint32_t cp = str_first(str_from(sign, at), 0);
		step = utf8_prefix(sign.data + at, sign.len - at, 1);
		letters += (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
		if (utf8_is_han(cp) || str_starts_any(str_from(sign, at), states))
			return true;
	}
	return letters > 1;
}

const char *numbering_next(struct numbering *n, struct arena *arena, int num, int level, struct read_number *number, bool *bullet)
{
	struct list *list = num > 0 ? find_list(n, num) : NULL;
	struct abstract *abstract = list ? find_abstract(n, list->abstract) : NULL;
	*bullet = false;
	*number = (struct read_number){ 0 };
	const struct level *rules = abstract && level >= 0 && level < LEVELS ? level_in(abstract, list, level) : NULL;
	if (!rules || !rules->text)
		return NULL;
	*bullet = rules->format && strcmp(rules->format, "bullet") == 0 && !is_words(str_trim(str_of(rules->text)));
	count(abstract, list, level); /* signs count, too: the numbers below begin anew */
	if (*bullet || rules->hidden)
		return NULL;
	struct label label = { .text = BUF_INIT };
	add_label(&label, abstract, list, level);
	struct str text = str_trim(buf_str(&label.text));
	const char *shown = text.len ? arena_copy(arena, text.data, text.len) : NULL;
	if (shown)
		*number = number_of(&label);
	buf_free(&label.text);
	return shown;
}
