#include "table/xlsx_format.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* A section while it is read. */
struct scan {
	struct arena *arena;
	struct xlsx_section *section;
	struct xlsx_token *tokens;
	size_t room;
	struct str rest;
};

static struct xlsx_token *add(struct scan *s, enum xlsx_token_kind kind)
{
	struct xlsx_token *token = ARENA_PUSH(s->arena, s->tokens, s->section->count, s->room);
	token->kind = kind;
	return token;
}

static void add_literal(struct scan *s, struct str text)
{
	if (text.len)
		add(s, XLSX_LITERAL)->text = text;
}

/* The next `len` bytes, read. */
static struct str take(struct scan *s, size_t len)
{
	struct str taken = { s->rest.data, len < s->rest.len ? len : s->rest.len };
	s->rest = str_from(s->rest, taken.len);
	return taken;
}

/* Bytes of the character that the text begins with. */
static size_t character_bytes(struct str text)
{
	size_t len = text.len > 0;
	while (len < text.len && ((unsigned char)text.data[len] & 0xC0) == 0x80)
		len++;
	return len;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts_caseless(struct str text, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i < len; i++)
		if (i >= text.len || lower(text.data[i]) != word[i])
			return false;
	return true;
}

/* ---- what stands in [ ] */

/* [h], [mm], [ss] */
static bool take_elapsed(struct scan *s, struct str inner)
{
	char letter = inner.len ? lower(inner.data[0]) : '\0';
	for (size_t i = 0; i < inner.len; i++)
		if (lower(inner.data[i]) != letter)
			return false;
	if (letter != 'h' && letter != 'm' && letter != 's')
		return false;
	struct xlsx_token *token = add(s, letter == 'h' ? XLSX_HOUR : letter == 'm' ? XLSX_MINUTE : XLSX_SECOND);
	token->elapsed = true;
	token->count = (int)(inner.len < 9 ? inner.len : 9);
	return true;
}

/* [>=10000] */
static bool take_condition(struct scan *s, struct str inner)
{
	size_t len = 0;
	while (len < inner.len && len < 2 && strchr("<>=", inner.data[len]))
		len++;
	if (!len)
		return false;
	s->section->condition = (struct str){ inner.data, len };
	s->section->known &= xlsx_number_read(str_trim(str_from(inner, len)), &s->section->bound);
	return true;
}

/* [$¥-804]: a currency and a locale, in hexadecimal: its language, the calendar, the form of digits (18.8.31). F800 and F400 are the system's long
 * date and its time. */
static bool take_locale(struct scan *s, struct str inner)
{
	enum { LONG_DATE = 0xF800, TIME = 0xF400, LANGUAGE = 0x3FF, CHINESE = 4, CALENDAR = 0xFF0000, GREGORIAN = 0x10000 };
	if (!str_starts(inner, "$"))
		return false;
	struct str rest = str_from(inner, 1), currency = str_cut(&rest, "-");
	char number[16] = "";
	memcpy(number, rest.len ? rest.data : "", rest.len < sizeof number ? rest.len : sizeof number - 1);
	char *end = number;
	unsigned long locale = strtoul(number, &end, 16);
	add_literal(s, currency);
	if (*end || end == number) /* a name: zh-CN */
		locale = starts_caseless(rest, "zh") ? CHINESE : 0;
	s->section->chinese |= (locale & LANGUAGE) == CHINESE || locale == LONG_DATE;
	s->section->known &= (locale & CALENDAR) <= GREGORIAN;
	if (locale == LONG_DATE || locale == TIME)
		s->rest = locale == TIME ? STR("h:mm:ss") : STR("yyyy年m月d日");
	return true;
}

static void take_brackets(struct scan *s)
{
	size_t end = str_find(s->rest, "]");
	struct str inner = { s->rest.data + 1, (end == (size_t)-1 ? s->rest.len : end) - 1 };
	take(s, end == (size_t)-1 ? s->rest.len : end + 1);
	if (take_elapsed(s, inner) || take_condition(s, inner) || take_locale(s, inner))
		return;
	if (starts_caseless(inner, "dbnum")) {
		s->section->digits = inner.data[inner.len - 1] - '0';
		s->section->known &= s->section->digits == 1 || s->section->digits == 2;
	}
	/* else a colour */
}

/* ---- letters */

/* A run of one letter. */
static void take_letters(struct scan *s)
{
	static const struct {
		char letter;
		enum xlsx_token_kind kind;
	} kinds[] = { { 'y', XLSX_YEAR }, { 'e', XLSX_YEAR }, { 'm', XLSX_MONTH }, { 'd', XLSX_DAY },
		      { 'h', XLSX_HOUR }, { 's', XLSX_SECOND }, { 'a', XLSX_WEEKDAY } };
	char letter = lower(s->rest.data[0]);
	size_t len = 1;
	while (len < s->rest.len && lower(s->rest.data[len]) == letter)
		len++;
	take(s, len);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].letter == letter && (letter != 'a' || len == 3 || len == 4)) {
			add(s, kinds[i].kind)->count = letter == 'e' ? 4 : (int)(len < 9 ? len : 9);
			return;
		}
	s->section->known = false;
}

static bool take_word(struct scan *s)
{
	static const struct {
		const char *word;
		enum xlsx_token_kind kind;
	} words[] = { { "general", XLSX_GENERAL }, { "g/通用格式", XLSX_GENERAL }, { "am/pm", XLSX_HALF }, { "a/p", XLSX_HALF },
		      { "上午/下午", XLSX_HALF },	{ "e+", XLSX_EXPONENT },	  { "e-", XLSX_EXPONENT } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (starts_caseless(s->rest, words[i].word)) {
			struct str text = take(s, strlen(words[i].word));
			add(s, words[i].kind)->text = text;
			return true;
		}
	return false;
}

/* "text", \c, !c, _c (as wide as the character), *c (as often as there is room). */
static bool take_literal(struct scan *s)
{
	char c = s->rest.data[0];
	if (c == '"') {
		take(s, 1);
		size_t end = str_find(s->rest, "\"");
		add_literal(s, take(s, end == (size_t)-1 ? s->rest.len : end));
		take(s, 1);
		return true;
	}
	if (c != '\\' && c != '!' && c != '_' && c != '*')
		return false;
	take(s, 1);
	struct str next = take(s, character_bytes(s->rest));
	if (c != '*')
		add_literal(s, c == '_' ? STR(" ") : next);
	return true;
}

static bool take_sign(struct scan *s)
{
	static const struct {
		char sign;
		enum xlsx_token_kind kind;
	} signs[] = { { '0', XLSX_DIGIT }, { '#', XLSX_DIGIT }, { '?', XLSX_DIGIT }, { '.', XLSX_POINT },
		      { ',', XLSX_COMMA }, { '%', XLSX_PERCENT }, { '@', XLSX_TEXT }, { '/', XLSX_SLASH } };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].sign == s->rest.data[0]) {
			struct xlsx_token *token = add(s, signs[i].kind);
			token->sign = signs[i].sign;
			token->text = take(s, 1);
			return true;
		}
	return false;
}

static void take_token(struct scan *s)
{
	char c = lower(s->rest.data[0]);
	if (c == '[')
		take_brackets(s);
	else if (take_literal(s) || take_word(s) || take_sign(s))
		return;
	else if (c >= 'a' && c <= 'z')
		take_letters(s);
	else
		add_literal(s, take(s, character_bytes(s->rest)));
}

/* ---- what tokens mean beside others */

bool xlsx_section_has(const struct xlsx_section *section, enum xlsx_token_kind first, enum xlsx_token_kind last)
{
	for (size_t i = 0; i < section->count; i++)
		if (section->tokens[i].kind >= first && section->tokens[i].kind <= last)
			return true;
	return false;
}

/* m are minutes behind hours and before seconds; what parts numbers is literal in a moment, and behind seconds stand parts of them. */
static void settle_moment(struct xlsx_token *tokens, size_t count)
{
	const struct xlsx_token *before = NULL;
	for (size_t i = 0; i < count; i++) {
		struct xlsx_token *token = &tokens[i];
		if (token->kind < XLSX_YEAR) {
			bool part = before && before->kind == XLSX_SECOND && token[0].kind == XLSX_POINT && i + 1 < count && token[1].kind == XLSX_DIGIT;
			if (part || token->kind == XLSX_DIGIT)
				token->text = STR("");
			token->kind = XLSX_LITERAL;
			continue;
		}
		size_t next = i + 1;
		while (next < count && tokens[next].kind < XLSX_YEAR)
			next++;
		if (token->kind == XLSX_MONTH && token->count < 3 &&
		    ((before && before->kind == XLSX_HOUR) || (next < count && tokens[next].kind == XLSX_SECOND)))
			token->kind = XLSX_MINUTE;
		if (token->kind != XLSX_HALF)
			before = token;
	}
}

/* The / of a fraction stands between digits, or before its denominator, whose digits are literals. Other ones are literal. */
static void settle_slashes(struct xlsx_section *section, struct xlsx_token *tokens)
{
	size_t kept = 0;
	for (size_t i = 0; i < section->count; i++) {
		struct xlsx_token *token = &tokens[i];
		bool digit_before = kept && tokens[kept - 1].kind == XLSX_DIGIT;
		if (token->kind == XLSX_SLASH && (!digit_before || i + 1 == section->count))
			token->kind = XLSX_LITERAL;
		if (token->kind == XLSX_LITERAL && kept && tokens[kept - 1].kind == XLSX_SLASH && token->text.data[0] >= '1' &&
		    token->text.data[0] <= '9' && tokens[kept - 1].count < 1000) {
			tokens[kept - 1].count = tokens[kept - 1].count * 10 + token->text.data[0] - '0';
			continue;
		}
		if (token->kind == XLSX_DIGIT && token->sign == '0' && kept && tokens[kept - 1].kind == XLSX_SLASH && tokens[kept - 1].count) {
			tokens[kept - 1].count *= tokens[kept - 1].count < 1000 ? 10 : 1;
			continue;
		}
		tokens[kept++] = *token;
	}
	section->count = kept;
}

/* ---- sections */

/* Bytes of the section that the code begins with. */
static size_t section_bytes(struct str code)
{
	size_t at = 0;
	for (bool quoted = false, bracket = false; at < code.len && (quoted || bracket || code.data[at] != ';'); at++) {
		char c = code.data[at];
		if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == ']'))
			bracket = c == '[';
		else if (!quoted && !bracket && strchr("\\!_*", c) && at + 1 < code.len)
			at++;
	}
	return at;
}

static void read_section(struct arena *arena, struct str code, struct xlsx_section *section)
{
	struct scan s = { .arena = arena, .section = section, .rest = code };
	section->known = true;
	while (s.rest.len)
		take_token(&s);
	section->tokens = s.tokens;
	if (xlsx_section_has(section, XLSX_YEAR, XLSX_HALF))
		settle_moment(s.tokens, section->count);
	else
		settle_slashes(section, s.tokens);
}

const struct xlsx_format *xlsx_format_of_code(struct arena *arena, struct str code)
{
	enum { MOST_BYTES = 1024 };
	if (!code.len || str_is(code, "General") || str_is(code, "@") || str_is(code, "GENERAL") || str_is(code, "general"))
		return NULL;
	struct xlsx_format *format = ARENA_NEW(arena, struct xlsx_format);
	format->code = (struct str){ arena_copy(arena, code.data, code.len), code.len };
	struct str rest = format->code;
	if (rest.len > MOST_BYTES)
		rest.len = 0;
	do {
		size_t len = section_bytes(rest);
		read_section(arena, (struct str){ rest.data, len }, &format->sections[format->count++]);
		rest = len < rest.len ? str_from(rest, len + 1) : (struct str){ NULL, 0 };
	} while (rest.data && format->count < sizeof format->sections / sizeof *format->sections);
	format->sections[0].known &= !rest.data && code.len <= MOST_BYTES && (format->sections[0].condition.len || !format->sections[1].condition.len);
	return format;
}

/* 18.8.30; those that depend on the language as a Chinese Excel has them. */
static const struct {
	unsigned char first, last;
	const char *code;
} built_in[] = { { 1, 1, "0" },
		 { 2, 2, "0.00" },
		 { 3, 3, "#,##0" },
		 { 4, 4, "#,##0.00" },
		 { 5, 6, "\"¥\"#,##0;\"¥\"\\-#,##0" },
		 { 7, 8, "\"¥\"#,##0.00;\"¥\"\\-#,##0.00" },
		 { 9, 9, "0%" },
		 { 10, 10, "0.00%" },
		 { 11, 11, "0.00E+00" },
		 { 12, 12, "# ?/?" },
		 { 13, 13, "# ?\?/?\?" },
		 { 14, 14, "m/d/yyyy" },
		 { 15, 15, "d-mmm-yy" },
		 { 16, 16, "d-mmm" },
		 { 17, 17, "mmm-yy" },
		 { 18, 18, "h:mm AM/PM" },
		 { 19, 19, "h:mm:ss AM/PM" },
		 { 20, 20, "h:mm" },
		 { 21, 21, "h:mm:ss" },
		 { 22, 22, "m/d/yyyy h:mm" },
		 { 27, 27, "yyyy年m月" },
		 { 28, 29, "m月d日" },
		 { 30, 30, "m-d-yy" },
		 { 31, 31, "yyyy年m月d日" },
		 { 32, 32, "h时mm分" },
		 { 33, 33, "h时mm分ss秒" },
		 { 34, 34, "上午/下午h时mm分" },
		 { 35, 35, "上午/下午h时mm分ss秒" },
		 { 36, 36, "yyyy年m月" },
		 { 37, 38, "#,##0_);(#,##0)" },
		 { 39, 40, "#,##0.00_);(#,##0.00)" },
		 { 41, 42, "#,##0_ ;-#,##0_ " },
		 { 43, 44, "#,##0.00_ ;-#,##0.00_ " },
		 { 45, 45, "mm:ss" },
		 { 46, 46, "[h]:mm:ss" },
		 { 47, 47, "mm:ss.0" },
		 { 48, 48, "##0.0E+0" },
		 { 50, 50, "yyyy年m月" },
		 { 51, 51, "m月d日" },
		 { 52, 52, "yyyy年m月" },
		 { 53, 54, "m月d日" },
		 { 55, 55, "上午/下午h时mm分" },
		 { 56, 56, "上午/下午h时mm分ss秒" },
		 { 57, 57, "yyyy年m月" },
		 { 58, 58, "m月d日" } };

const struct xlsx_format *xlsx_format_of_id(struct arena *arena, size_t id)
{
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
		if (id >= built_in[i].first && id <= built_in[i].last)
			return xlsx_format_of_code(arena, str_of(built_in[i].code));
	return NULL;
}

static bool fulfils(const struct xlsx_section *section, const struct xlsx_number *number)
{
	int order = xlsx_number_compare(number, &section->bound);
	struct str sign = section->condition;
	bool has_equal = memchr(sign.data, '=', sign.len), has_less = memchr(sign.data, '<', sign.len), has_more = memchr(sign.data, '>', sign.len);
	return (order == 0 && has_equal) || (order < 0 && has_less) || (order > 0 && has_more);
}

const struct xlsx_section *xlsx_section_for(const struct xlsx_format *format, const struct xlsx_number *number, bool *absolute)
{
	const struct xlsx_section *sections = format->sections;
	size_t count = format->count < 3 ? format->count : 3;
	*absolute = false;
	if (sections[0].condition.len || (count > 1 && sections[1].condition.len)) {
		for (size_t i = 0; i < count; i++)
			if (!sections[i].condition.len || fulfils(&sections[i], number))
				return &sections[i];
		return NULL;
	}
	if (count == 1 && xlsx_section_has(&sections[0], XLSX_TEXT, XLSX_TEXT))
		return NULL; /* of texts alone */
	size_t last = count - (count > 1 && count == format->count && xlsx_section_has(&sections[count - 1], XLSX_TEXT, XLSX_TEXT));
	*absolute = last > 1 && number->negative;
	return &sections[*absolute ? 1 : last > 2 && !number->count ? 2 : 0];
}

const struct xlsx_section *xlsx_section_for_text(const struct xlsx_format *format)
{
	const struct xlsx_section *last = &format->sections[format->count - 1];
	return format->count == 4 || xlsx_section_has(last, XLSX_TEXT, XLSX_TEXT) ? last : NULL;
}
