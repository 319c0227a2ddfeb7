/* Safe reading of XML: the only place that opens a libxml2 parser.
 *
 * No network, no external entities, no DTD: a DOCTYPE is an error, so that no entity can be declared at all.
 * A node may be NULL everywhere: it is an element without anything in it. What a grammar promises is thus never relied upon for
 * the safety of a read. Plan sources, catalogue, variables and year profiles all come through here. */
#ifndef BASE_XML_H
#define BASE_XML_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct diag_list;
struct known;

/* The document of `source`, whose text is UTF-8 whatever its XML declaration says; CDATA sections come as text. With
 * a `schema_path` it is validated against that RELAX NG grammar (NULL: well-formedness only), unless `known` (NULL: nothing) has
 * found the same text valid before: then it is read without libxml2 where it is plain (base/xml_plain.h). Content errors, with their lines, go to `diags`: NULL when there was any. The document is
 * released with `arena`. Safe in threads that do not share `known`. */
xmlDocPtr xml_load(struct arena *arena, const struct source *source, const char *schema_path, struct known *known,
		   struct diag_list *diags);

/* Place of an element: its tag's '<' where that stands on the line libxml2 counts for it, else the line's first
 * character that is not a blank. Other nodes: that character too. */
struct place xml_place(const struct source *source, const xmlNode *node);

/* Whether `node` is an element of this name (plangen's formats have no namespaces). */
bool xml_is(const xmlNode *node, const char *name);

/* First child element, and the next sibling element; NULL when there is none. */
const xmlNode *xml_first(const xmlNode *parent);
const xmlNode *xml_next(const xmlNode *node);

/* Number of child elements. */
size_t xml_count(const xmlNode *parent);

/* Value of an attribute, copied to the arena; NULL when the element does not have it. */
const char *xml_attribute(struct arena *arena, const xmlNode *node, const char *name);

/* The same of an attribute that the grammar demands. A grammar that was altered may have let the element through without it: then ""
 * with an error in `diags`. */
const char *xml_needed(struct arena *arena, const struct source *source, const xmlNode *node, const char *name,
		       struct diag_list *diags);

/* Whether texts and attributes from `node` on hold only characters that may be printed (utf8_is_unwanted()); else an error for each. */
bool xml_check_characters(const struct source *source, const xmlNode *node, struct diag_list *diags);

/* All text inside an element, its descendants' too, copied to the arena; never NULL. */
struct str xml_text(struct arena *arena, const xmlNode *node);

#endif
