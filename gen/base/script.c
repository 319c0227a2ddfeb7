#include "base/script.h"

#include "base/buf.h"
#include "base/utf8.h"

/* What stands raised or lowered for a character; 0: there is none. */
static const struct {
	uint32_t plain, forms[2];
} signs[] = {
	{ '0', { 0x2070, 0x2080 } },    { '1', { 0x00B9, 0x2081 } },    { '2', { 0x00B2, 0x2082 } },    { '3', { 0x00B3, 0x2083 } },
	{ '4', { 0x2074, 0x2084 } },    { '5', { 0x2075, 0x2085 } },    { '6', { 0x2076, 0x2086 } },    { '7', { 0x2077, 0x2087 } },
	{ '8', { 0x2078, 0x2088 } },    { '9', { 0x2079, 0x2089 } },    { '+', { 0x207A, 0x208A } },    { '-', { 0x207B, 0x208B } },
	{ '=', { 0x207C, 0x208C } },    { '(', { 0x207D, 0x208D } },    { ')', { 0x207E, 0x208E } },    { 0x2010, { 0x207B, 0x208B } },
	{ 0x2011, { 0x207B, 0x208B } }, { 0x2012, { 0x207B, 0x208B } }, { 0x2013, { 0x207B, 0x208B } }, { 0x2212, { 0x207B, 0x208B } },
	{ 'i', { 0x2071, 0x1D62 } },    { 'n', { 0x207F, 0x2099 } },    { 'a', { 0, 0x2090 } },         { 'e', { 0, 0x2091 } },
	{ 'h', { 0, 0x2095 } },         { 'k', { 0, 0x2096 } },         { 'l', { 0, 0x2097 } },         { 'm', { 0, 0x2098 } },
	{ 'o', { 0, 0x2092 } },         { 'p', { 0, 0x209A } },         { 's', { 0, 0x209B } },         { 't', { 0, 0x209C } },
	{ 'x', { 0, 0x2093 } },
};

/* Full-width forms of ASCII (U+FF01 … U+FF5E) as these. */
static uint32_t narrow(uint32_t cp)
{
	return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFF01 + '!' : cp;
}

/* The form of the character; itself for blanks and what is such a form already, 0 where it has none. */
static uint32_t form_of(uint32_t cp, enum script script)
{
	if (cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x3000)
		return cp;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].plain == narrow(cp) || signs[i].forms[script] == cp)
			return signs[i].forms[script];
	return 0;
}

bool script_write(struct str text, enum script script, struct buf *out)
{
	size_t before = out->len, len;
	uint32_t cp, form = 0;
	for (; (len = utf8_decode(text.data, text.len, &cp)) && (form = form_of(cp, script)); text = str_from(text, len))
		buf_add_utf8(out, form);
	if (text.len)
		buf_cut(out, before);
	return !text.len;
}
