/* Numbers of headings and items, typed or set by a program: their shape and value. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"

enum {
	SHORT_CHARS = 40,  /* a longer line has no number of the odd kinds */
	FIRST_YEAR = 1000, /* what counts so far is a year: 2025. （2026） */
};

static const char *const opening[] = { "（", "(", "【", "〔", "[", "［", NULL };

/* Ranges of numbers in one character: the first of a row of `count`, and what shape they are. */
static const struct {
	uint32_t first, count;
	int base; /* of the first */
	enum read_shape shape;
} enclosed[] = {
	{ 0x2460, 20, 1, SHAPE_CIRCLED }, { 0x2474, 20, 1, SHAPE_ROUND },   { 0x2488, 20, 1, SHAPE_DOT },
	{ 0x3251, 15, 21, SHAPE_CIRCLED }, { 0x32B1, 15, 36, SHAPE_CIRCLED }, { 0x2776, 10, 1, SHAPE_CIRCLED },
	{ 0x2160, 12, 1, SHAPE_ROMAN }, { 0x2170, 12, 1, SHAPE_ROMAN },
	{ 0x3220, 10, 1, SHAPE_BRACKET }, { 0x3280, 10, 1, SHAPE_BRACKET },
};

static struct read_number number_enclosed(uint32_t cp)
{
	for (size_t i = 0; i < sizeof enclosed / sizeof *enclosed; i++)
		if (cp >= enclosed[i].first && cp < enclosed[i].first + enclosed[i].count)
			return (struct read_number){ enclosed[i].shape, (int)(cp - enclosed[i].first) + enclosed[i].base, 0 };
	return (struct read_number){ 0 };
}

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

/* What the word behind the number makes of it. */
static enum read_shape shape_ordinal(struct str word)
{
	static const struct {
		const char *word;
		enum read_shape shape;
	} parts[] = { { "编", SHAPE_PART },    { "篇", SHAPE_PART },    { "部分", SHAPE_PART },
		      { "章", SHAPE_CHAPTER }, { "节", SHAPE_SECTION }, { "条", SHAPE_ARTICLE } };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_starts(word, parts[i].word) && read_ends_number(str_from(word, strlen(parts[i].word))))
			return parts[i].shape;
	return SHAPE_NONE;
}

/* 第一章, 第一条; 第一，counts like 一是: it is text. */
static struct read_number number_ordinal(struct str label)
{
	struct str rest = str_from(label, strlen("第"));
	return (struct read_number){ shape_ordinal(str_from(rest, doc_counting_word(rest))), doc_count(rest), 0 };
}

/* 1.1, 1.1.2: the value is the last one's. */
static struct read_number number_dots(struct str label, struct read_number first)
{
	static const char *const dots[] = { ".", "．", NULL };
	int levels = 1;
	for (size_t dot; (dot = str_starts_any(label, dots)) && doc_counting_word(str_from(label, dot)); levels++) {
		label = str_from(label, dot);
		first.ordinal = doc_count(label);
		label = str_from(label, doc_counting_word(label));
	}
	if (levels > 1)
		first.shape = levels == 2 ? SHAPE_DOTS2 : SHAPE_DOTS3;
	return first;
}

/* Whether it is one of the characters for numbers in accounts: 壹 … 玖, 拾. */
static bool is_formal(uint32_t cp)
{
	return utf8_among(cp, "壹贰叁肆伍陆柒捌玖拾");
}

/* Whether what stands behind the number makes it one of two: 1-2 counts in a way that no level has. */
static bool is_compound(struct str rest)
{
	static const char *const dashes[] = { "-", "－", "–", "—", NULL };
	size_t dash = str_starts_any(rest, dashes);
	return dash && doc_counting_word(str_from(rest, dash));
}

/* The shape of a number that is nothing but one, with its mark. */
static struct read_number number_of_label(struct str label)
{
	static const char *const half[] = { ")", "）", NULL };
	label = str_trim(label);
	struct read_number number = number_enclosed(str_first(label, 0));
	if (number.shape)
		return number;
	if (str_starts(label, "第"))
		return number_ordinal(label);
	size_t lead = str_starts_any(label, opening);
	struct str inner = str_trim(str_from(label, lead));
	uint32_t first = str_first(inner, 0);
	bool digit = is_digit(first);
	size_t word = doc_counting_word(inner);
	number.ordinal = doc_count(inner);
	struct str rest = str_from(inner, word);
	if (!word) {
		number.shape = !first ? SHAPE_NONE : !lead && first >= 'A' && first <= 'Z' && !str_ends_any(label, half) ? SHAPE_CAPITAL : SHAPE_LETTER;
		number.ordinal = first >= 'a' && first <= 'z' ? (int)(first - 'a') + 1 : first >= 'A' && first <= 'Z' ? (int)(first - 'A') + 1 : 0;
	} else if (lead) {
		number.shape = digit ? SHAPE_ROUND : SHAPE_BRACKET;
	} else if (!digit) {
		number.shape = is_formal(first) ? SHAPE_FORMAL : SHAPE_COMMA;
	} else if (is_compound(rest)) {
		return (struct read_number){ 0 };
	} else {
		number.shape = str_starts_any(rest, half) ? SHAPE_HALF : SHAPE_DOT;
		number = number_dots(rest, number);
	}
	return number;
}

bool read_is_letter(enum read_shape shape)
{
	return shape == SHAPE_ROMAN || shape == SHAPE_CAPITAL || shape == SHAPE_LETTER;
}

struct read_number read_number_of(struct str text)
{
	static const char *const blanks[] = { " ", "\t", "　", "\u00A0", NULL };
	size_t len = doc_typed_number(text);
	if (!len && utf8_count(text.data, text.len) <= SHORT_CHARS)
		len = doc_heading_number(text);
	if (!len)
		return (struct read_number){ 0 };
	struct read_number number = number_of_label((struct str){ text.data, len });
	if (number.shape == SHAPE_NONE || number.ordinal >= FIRST_YEAR)
		return (struct read_number){ 0 };
	for (size_t blank; (blank = str_starts_any(str_from(text, len), blanks)); len += blank)
		;
	number.len = len;
	return number;
}

bool read_ends_number(struct str behind)
{
	static const char *const marks[] = { "、", "．", ".", "，", ",", "。", "：", ":", NULL };
	behind = str_trim(behind);
	return !str_from(behind, str_starts_any(behind, marks)).len;
}

/* The shape of a number that nothing stands before; a figure of its own sign has its own. */
static enum read_shape shape_alone(struct str figure, struct str behind)
{
	static const char *const half[] = { ")", "）", NULL };
	uint32_t first = str_first(figure, 0);
	size_t closed = str_starts_any(behind, half);
	if (!read_ends_number(str_from(behind, closed)))
		return SHAPE_NONE;
	if (is_digit(first))
		return closed ? SHAPE_HALF : SHAPE_DOT;
	enum read_shape own = number_enclosed(first).shape;
	if (own || !doc_counting_word(figure))
		return own;
	return closed ? SHAPE_BRACKET : is_formal(first) ? SHAPE_FORMAL : SHAPE_COMMA;
}

/* The same in brackets. */
static enum read_shape shape_in_brackets(struct str figure, struct str behind)
{
	static const char *const close[] = { "）", ")", "】", "〕", "]", "］", NULL };
	size_t closed = str_starts_any(behind, close);
	if (!closed || !read_ends_number(str_from(behind, closed)) || !doc_counting_word(figure))
		return SHAPE_NONE;
	return is_digit(str_first(figure, 0)) ? SHAPE_ROUND : SHAPE_BRACKET;
}

/* Of a figure of letters; SHAPE_NONE with any other. */
static enum read_shape shape_of_letters(const char *format, bool bare)
{
	if (strcmp(format, "upperRoman") == 0 || strcmp(format, "lowerRoman") == 0)
		return SHAPE_ROMAN;
	if (strcmp(format, "upperLetter") == 0)
		return bare ? SHAPE_CAPITAL : SHAPE_LETTER;
	return strcmp(format, "lowerLetter") == 0 ? SHAPE_LETTER : SHAPE_NONE;
}

struct read_number read_number_set(const char *format, struct str figure, int value, struct str before, struct str behind)
{
	struct read_number number = { SHAPE_NONE, value, 0 };
	before = str_trim(before);
	behind = str_trim(behind);
	size_t open = str_starts_any(before, opening);
	if (value < 1 || str_from(before, open ? open : str_starts(before, "第") ? strlen("第") : 0).len)
		return number;
	/* letters stand where figures may */
	enum read_shape letters = shape_of_letters(format ? format : "decimal", !open && read_ends_number(behind));
	struct str digits = letters ? STR("1") : figure;
	if (before.len && !open)
		number.shape = letters || !doc_counting_word(figure) ? SHAPE_NONE : shape_ordinal(behind);
	else
		number.shape = open ? shape_in_brackets(digits, behind) : shape_alone(digits, behind);
	if (number.shape && letters)
		number.shape = letters;
	return number;
}

/* Whether the text would run on in the number without a blank between them. */
static bool is_open(const char *label, struct str text)
{
	uint32_t last = str_last(str_of(label), 0);
	bool letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
	return letter || is_digit(last) || utf8_is_han(last) || (last == '.' && is_digit(str_first(text, 0)));
}

void read_put_number(struct doc *doc, struct doc_node *node, const char *label)
{
	struct doc_node *number = read_new(doc, DOC_TEXT, node->place);
	struct str text = read_text_of(doc->arena, node);
	number->text = str_of(text.len && is_open(label, text) ? arena_printf(doc->arena, "%s ", label) : label);
	if (node->first)
		doc_insert_before(node->first, number);
	else
		read_put(node, number);
}

struct str read_typed_label(const struct read_line *line)
{
	return str_trim((struct str){ line->text.data, line->number.len });
}

const char *read_label_of(struct arena *arena, const struct read_line *line)
{
	struct str label = line->number.len ? read_typed_label(line) : str_of(line->block->number);
	return arena_copy(arena, label.data, label.len);
}
