/* What most of a large XML document is made of, read without a parser: tags of names and plain attributes, and texts between them (base/xml_lex.h), inside an element that
 * a parser has opened. As soon as something else turns up (a declaration, a comment, a name that is not ASCII, a fault), it stops before it, and a
 * parser that is told of the elements that are open goes on; so this knows no errors, and reads nothing otherwise than the parser would. */
#ifndef BASE_XML_SCAN_H
#define BASE_XML_SCAN_H

#include "base/xml_stream.h"

enum xml_scan_state {
	XML_SCAN_GOES_ON, /* the next piece, please */
	XML_SCAN_ENDS,    /* the rest is for a parser */
	XML_SCAN_STOPPED, /* by the handler */
};

struct xml_scan;

/* Bytes up to and with the start tag of the root, where the piece begins like a document in UTF-8 without DTD; 0: it does not. */
size_t xml_scan_head(struct str piece);

/* A scan that has not begun, of what follows the root's start tag; released with `arena`. */
struct xml_scan *xml_scan_new(struct arena *arena, const struct xml_stream_handler *handler, void *context);

/* A prefix that the root declares. */
void xml_scan_declare(struct xml_scan *scan, const char *prefix);

enum xml_scan_state xml_scan_feed(struct xml_scan *scan, struct str piece);

/* For a parser that goes on, once xml_scan_feed() said so or the document ends: feeds it the start tags of the elements that are open in the root, with
 * as many line ends before each as there were, so that it counts lines as the document has them; then the text that was not read. What the first part makes the parser say was
 * said before: *tags start tags and *lines characters of text. False: it would take no more. */
bool xml_scan_hand_over(struct xml_scan *scan, bool (*feed)(void *context, struct str piece), void *context, size_t *tags, size_t *lines);

#endif
