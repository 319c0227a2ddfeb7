/* The pieces that most XML is made of: tags of names in ASCII and plain attributes, texts with the references that need no declaration. What reads a document
 * as a tree (base/xml_plain.h) and what tells of it bit by bit (base/xml_scan.h) both read these, and leave all else to libxml2: so there are no errors
 * here, only pieces that are not of this kind, or not all there.
 *
 * Each text ends in NUL behind what may be read. Functions that take `at` leave it behind what they read, or, where they return false, anywhere in it. */
#ifndef BASE_XML_LEX_H
#define BASE_XML_LEX_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

/* A text or the value of an attribute, as it is written. */
struct xml_run {
	struct str text;
	bool wide;       /* it has characters of several bytes, which are still to be checked (xml_lex_check_wide()) */
	bool references; /* it has ‘&’: xml_lex_resolve() makes what is meant of it */
	bool shaped;     /* it has tabs or line ends, which are blanks in values */
};

struct xml_name {
	struct str whole;
	struct str local; /* its part behind a prefix */
};

struct xml_lex_attribute {
	struct xml_name name;
	struct xml_run value;
};

/* Whether the character is one that no text has as it stands, or that a parser changes: controls, carriage returns. */
bool xml_lex_is_strange(char c);

/* Whether a name may begin so. */
bool xml_lex_begins_name(char c);

/* Behind blanks, tabs and line feeds. */
const char *xml_lex_blanks(const char *at);

/* Reads to the first `end` or what no text has; whether that is the end. */
bool xml_lex_run(const char **at, char end, struct xml_run *run);

/* Whether characters of several bytes are valid, and none of those that XML has not. */
bool xml_lex_check_wide(struct str text);

/* Puts the text with its references resolved into `out`, which is emptied; false where one is not known. */
bool xml_lex_resolve(struct buf *out, struct str text);

/* A name, with one prefix at most. */
bool xml_lex_name(const char **at, struct xml_name *name);

/* An attribute from its name to the closing quote; none that declares a namespace for all. */
bool xml_lex_attribute(const char **at, struct xml_lex_attribute *attribute);

/* Goes behind blanks to the next attribute of a tag, or behind the tag's end, which makes *ended true; *closed: it is that of an element without content.
 * False: neither follows. */
bool xml_lex_next_attribute(const char **at, bool *ended, bool *closed);

#endif
