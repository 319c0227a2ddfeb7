/* XML that comes in pieces and may be large: its tags and texts one after the other, no tree. As safe as xml_load(): no DTD, no entities but the five
 * of XML, nothing from outside. For parts of OOXML packages, whose prefixes do not matter here. */
#ifndef BASE_XML_STREAM_H
#define BASE_XML_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

struct xml_attribute {
	struct str name; /* without prefix */
	struct str value;
};

/* A tag's attributes, as long as the call lasts. */
struct xml_tag {
	const struct xml_attribute *attributes;
	int count;
};

/* The attribute's value by its name without prefix, as it reads when it has no references; NULL data: there is none. */
struct str xml_tag_attribute(const struct xml_tag *tag, const char *name);

/* Who is told; names are without prefix. Any may stop the reading by returning false. */
struct xml_stream_handler {
	bool (*start)(void *context, const char *name, const struct xml_tag *tag);
	bool (*end)(void *context, const char *name);
	void (*text)(void *context, struct str text);

	/* May be NULL. Looks at the text from `at`, where a tag or text begins, to a NUL, and reads elements that are there as a whole, well-formed and
	 * without line ends, as the calls above would. Returns where it ends; NULL: it stops the reading. */
	const char *(*leap)(void *context, const char *at);
};

struct xml_stream;

/* A reading that has not begun; it is released with `arena`. */
struct xml_stream *xml_stream_new(struct arena *arena, const struct xml_stream_handler *handler, void *context);

/* The next piece; an empty one ends the document. False when it is not well-formed, or somebody stopped. */
bool xml_stream_feed(struct xml_stream *stream, struct str piece);

/* What is wrong with the document, in libxml2's words; NULL: nothing, or it was stopped. */
const char *xml_stream_fault(const struct xml_stream *stream);

#endif
