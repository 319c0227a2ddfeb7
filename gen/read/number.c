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

/* 第一章, 第一条; 第一，counts like 一是: it is text. */
static struct read_number number_ordinal(struct str label)
{
	static const struct {
		const char *word;
		enum read_shape shape;
	} parts[] = { { "编", SHAPE_PART },    { "篇", SHAPE_PART },    { "部分", SHAPE_PART },
		      { "章", SHAPE_CHAPTER }, { "节", SHAPE_SECTION }, { "条", SHAPE_ARTICLE } };
	struct str rest = str_from(label, strlen("第"));
	struct read_number number = { SHAPE_NONE, doc_count(rest), 0 };
	rest = str_from(rest, doc_counting_word(rest));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_starts(rest, parts[i].word))
			number.shape = parts[i].shape;
	return number;
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
	static const char *const open[] = { "（", "(", "【", "〔", "[", "［", NULL }, *const half[] = { ")", "）", NULL };
	label = str_trim(label);
	struct read_number number = number_enclosed(str_first(label, 0));
	if (number.shape)
		return number;
	if (str_starts(label, "第"))
		return number_ordinal(label);
	size_t lead = str_starts_any(label, open);
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

struct read_number read_number_of_label(const char *label)
{
	return number_of_label(str_of(label));
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
