/* Characters that are not what they look like: radicals and forms for compatibility, full-width digits and letters, letters within
 * numbers, characters that nobody sees, and such as stand in no table of common use (GB 2312, 通用规范汉字表). */
#include <string.h>
#include <unicode/ucnv.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

/* ---- characters of common use */

enum { FIRST_HAN = 0x4E00, HANS = 0x5200 }; /* a bit for each from FIRST_HAN on */

const uint8_t *check_common_characters(struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open("gb2312", &status);
	uint8_t *bits = ARENA_ARRAY(arena, uint8_t, HANS / 8);
	for (int row = 0xB0; U_SUCCESS(status) && row < 0xF8; row++)
		for (int cell = 0xA1; cell < 0xFF; cell++) {
			char bytes[2] = { (char)row, (char)cell };
			UChar out[4];
			UErrorCode one = U_ZERO_ERROR;
			if (ucnv_toUChars(converter, out, 4, bytes, 2, &one) == 1 && U_SUCCESS(one) && out[0] >= FIRST_HAN && out[0] < FIRST_HAN + HANS)
				bits[(out[0] - FIRST_HAN) / 8] |= (uint8_t)(1 << (out[0] - FIRST_HAN) % 8);
		}
	if (converter)
		ucnv_close(converter);
	return U_SUCCESS(status) ? bits : NULL;
}

static bool is_common(const uint8_t *bits, uint32_t c)
{
	return c < FIRST_HAN || c >= FIRST_HAN + HANS || (bits[(c - FIRST_HAN) / 8] >> (c - FIRST_HAN) % 8 & 1);
}

/* Whether a surname stands one or two characters before: names keep their characters. */
static bool in_name(const struct check *check, struct str text, size_t at)
{
	size_t size, before = at;
	for (int i = 0; i < 2 && utf8_is_han(scan_before(text, before, &size)); i++) {
		before -= size;
		if (check_listed_at(&check->tables->surnames, text, before))
			return true;
	}
	return false;
}

/* The character's number, as messages have it. */
static const char *code_of(struct check *check, uint32_t c)
{
	return arena_printf(check->arena, "%04X", (unsigned)c);
}

/* Whether the text has the character in another place, too: nobody mistypes it twice, so that it is a name's. */
static bool stands_again(const struct check_text *text, const struct check_block *block, size_t at, size_t size)
{
	struct str one = scan_slice(block->text, at, at + size);
	for (size_t i = 0; i < text->count; i++) {
		size_t found = check_find_view(&text->blocks[i], 0, one);
		if (&text->blocks[i] == block && found == at)
			found = check_find_view(&text->blocks[i], at + size, one);
		if (found != (size_t)-1)
			return true;
	}
	return false;
}

static void check_rare(struct check *check, const struct check_text *all, const struct check_block *block, size_t at, size_t size, uint32_t c)
{
	bool known = check_entry_at(&check->tables->traditional, block->text, at, 0) != NULL; /* has a finding of its own */
	if (!known && !check_listed_at(&check->tables->characters, block->text, at) && !in_name(check, block->text, at) &&
	    !stands_again(all, block, at, size))
		check_report(check, DIAG_CHECK_RARE, block, at, check_words_of(check, scan_slice(block->text, at, at + size)), code_of(check, c));
}

/* ---- forms that only look like characters */

/* Radicals of Kangxi and of the supplement, ideographs for compatibility. */
static bool is_look_alike(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

/* １, Ａ, ＠ … */
static bool is_wide(uint32_t c)
{
	return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A) || c == 0xFF20;
}

/* Soft hyphen, zero width and other marks that are not seen. */
static bool is_invisible(uint32_t c)
{
	return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x200E || c == 0x200F || c == 0x180E;
}

/* A no-break space behind Chinese or a digit, and before Chinese. */
static bool is_stuck(struct str text, size_t at, size_t size, uint32_t c)
{
	uint32_t before = c == 0xA0 ? scan_before(text, at, NULL) : 0;
	return (scan_is_digit(before) || utf8_is_han(before)) && utf8_is_han(scan_at(text, at + size, NULL));
}

static void check_one(struct check *check, const struct check_text *all, const struct check_block *block, size_t at, size_t size, uint32_t c, const uint8_t *bits)
{
	struct str text = block->text, own = scan_slice(text, at, at + size);
	if (is_look_alike(c)) {
		check_report(check, DIAG_CHECK_LOOKALIKE, block, at, check_words_of(check, own), code_of(check, c));
	} else if (is_wide(c)) {
		const char narrow[] = { (char)(c - 0xFEE0), '\0' };
		if (check_report(check, DIAG_CHECK_WIDE, block, at, check_words_of(check, own), narrow))
			check_mend(check, block, at, size, narrow);
	} else if (is_invisible(c) || is_stuck(text, at, size, c)) {
		if (check_report(check, DIAG_CHECK_INVISIBLE, block, at, code_of(check, c)))
			check_mend(check, block, at, size, "");
	} else if (bits && utf8_is_han(c) && !is_common(bits, c)) {
		check_rare(check, all, block, at, size, c);
	}
}

/* ---- 84O人, 523l556 */

/* A row of digits with O, o, l or I in it, and no other letter. */
static void check_letters(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		size_t letters = 0, digits = 0;
		if ((unsigned char)text.data[at] >= 0x80) {
			end = at;
			continue;
		}
		for (end = at; end < text.len && (scan_is_digit((unsigned char)text.data[end]) || strchr("OolI", text.data[end])); end++) {
			digits += scan_is_digit((unsigned char)text.data[end]);
			letters += !scan_is_digit((unsigned char)text.data[end]);
		}
		uint32_t before = scan_before(text, at, NULL), after = scan_at(text, end, NULL);
		bool latin = (before < 0x80 && before > ' ' && !strchr("-(,:;/.", (int)before)) || (after < 0x80 && after > ' ' && !strchr("-),:;/.", (int)after));
		if (letters == 1 && digits >= 2 && !latin)
			check_report(check, DIAG_CHECK_LETTER_IN_NUMBER, block, at, check_words_of(check, scan_slice(text, at, end)));
	}
}

void check_rule_characters(struct check *check, const struct check_text *text)
{
	const uint8_t *bits = check->basis->common_characters;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t at = 0, size;
		for (uint32_t c; (c = scan_at(block->text, at, &size)); at += size)
			if (c >= 0x80 && !(utf8_is_ideograph(c) && bits && is_common(bits, c)))
				check_one(check, text, block, at, size, c, bits);
		check_letters(check, block);
	}
}
