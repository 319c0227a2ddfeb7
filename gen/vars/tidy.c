#include "vars/tidy.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/stand_in.h"

/* One text on its way. */
struct tidying {
	struct arena *arena;
	const char *name;
	struct place place;
	struct diag_list *diags;
};

/* Marks that order text of both directions: without effect where all of it runs from left to right. */
static bool is_direction(uint32_t c)
{
	static const struct utf8_range marks[] = { { 0x061C, 0x061C }, { 0x200E, 0x200F }, { 0x202A, 0x202A },
						   { 0x202C, 0x202D }, { 0x2066, 0x2066 }, { 0x2068, 0x2069 } };
	return utf8_in_ranges(c, marks, sizeof marks / sizeof *marks);
}

/* Marks without any effect in print. */
static bool is_nothing(uint32_t c)
{
	return c == 0x200B || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x034F || c == 0x180E;
}

static bool is_selector(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static bool is_joiner(uint32_t c)
{
	return c == 0x200C || c == 0x200D;
}

static bool has_leftward_text(struct str text)
{
	uint32_t c = 0;
	for (size_t at = 0, size; at < text.len && (size = utf8_decode(text.data + at, text.len - at, &c)) > 0; at += size)
		if (utf8_runs_leftwards(c))
			return true;
	return false;
}

/* The start of the text in messages, where long ones are cut. */
static const char *shown(const struct tidying *tidying, struct str text)
{
	return diag_excerpt(tidying->arena, text, 60);
}

static bool refuse(const struct tidying *tidying, enum diag_code code, struct str text)
{
	diag_add(tidying->diags, code, tidying->place, tidying->name, shown(tidying, text));
	return false;
}

/* ---- characters */

/* A character that must go, with what stands before it, by which a person finds it. */
static bool refuse_character(const struct tidying *tidying, struct str before, uint32_t c)
{
	enum { SHOWN_BEFORE = 10 };
	char code[16];
	size_t count = utf8_count(before.data, before.len);
	size_t skip = count > SHOWN_BEFORE ? utf8_prefix(before.data, before.len, count - SHOWN_BEFORE) : 0;
	struct str near = str_from(before, skip);
	snprintf(code, sizeof code, "U+%04X", (unsigned)c);
	if (before.len)
		diag_add(tidying->diags, DIAG_VALUE_HIDDEN, tidying->place, tidying->name, code, shown(tidying, near));
	else
		diag_add(tidying->diags, DIAG_VALUE_HIDDEN_FIRST, tidying->place, tidying->name, code);
	return false;
}

/* Whether a mark that shapes characters stands where it can shape one: a selector behind a character, a joiner behind one of
 * a script with joined letters or of signs. */
static bool shapes(uint32_t mark, uint32_t before, bool last)
{
	if (is_selector(mark))
		return before > ' ' && !is_selector(before);
	return before >= 0x80 && !utf8_is_cjk(before) && !last;
}

/* Signs that fonts draw as nothing: the empty Braille pattern, and what holds the place of a letter in Korean. */
static bool is_blank_sign(uint32_t c)
{
	return c == 0x2800 || c == 0x115F || c == 0x1160 || c == 0xFFA0;
}

/* What the character becomes: itself, '\n', ' ', or 0 for nothing. */
static uint32_t tidy_character(uint32_t c, uint32_t before, bool last)
{
	if (c == 0x85 || c == 0x2028 || c == 0x2029)
		return '\n';
	if (c == 0xA0 || c == 0x2007 || c == 0x202F || is_blank_sign(c))
		return ' ';
	if (is_nothing(c) || is_direction(c) || (c == 0xAD && (!before || last)))
		return 0;
	return (is_selector(c) || is_joiner(c)) && !shapes(c, before, last) ? 0 : c;
}

/* Appends the text from `at` on with tidy characters; false after an error. */
static bool add_tidy(const struct tidying *tidying, struct str text, size_t at, struct buf *out)
{
	bool leftwards = has_leftward_text(text);
	uint32_t before = 0;
	utf8_decode_last(text.data, at, &before);
	for (size_t size; at < text.len; at += size) {
		uint32_t c = 0;
		size = utf8_decode(text.data + at, text.len - at, &c);
		if (!size)
			return refuse(tidying, DIAG_VALUE_NOT_UTF8, STR(""));
		if (utf8_is_unwanted(c) || (leftwards && is_direction(c)))
			return refuse_character(tidying, (struct str){ text.data, at }, c);
		if (c == '\r')
			c = at + 1 < text.len && text.data[at + 1] == '\n' ? 0 : '\n';
		else
			c = tidy_character(c, before, at + size == text.len);
		if (c)
			buf_add_utf8(out, c);
		before = c ? c : before;
	}
	return true;
}

/* Bytes at the start that hold nothing to tidy. */
static size_t tidy_prefix(struct str text)
{
	size_t at = 0;
	for (size_t size; at < text.len; at += size) {
		size = utf8_plain(text.data + at, text.len - at);
		if (size)
			continue;
		uint32_t c = 0;
		size = utf8_decode(text.data + at, text.len - at, &c);
		bool changes = c == '\r' || c == 0xAD || is_direction(c) || is_joiner(c) || is_selector(c) || tidy_character(c, 'x', false) != c;
		if (!size || changes || utf8_is_unwanted(c))
			break;
	}
	return at;
}

static bool tidy_characters(const struct tidying *tidying, struct str *text)
{
	size_t good = tidy_prefix(*text), filler = str_find(*text, "\u3164"); /* it stands among the plain wide characters */
	good = filler < good ? filler : good;
	if (good == text->len)
		return true;
	struct buf out = BUF_INIT;
	buf_add(&out, text->data, good);
	bool ok = add_tidy(tidying, *text, good, &out);
	if (ok)
		*text = buf_move_str(&out, tidying->arena);
	buf_free(&out);
	return ok;
}

/* ---- what spreadsheets write */

/* #NV, #ССЫЛКА!, #¡VALOR!, #N/A: a sign, then capitals without blanks and at most one mark at the end. Words in Han are none:
 * they may be a label. */
static bool is_error_name(struct str text)
{
	enum { LONGEST = 40 };
	static const char *const bare[] = { "#N/A", "#NV", "#Н/Д", "#GETTING_DATA", NULL };
	if (text.len < 2 || text.len > LONGEST || text.data[0] != '#')
		return false;
	for (size_t i = 0; bare[i]; i++)
		if (str_is(text, bare[i]))
			return true;
	char last = text.data[text.len - 1];
	uint32_t c = 0;
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &c);
		if (!size || c == ' ' || utf8_is_cjk(c) || (c >= 'a' && c <= 'z'))
			return false;
	}
	return last == '!' || last == '?';
}

/* Err:502 of LibreOffice and others. */
static bool is_numbered_error(struct str text)
{
	return str_starts(text, "Err:") && number_is_digits(str_from(text, sizeof "Err:" - 1));
}

/* The names in English are errors wherever they stand: a formula may have put text around them. */
static bool holds_error(struct str text)
{
	static const char *const names[] = { "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!" };
	const char *sign = memchr(text.data, '#', text.len);
	for (size_t i = 0; sign && i < sizeof names / sizeof *names; i++)
		if (str_find(text, names[i]) != (size_t)-1)
			return true;
	return false;
}

/* Two or more # and nothing else: the number was wider than its column. */
static bool is_hashes(struct str text)
{
	size_t count = 0;
	while (count < text.len && text.data[count] == '#')
		count++;
	return count > 1 && count == text.len;
}

/* = and what a formula begins with. */
static bool is_formula(struct str text)
{
	if (text.len < 2 || text.data[0] != '=')
		return false;
	char c = text.data[1];
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("($+-@\"'{", c);
}

/* What programs write where there is no value. */
static bool is_no_value(struct str text)
{
	static const char *const words[] = { "null", "NULL", "Null", "None", "NaN", "nan", "undefined", NULL };
	for (size_t i = 0; words[i]; i++)
		if (str_is(text, words[i]))
			return true;
	return false;
}

/* ="001234" and '001234, by which spreadsheets keep a number as text. */
static struct str unwrap(struct arena *arena, struct str text)
{
	if (text.len > 1 && text.data[0] == '\'' && number_is_digits(str_from(text, 1)))
		return str_from(text, 1);
	if (text.len < 3 || !str_starts(text, "=\"") || text.data[text.len - 1] != '"')
		return text;
	char *out = arena_alloc(arena, text.len);
	size_t len = 0;
	for (size_t i = 2; i + 1 < text.len; i++) {
		out[len++] = text.data[i];
		if (text.data[i] == '"' && text.data[++i] != '"')
			return text; /* a formula that joins texts */
	}
	return str_trim((struct str){ out, len });
}

/* Whether full-width ASCII may stand in the text. */
static bool may_be_wide(struct str text)
{
	return memchr(text.data, 0xEF, text.len) != NULL;
}

/* Whether the text may be one of those above; nearly every value is decided here. */
static bool is_suspect(struct str text)
{
	if (!text.len)
		return false;
	char first = text.data[0], last = text.data[text.len - 1];
	return memchr("=EnNu", first, strlen("=EnNu")) || (last >= '0' && last <= '9') || memchr(text.data, '#', text.len) ||
	       may_be_wide(text);
}

bool tidy_part(struct arena *arena, const char *name, struct str part, struct place place, struct diag_list *diags)
{
	struct tidying tidying = { arena, name, place, diags };
	if (!is_suspect(part))
		return true;
	struct str text = may_be_wide(part) ? input_narrow(arena, part) : part;
	if (is_no_value(text))
		return refuse(&tidying, DIAG_VALUE_NO_VALUE, part);
	if (is_hashes(text))
		return refuse(&tidying, DIAG_VALUE_HASHES, part);
	if (is_error_name(text) || is_numbered_error(text) || holds_error(text))
		return refuse(&tidying, DIAG_VALUE_SHEET_ERROR, part);
	if (input_is_scientific(text))
		return refuse(&tidying, DIAG_VALUE_SCIENTIFIC, part);
	return is_formula(text) ? refuse(&tidying, DIAG_VALUE_FORMULA, part) : true;
}

bool tidy_value(struct arena *arena, const char *name, struct str *text, struct place place, struct diag_list *diags)
{
	struct tidying tidying = { arena, name, place, diags };
	if (number_is_digits(*text)) /* as most are */
		return true;
	*text = str_trim(*text);
	if (!tidy_characters(&tidying, text))
		return false;
	*text = unwrap(arena, str_trim(*text));
	return tidy_part(arena, name, *text, place, diags);
}

bool tidy_known(struct arena *arena, const char *name, struct str text, struct place place, struct diag_list *diags)
{
	struct tidying tidying = { arena, name, place, diags };
	enum stand_in judged = stand_in_judge(text);
	if (judged == STAND_IN_CERTAIN)
		return refuse(&tidying, DIAG_VALUE_STAND_IN, text);
	if (judged == STAND_IN_DOUBTFUL)
		refuse(&tidying, DIAG_VALUE_STAND_IN_DOUBTFUL, text);
	return true;
}

void tidy_check_cell(struct arena *arena, const char *name, struct str cell, struct place place, struct diag_list *diags)
{
	if (stand_in_is_word(cell))
		refuse(&(struct tidying){ arena, name, place, diags }, DIAG_VALUE_STAND_IN_CELL, cell);
}

void tidy_check_name(struct arena *arena, const char *name, struct str text, struct str example, struct place place, struct diag_list *diags)
{
	if (stand_in_names_nothing(text, example))
		refuse(&(struct tidying){ arena, name, place, diags }, DIAG_VALUE_STAND_IN_NAME, text);
}

bool tidy_piece(struct arena *arena, const char *name, struct str *piece, struct place place, struct diag_list *diags)
{
	return tidy_characters(&(struct tidying){ arena, name, place, diags }, piece);
}
