/* Number formats of workbooks (ECMA-376 part 1, 18.8.30 and 18.8.31) as what they are made of. */
#ifndef TABLE_XLSX_FORMAT_H
#define TABLE_XLSX_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "table/xlsx_numeral.h"

struct arena;

enum xlsx_token_kind {
	XLSX_LITERAL,  /* `text`, quoted or not */
	XLSX_DIGIT,    /* `sign`: 0 # ? */
	XLSX_POINT,
	XLSX_COMMA,
	XLSX_PERCENT,
	XLSX_EXPONENT, /* E+ */
	XLSX_SLASH,    /* of a fraction; `count`: its denominator, 0: by the digits behind it */
	XLSX_GENERAL,
	XLSX_TEXT,     /* @ */
	XLSX_YEAR,     /* from here on moments; `count`: letters */
	XLSX_MONTH,
	XLSX_DAY,      /* ddd: the day of the week */
	XLSX_WEEKDAY,  /* aaa, aaaa */
	XLSX_HOUR,
	XLSX_MINUTE,
	XLSX_SECOND,
	XLSX_HALF,     /* AM/PM, 上午/下午 */
};

struct xlsx_token {
	enum xlsx_token_kind kind;
	char sign;
	bool elapsed; /* [h]: all hours, not those of the day */
	int count;
	struct str text;
};

/* A format for numbers of one kind: positive, negative, zero, or as its condition says. */
struct xlsx_section {
	const struct xlsx_token *tokens;
	size_t count;
	struct str condition; /* "<", "<=", "=", "<>", ">", ">="; empty: by its place */
	struct xlsx_number bound;
	int digits;           /* 1: Chinese ones, [DBNum1]; 2: formal ones, [DBNum2]; 0: European ones */
	bool chinese;         /* names of months and days are, [$-804] */
	bool known;           /* all of it is understood */
};

struct xlsx_format {
	struct str code;
	struct xlsx_section sections[4];
	size_t count;
};

/* The format of a code, and of a built-in id, which is that of a Chinese Excel; NULL: General, or text. In the arena. */
const struct xlsx_format *xlsx_format_of_code(struct arena *arena, struct str code);
const struct xlsx_format *xlsx_format_of_id(struct arena *arena, size_t id);

/* Whether the section has a token of the kinds from `first` to `last`. */
bool xlsx_section_has(const struct xlsx_section *section, enum xlsx_token_kind first, enum xlsx_token_kind last);

/* The section for a number; NULL: none is meant for it. *absolute: it is shown without its sign. */
const struct xlsx_section *xlsx_section_for(const struct xlsx_format *format, const struct xlsx_number *number, bool *absolute);

/* The section for texts; NULL: they are shown as they are. */
const struct xlsx_section *xlsx_section_for_text(const struct xlsx_format *format);

#endif
