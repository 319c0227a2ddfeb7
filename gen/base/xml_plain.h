/* Plain XML, read without libxml2 and into its structures: documents of elements without namespaces, attributes, text, comments and the
 * references that need no declaration (base/xml_lex.h reads these for it). Our own files of data are such, and every command reads some; libxml2 takes ten times as long.
 *
 * What is read is what libxml2 reads of the same text, but for comments, which are left out, and the lines of text nodes. All else is left
 * to it: whatever is not plain, whatever is wrong and thus needs a message. */
#ifndef BASE_XML_PLAIN_H
#define BASE_XML_PLAIN_H

#include <libxml/tree.h>

#include "base/source.h"

struct arena;

/* The document, whose every part lives in `arena` and is never freed by itself; NULL where the text is not plain XML or not well-formed. */
xmlDocPtr xml_plain_read(struct arena *arena, const struct source *source);

#endif
