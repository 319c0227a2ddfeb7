#include "api/phrase.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

/* The folders below gen/api know no languages: what they say in English inside a message is listed here, so that it is gathered for
 * translation. The texts of strerror() are here for a machine without Chinese locales. */
static const char *const phrases[] = {
	/* vars: what filters take */
	N_("a whole number of at most 16 digits, such as 110"),
	N_("a decimal number, such as 12345.6"),
	N_("a number, such as 168500, of a variable with a unit of measure, or with one in the tag"),
	N_("a date, such as 2026-03-01"),
	N_("a list of single values"),
	N_("a single value, not a table"),
	N_("a year of four digits or a date"),
	N_("a whole number from 1 to 9999 (① to 50)"),
	N_("any value"),
	N_("序号:\"一、\", \"（一）\", \"1.\", \"（1）\" or \"①\""),
	/* merge: how tags are written */
	N_("{{name}}, {{name?}} or {{name|filter:\"text\"}}"),
	N_("{{#name}} or {{#name=\"a|b\"}}"),
	N_("{{>name parameter=\"text\"}}"),
	N_("{{<name}}"),
	N_("{{$name}}"),
	/* base, font, layout */
	N_("a Word, Excel or ZIP file"),
	N_("a Word or Excel file"),
	N_("a PDF"),
	N_("a picture"),
	N_("UTF-16 text"),
	N_("UTF-32 text"),
	N_("no details"),
	N_("not a RELAX NG grammar"),
	N_("the document is empty"),
	N_("cannot be read"),
	N_("has no such face"),
	N_("is not a TrueType or OpenType font"),
	N_("is a variable font; install a static one"),
	N_("has no outlines"),
	N_("its tables cannot be read"),
	N_("its outlines are damaged"),
	N_("its glyph numbers are damaged"),
	N_("the page has no room for the grid's characters"),
	N_("the page has no room for the grid's lines"),
	N_("the role ‘body’ is missing"),
	N_("the style ‘body’ is missing or has no size"),
	N_("the signature has no form of its kind"),
	/* xgettext:no-c-format */
	N_("the format of a page number needs one %d and no other %"),
	N_("a style with a size needs a font and at least 1 pt"),
	/* batch: what the values of a report must be */
	N_("a text"),
	N_("a list"),
	N_("a list of objects"),
	N_("an object"),
	N_("a number of seconds"),
	N_("a number of pages"),
	N_("a year"),
	N_("a whole number from 10 to 600"),
	N_("a whole number from 0"),
	N_("a whole number from 1"),
	N_("one of made, current, failed, crashed, timed-out"),
	N_("a list of parts, from 1 to the number of shards"),
	/* change */
	N_("damaged, or not written by plangen"),
	/* cli */
	N_("a number from 1"),
	N_("a part such as 3/16"),
	N_("each, end or none"),
	N_("1, 2, 3 or 4"),
	N_("ended (out of memory? see --memory)"),
	N_("took too long (see --timeout)"),
	/* strerror() */
	N_("No such file or directory"),
	N_("Permission denied"),
	N_("Not a directory"),
	N_("Is a directory"),
	N_("File exists"),
	N_("No space left on device"),
	N_("File too large"),
	N_("Read-only file system"),
	N_("File name too long"),
	N_("Disk quota exceeded"),
	N_("Bad file descriptor"),
	N_("Broken pipe"),
	N_("Input/output error"),
	N_("Too many levels of symbolic links"),
	N_("Too many open files"),
	N_("Operation not permitted"),
};

/* Kinds of nodes in words; only DIAG_NODE_EMPTY, DIAG_FOOTNOTE_PLACE and DIAG_READ_NOTE_MOVED name them, elsewhere the same words are names of elements. */
static const struct {
	const char *kind, *words;
} kinds[] = {
	{ "title", N_("title") },
	{ "recipient", N_("recipient") },
	{ "heading", N_("heading") },
	{ "table", N_("table") },
	{ "attachment-note", N_("attachment note") },
	{ "note", N_("note below the text") },
	{ "footnote", N_("footnote") },
	{ "paragraph", N_("paragraph") },
	{ "authority", N_("signature") },
	{ "date", N_("signature") },
	{ "root", N_("front matter") },
	{ "item", N_("item of a list") },
	{ "list", N_("list") },
	{ "quote", N_("quotation") },
	{ "row", N_("table") },
	{ "cell", N_("cell of a table") },
	{ "caption", N_("caption of a table") },
	{ "attachment", N_("attachment") },
	{ "signature", N_("signature") },
	{ "page-break", N_("page break") },
	{ "head", N_("head or record block") },
	{ "record", N_("head or record block") },
	{ "field", N_("head or record block") },
	{ "footnotes", N_("footnote") },
};

static const char *translate_kind(enum words_language language, const char *argument)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, argument) == 0)
			return words_in(language, kinds[i].words);
	return argument;
}

/* Types of values, as variables.xml names them, in words of who does not read English. */
static const struct {
	const char *type, *words;
} types[] = {
	{ "string", N_("text") },
	{ "text", N_("text of several lines") },
	{ "integer", N_("whole number") },
	{ "decimal", N_("number") },
	{ "percent", N_("percentage") },
	{ "date", N_("date") },
	{ "year", N_("a year") },
	{ "boolean", N_("yes or no") },
	{ "enum", N_("one of several words") },
	{ "list", N_("list") },
	{ "table", N_("table") },
	{ "markdown", N_("Markdown") },
	{ "integer, decimal or percent", N_("whole number, number or percentage") },
	{ "table or list", N_("table or list") },
};

static const char *translate_type(enum words_language language, const char *argument)
{
	for (size_t i = 0; language == WORDS_CHINESE && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].type, argument) == 0)
			return words_in(language, types[i].words);
	return argument;
}

/* Words that the commands print on their own. */
static const char *const words[] = {
	/* how the making of a document ended */
	N_("current"),
	N_("made"),
	N_("failed"),
	N_("crashed"),
	N_("timed-out"),
	/* where a value comes from */
	N_("built-in"),
	N_("default"),
	N_("year"),
	N_("unit-type"),
	N_("region"),
	N_("unit"),
	N_("unit-variant"),
	N_("document"),
	N_("data"),
	N_("set"),
	/* formats */
	N_("print-ready pages (PDF 1.7)"),
	N_("Word document to go on editing"),
	N_("Word document in one XML file (Flat OPC)"),
	N_("Markdown as sources are written: plangen render makes the same document of it"),
	N_("what the document says and how it is built, one node a line, to compare two documents"),
	N_("plain text, one paragraph a line, numbers written out"),
	N_("each page as a picture with its text (SVG)"),
	N_("each page as a picture of pixels, or a sheet of all pages (PNG)"),
	N_("every line with its place on the page (JSON)"),
};

static const char *translate(enum words_language language, const char *const *list, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], text) == 0)
			return words_in(language, list[i]);
	return text;
}

const char *phrase_of_word(enum words_language language, const char *word)
{
	return translate(language, words, sizeof words / sizeof *words, word);
}

/* Why a document is made again; those that end in a colon stand before a name. */
static const char *const reasons[] = {
	N_("new"),
	N_("forced"),
	N_("values"),
	N_("the plans in the book"),
	N_("file: "),
	N_("file appeared: "),
	N_("value: "),
	N_("output changed or gone: "),
	N_("option: formats"),
	N_("option: title"),
	N_("option: program"),
	N_("option: template"),
	N_("option: fonts"),
	N_("option: policy"),
};

void phrase_add_reason(enum words_language language, const char *reason, struct buf *out)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		size_t len = strlen(reasons[i]);
		bool before_name = reasons[i][len - 1] == ' ';
		if (before_name ? strncmp(reason, reasons[i], len) != 0 : strcmp(reason, reasons[i]) != 0)
			continue;
		buf_add_text(out, words_in(language, reasons[i]));
		buf_add_text(out, reason + len);
		return;
	}
	buf_add_text(out, reason);
}

const char *phrase_of_argument(enum words_language language, enum diag_code code, const char *argument)
{
	if (!argument)
		return NULL;
	if (code == DIAG_NODE_EMPTY || code == DIAG_FOOTNOTE_PLACE || code == DIAG_READ_NOTE_MOVED)
		return translate_kind(language, argument);
	if (code == DIAG_VALUE_WRONG_KIND || code == DIAG_RULE_TYPE || code == DIAG_NEVER_OF_TYPE)
		return translate_type(language, argument);
	if (code == DIAG_CHECK_VALUE_SET || code == DIAG_CHECK_VALUE_OF)
		return phrase_of_word(language, argument);
	return translate(language, phrases, sizeof phrases / sizeof *phrases, argument);
}

/* What libxml2 and jansson say; %1 … %3 stand for names, numbers and pieces of the file. */
static const char *const library_texts[] = {
	N_("Opening and ending tag mismatch: %1 line %2 and %3"),
	N_("Premature end of data in tag %1 line %2"),
	N_("Couldn't find end of Start Tag %1 line %2"),
	N_("Start tag expected, '<' not found"),
	N_("Extra content at the end of the document"),
	N_("Document is empty"),
	N_("Attribute %1 redefined"),
	N_("Specification mandates value for attribute %1"),
	N_("attributes construct error"),
	N_("AttValue: \" or ' expected"),
	N_("Unescaped '<' not allowed in attributes values"),
	N_("StartTag: invalid element name"),
	N_("xmlParseEntityRef: no name"),
	N_("EntityRef: expecting ';'"),
	N_("Entity '%1' not defined"),
	N_("PCDATA invalid Char value %1"),
	N_("Did not expect element %1 there"),
	N_("Did not expect text in element %1 content"),
	N_("Expecting element %1, got %2"),
	N_("Expecting an element %1, got nothing"),
	N_("Element %1 has extra content: %2"),
	N_("Element %1 failed to validate attributes"),
	N_("Element %1 failed to validate content"),
	N_("Invalid attribute %1 for element %2"),
	N_("string or '}' expected near %1"),
	N_("'}' expected near %1"),
	N_("']' expected near %1"),
	N_("':' expected near %1"),
	N_("unexpected token near %1"),
	N_("invalid token near %1"),
	N_("invalid escape near %1"),
	N_("unexpected newline near %1"),
	N_("premature end of input near %1"),
	N_("duplicate object key near %1"),
	N_("end of file expected near %1"),
	N_("too big integer"),
	N_("end of file"),
};

enum { LIBRARY_PARTS = 3 };

/* Whether the text is of this form; `parts` receives what stands for %1 … %3. */
static bool has_form(struct str text, const char *form, struct str parts[LIBRARY_PARTS])
{
	struct str rest = str_of(form), literal = str_cut(&rest, "%");
	if (literal.len > text.len || memcmp(text.data, literal.data, literal.len) != 0)
		return false;
	text = (struct str){ text.data + literal.len, text.len - literal.len };
	while (rest.data) {
		struct str *part = &parts[rest.data[0] - '1'];
		rest = (struct str){ rest.data + 1, rest.len - 1 };
		literal = str_cut(&rest, "%");
		char behind[64];
		snprintf(behind, sizeof behind, "%.*s", (int)literal.len, literal.data);
		size_t at = literal.len ? str_find(text, behind) : text.len;
		if (at == (size_t)-1 || (!rest.data && at + literal.len != text.len))
			return false;
		*part = (struct str){ text.data, at };
		text = (struct str){ text.data + at + literal.len, text.len - at - literal.len };
	}
	return !text.len;
}

bool phrase_add_library(enum words_language language, const char *argument, struct buf *out)
{
	for (size_t i = 0; i < sizeof library_texts / sizeof *library_texts; i++) {
		struct str parts[LIBRARY_PARTS] = { { NULL, 0 } };
		if (!has_form(str_of(argument), library_texts[i], parts))
			continue;
		struct buf given[LIBRARY_PARTS] = { BUF_INIT };
		struct diag shown = { .arguments = { "", "", "", "" } };
		for (size_t j = 0; j < LIBRARY_PARTS && parts[j].data; j++) {
			buf_add_str(&given[j], parts[j]);
			shown.arguments[j] = strcmp(given[j].data, "end of file") == 0 ? words_in(language, "end of file") : given[j].data;
		}
		diag_format(&shown, words_in(language, library_texts[i]), out);
		for (size_t j = 0; j < LIBRARY_PARTS; j++)
			buf_free(&given[j]);
		return true;
	}
	return false;
}

/* Arguments that are lists of names. */
static const struct {
	enum diag_code code;
	size_t argument;
} lists[] = {
	{ DIAG_UNIT_NOT_LISTED, 1 },	   { DIAG_UNKNOWN_FORMAT, 1 },	{ DIAG_UNKNOWN_TEMPLATE, 1 },
	{ DIAG_VARIANT_UNKNOWN_NEAR, 1 },  { DIAG_VARIANT_AMBIGUOUS, 1 }, { DIAG_VARIABLE_UNKNOWN_NEAR, 1 },
	{ DIAG_TYPE_UNKNOWN_NEAR, 1 },	   { DIAG_YEAR_MISSING, 1 },	{ DIAG_UNIT_UNKNOWN_NEAR, 1 },
	{ DIAG_UNIT_AMBIGUOUS, 1 },	   { DIAG_GLYPH_MISSING, 2 },	{ DIAG_FONT_NONE, 1 },
	{ DIAG_FONTS_SUBSTITUTED, 0 },	   { DIAG_META_HIDDEN, 0 },	{ DIAG_REGION_UNKNOWN_NEAR, 1 },
	{ DIAG_PICK_NEAR, 1 },		   { DIAG_FORM_NEW_UNIT, 2 },	{ DIAG_FORM_PLAN_TAKEN, 3 },	{ DIAG_OWN_UNKNOWN_NEAR, 2 },
	{ DIAG_FORM_TYPE, 2 },		   { DIAG_YEAR_EACH, 1 },
	{ DIAG_OWN_NOWHERE_NEAR, 1 },	   { DIAG_UNKNOWN_FORMAT_NEAR, 2 }, { DIAG_UNKNOWN_TEMPLATE_NEAR, 2 },
};

bool phrase_is_list(enum diag_code code, size_t argument)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (lists[i].code == code && lists[i].argument == argument)
			return true;
	return false;
}

void phrase_add_list(enum words_language language, const char *list, struct buf *out)
{
	struct str rest = str_of(list);
	for (bool more = false; rest.data; more = true) {
		struct str name = str_cut(&rest, ", ");
		bool quoted = str_starts(name, "‘") && str_ends(name, "’");
		size_t quote = quoted ? sizeof "‘" - 1 : 0;
		buf_add_text(out, more ? words_in(language, ", ") : "");
		buf_add_text(out, quoted ? words_in(language, "‘") : "");
		buf_add(out, name.data + quote, name.len - 2 * quote);
		buf_add_text(out, quoted ? words_in(language, "’") : "");
	}
}
