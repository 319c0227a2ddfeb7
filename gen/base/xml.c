#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemastypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/known.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/xml_plain.h"

/* What the callbacks of one reading know. */
struct reading {
	const struct source *source;
	struct diag_list *diags;
	const char *grammar; /* path of the grammar while one is compiled, else NULL */
	const struct source *rules; /* the grammar while the document is validated */
	enum diag_code code; /* of the errors reported */
	int last_line;	     /* of the last error: follow-up errors on a line say nothing new */
	size_t errors;
	startElementNsSAX2Func start; /* libxml2's own */
	size_t nodes;	 /* elements and attributes so far */
	bool stopped; /* libxml2 still calls a stopped document well-formed, so this flag is our own */
};

static xmlDocPtr parse(struct reading *reading);

/* libxml2 makes its tables for the whole process: before any thread reads. Nothing is loaded from outside, as on_doctype() refuses all
 * declarations; whoever owns the process may forbid it, too (base/libraries.h). */
static void prepare(void)
{
	xmlInitParser();
	xmlRelaxNGInitTypes();
	xmlSchemaInitTypes(); /* of XML Schema, which grammars name */
}

static struct place place_of_line(const struct source *source, long line)
{
	struct place place = source_place(source, line > 0 ? (size_t)line : 1, 1);
	struct str text = source_line(place);
	size_t skip = 0;
	while (skip < text.len && (text.data[skip] == ' ' || text.data[skip] == '\t'))
		skip++;
	place.offset += skip < text.len ? skip : 0;
	return place;
}

enum { PLACE_BYTES = 4096 }; /* of a line that are looked through for a place: a file of one line takes no more time than another */

/* Whether the text between < and > is a tag of the element. */
static bool is_tag(struct str inside, const xmlNode *element)
{
	struct str name = str_of((const char *)element->name), tag = str_starts(inside, "/") ? str_from(inside, 1) : inside;
	return str_starts(tag, name.data) && (tag.len == name.len || strchr(" \t/>", tag.data[name.len]));
}

/* Where the element's tag begins in the line, or -1. */
static size_t find_tag(struct str line, const xmlNode *element)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.data[i] == '<' && is_tag(str_from(line, i + 1), element))
			return i;
	return (size_t)-1;
}

/* Whether the line's text up to `at` ends in the tag that stands before the text node: the end of its brother, or the start of its
 * parent. */
static bool stands_behind(struct str line, size_t at, const xmlNode *text)
{
	size_t tag = at;
	while (tag > 0 && line.data[tag - 1] != '<')
		tag--;
	struct str inside = { line.data + tag, at - tag };
	const xmlNode *before = text->prev ? text->prev : text->parent;
	return tag && before->type == XML_ELEMENT_NODE && str_ends(inside, ">") && is_tag(inside, before);
}

/* Where the text begins in the line, or -1: it begins with a line feed, or is written with references. */
static size_t find_text(struct str line, const xmlNode *text)
{
	struct str rest = str_of((const char *)text->content), first = str_cut(&rest, "\n");
	for (size_t i = 0; first.len && i + first.len <= line.len; i++)
		if (memcmp(line.data + i, first.data, first.len) == 0 && stands_behind(line, i, text))
			return i;
	return (size_t)-1;
}

struct place xml_place(const struct source *source, const xmlNode *node)
{
	if (!node)
		return (struct place){ source, 0 };
	size_t at = (size_t)-1;
	struct place start = source_place(source, xmlGetLineNo(node) > 0 ? (size_t)xmlGetLineNo(node) : 1, 1);
	struct str line = source_line(start);
	line.len = line.len < PLACE_BYTES ? line.len : PLACE_BYTES;
	if (node->type == XML_ELEMENT_NODE)
		at = find_tag(line, node);
	else if (node->type == XML_TEXT_NODE)
		at = find_text(line, node);
	return at == (size_t)-1 ? place_of_line(source, xmlGetLineNo(node)) : (struct place){ source, start.offset + at };
}

/* An attribute that the grammar has for no element, or NULL. libxml2 names it only where nothing else is wrong. */
static const xmlChar *unknown_attribute(const struct reading *reading, const xmlNode *node)
{
	char declared[128];
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		snprintf(declared, sizeof declared, "<attribute name=\"%s\"", (const char *)a->name);
		if (str_find(reading->rules->text, declared) == (size_t)-1)
			return a->name;
	}
	return NULL;
}

/* ---- what is missing */

enum { GRAMMAR_DEPTH = 32 }; /* of references within each other */

static bool has_child(const xmlNode *node, const char *name)
{
	for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
		if (xml_is(child, name))
			return true;
	return false;
}

static bool is_named(const xmlNode *part, const char *name)
{
	xmlChar *own = xmlGetProp(part, BAD_CAST "name");
	bool same = own && strcmp((const char *)own, name) == 0;
	xmlFree(own);
	return same;
}

/* The grammar's first part of this kind and name, in document order, behind `from`. */
static const xmlNode *next_part(const xmlNode *from, const char *kind, const char *name)
{
	const xmlNode *node = from;
	do {
		const xmlNode *next = xml_first(node);
		for (; !next && node; node = node->parent)
			next = xml_next(node);
		node = next;
	} while (node && !(xml_is(node, kind) && is_named(node, name)));
	return node;
}

static bool add_missing(const xmlNode *part, const xmlNode *node, unsigned depth, struct buf *names);

/* Each alternative lacks something: all of that. */
static bool add_alternatives(const xmlNode *choice, const xmlNode *node, unsigned depth, struct buf *names)
{
	struct buf all = BUF_INIT;
	bool missing = true;
	for (const xmlNode *part = xml_first(choice); part && missing; part = xml_next(part)) {
		buf_add_text(&all, all.len ? "|" : "");
		missing = add_missing(part, node, depth, &all);
	}
	if (missing)
		buf_add_str(names, buf_str(&all));
	buf_free(&all);
	return missing;
}

/* Appends the name of the first element that the part of the grammar demands and the node lacks. */
static bool add_missing(const xmlNode *part, const xmlNode *node, unsigned depth, struct buf *names)
{
	if (depth > GRAMMAR_DEPTH)
		return false;
	if (xml_is(part, "element")) {
		xmlChar *name = xmlGetProp(part, BAD_CAST "name");
		bool missing = name && !has_child(node, (const char *)name);
		if (missing)
			buf_add_text(names, (const char *)name);
		xmlFree(name);
		return missing;
	}
	if (xml_is(part, "choice"))
		return add_alternatives(part, node, depth + 1, names);
	if (xml_is(part, "ref")) {
		xmlChar *name = xmlGetProp(part, BAD_CAST "name");
		part = next_part(xmlDocGetRootElement(part->doc), "define", (const char *)name);
		xmlFree(name);
	} else if (!xml_is(part, "group") && !xml_is(part, "oneOrMore") && !xml_is(part, "interleave")) {
		return false;
	}
	for (part = xml_first(part); part; part = xml_next(part))
		if (add_missing(part, node, depth + 1, names))
			return true;
	return false;
}

/* What the grammar demands of such an element and this one lacks. */
static void find_missing(const struct reading *reading, const xmlNode *node, struct buf *names)
{
	struct diag_list ignored;
	diag_init(&ignored, reading->diags->arena);
	struct reading rules = { .source = reading->rules, .diags = &ignored };
	xmlDocPtr grammar = parse(&rules);
	const xmlNode *element = grammar ? xmlDocGetRootElement(grammar) : NULL;
	while (element && !names->len) {
		element = next_part(element, "element", (const char *)node->name);
		for (const xmlNode *part = xml_first(element); part && !names->len; part = xml_next(part))
			add_missing(part, node, 0, names);
	}
	xmlFreeDoc(grammar);
}

/* libxml2 does not name an element that is missing where others follow it in the grammar. */
static bool describe_missing(const struct reading *reading, const xmlNode *node, struct str message, char *text, size_t size)
{
	struct buf names = BUF_INIT;
	bool nameless = node && reading->rules && str_is(message, "Expecting an element , got nothing");
	if (nameless)
		find_missing(reading, node, &names);
	if (names.len)
		snprintf(text, size, "Expecting an element %s, got nothing", names.data);
	else if (nameless)
		snprintf(text, size, "Element %s failed to validate content", (const char *)node->name);
	buf_free(&names);
	return nameless;
}

/* The error in words: libxml2's, or more than it says. */
static void describe(const struct reading *reading, const xmlError *error, char *text, size_t size)
{
	const xmlNode *node = error->node;
	const xmlChar *unknown = error->code == XML_RELAXNG_ERR_ATTRVALID && node ? unknown_attribute(reading, node) : NULL;
	struct str message = str_trim(str_of(error->message ? error->message : "?"));
	if (describe_missing(reading, node, message, text, size))
		return;
	if (unknown)
		snprintf(text, size, "Invalid attribute %s for element %s", (const char *)unknown, (const char *)node->name);
	else
		snprintf(text, size, "%.*s", (int)message.len, message.data);
}

static void report(struct reading *reading, const xmlError *error)
{
	if (error->code == XML_ERR_NO_MEMORY)
		memory_fail();
	if (reading->stopped || error->level < XML_ERR_ERROR)
		return;
	/* "failed to validate content" of the parents follows the error that says why. */
	bool follows =
		reading->errors && (error->line == reading->last_line || error->code == XML_RELAXNG_ERR_CONTENTVALID);
	reading->errors++;
	if (follows)
		return;
	reading->last_line = error->line;
	char text[512];
	describe(reading, error, text, sizeof text);
	if (reading->grammar) {
		diag_add(reading->diags, reading->code, NO_PLACE, reading->grammar, text);
		return;
	}
	const xmlNode *node = error->node;
	struct place place = node ? xml_place(reading->source, node) : place_of_line(reading->source, error->line);
	diag_add(reading->diags, reading->code, place, text);
}

static void on_parse_error(void *context, xmlErrorPtr error)
{
	report(((xmlParserCtxtPtr)context)->_private, error);
}

static void on_valid_error(void *context, xmlErrorPtr error)
{
	report(context, error);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	xmlParserCtxtPtr parser = context;
	struct reading *reading = parser->_private;
	reading->stopped = true;
	struct place place = place_of_line(reading->source, parser->input->line);
	diag_add(reading->diags, DIAG_XML_DOCTYPE, place);
	xmlStopParser(parser);
}

static void report_limit(struct diag_list *diags, enum diag_code code, struct place place, int limit)
{
	char number[24];
	snprintf(number, sizeof number, "%d", limit);
	diag_add(diags, code, place, number);
}

/* Ends the reading with the error that a limit was hit. */
static void stop(xmlParserCtxtPtr parser, enum diag_code code, int limit)
{
	struct reading *reading = parser->_private;
	report_limit(reading->diags, code, place_of_line(reading->source, parser->input->line), limit);
	reading->stopped = true;
	xmlStopParser(parser);
}

/* A small file may hold many elements, and each takes a hundred times the memory of its text. */
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int attribute_count, int default_count, const xmlChar **attributes)
{
	xmlParserCtxtPtr parser = context;
	struct reading *reading = parser->_private;
	reading->nodes += 1 + (size_t)namespace_count + (size_t)attribute_count;
	if (reading->nodes > LIMIT_XML_NODES)
		stop(parser, DIAG_XML_TOO_MANY_NODES, LIMIT_XML_NODES);
	else if (parser->nsNr / 2 > LIMIT_XML_ATTRIBUTES) /* a prefix and an address each */
		stop(parser, DIAG_XML_TOO_MANY_ATTRIBUTES, LIMIT_XML_ATTRIBUTES);
	else
		reading->start(context, name, prefix, uri, namespace_count, namespaces, attribute_count, default_count, attributes);
}

/* The text behind a comment, CDATA section, instruction or tag that begins `rest` with ‘<’; nothing when it has no end. Counts the
 * attributes of a tag. */
static struct str skip_markup(struct str rest, size_t *attributes)
{
	static const char *const marks[][2] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!str_starts(rest, marks[i][0]))
			continue;
		size_t end = str_find(str_from(rest, strlen(marks[i][0])), marks[i][1]);
		return end == (size_t)-1 ? str_from(rest, rest.len) : str_from(rest, strlen(marks[i][0]) + end);
	}
	size_t at = 1;
	for (*attributes = 0; at < rest.len && rest.data[at] != '>'; at++) {
		const char *quote = rest.data[at] == '"' || rest.data[at] == '\'' ?
					    memchr(rest.data + at + 1, rest.data[at], rest.len - at - 1) : NULL;
		*attributes += rest.data[at] == '=';
		at = quote ? (size_t)(quote - rest.data) : at;
	}
	return str_from(rest, at);
}

/* Whether some tag may be long enough for more attributes than the limit: each is five bytes at least, and none holds a ‘<’. */
static bool has_long_tag(struct str text)
{
	const char *end = text.data + text.len;
	for (const char *tag = text.data, *next; tag < end; tag = next) {
		next = memchr(tag + 1, '<', (size_t)(end - tag - 1));
		next = next ? next : end;
		if (next - tag > 5 * LIMIT_XML_ATTRIBUTES)
			return true;
	}
	return false;
}

/* Whether no tag has more attributes than the limit; else an error. libxml2 compares each with each before it tells of any. */
static bool check_tags(const struct source *source, struct diag_list *diags)
{
	struct str rest = has_long_tag(source->text) ? source->text : STR("");
	const char *tag;
	while ((tag = rest.len ? memchr(rest.data, '<', rest.len) : NULL) != NULL) {
		size_t attributes = 0;
		rest = skip_markup(str_from(rest, (size_t)(tag - rest.data)), &attributes);
		if (attributes <= LIMIT_XML_ATTRIBUTES)
			continue;
		struct place place = { source, (size_t)(tag - source->text.data) };
		report_limit(diags, DIAG_XML_TOO_MANY_ATTRIBUTES, place, LIMIT_XML_ATTRIBUTES);
		return false;
	}
	return true;
}

/* Parses without validation; the caller frees the document. NULL after errors. */
static xmlDocPtr parse(struct reading *reading)
{
	const struct source *source = reading->source;
	if (!check_tags(source, reading->diags))
		return NULL;
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser)
		memory_fail();
	parser->_private = reading;
	parser->sax->serror = on_parse_error;
	parser->sax->internalSubset = on_doctype;
	reading->start = parser->sax->startElementNs;
	parser->sax->startElementNs = on_start;
	/* NOENT: only the five entities of XML itself are left where on_doctype() refuses all declarations; libxml2 then takes
	 * an attribute's text as it is instead of looking for references in it once more. */
	int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT;
	xmlDocPtr doc = xmlCtxtReadMemory(parser, source->text.data, source->text.len <= INT_MAX ? (int)source->text.len : INT_MAX, NULL, "UTF-8", options);
	if (doc && (reading->errors || reading->stopped || !xmlDocGetRootElement(doc))) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (!doc && !reading->errors && !reading->stopped)
		diag_add(reading->diags, DIAG_XML_SYNTAX, ((struct place){ source, 0 }), "the document is empty");
	xmlFreeParserCtxt(parser);
	return doc;
}

/* The compiled grammar, owned by the caller; NULL with an error in diags. */
static xmlRelaxNGPtr compile(const struct source *source, struct diag_list *diags)
{
	struct reading reading = { .source = source, .diags = diags, .grammar = source->name, .code = DIAG_XML_GRAMMAR };
	xmlDocPtr doc = parse(&reading);
	if (!doc)
		return NULL;
	xmlRelaxNGParserCtxtPtr context = xmlRelaxNGNewDocParserCtxt(doc);
	xmlRelaxNGSetParserStructuredErrors(context, on_valid_error, &reading);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(context);
	xmlRelaxNGFreeParserCtxt(context);
	xmlFreeDoc(doc);
	if (!schema && !reading.errors)
		diag_add(diags, DIAG_XML_GRAMMAR, NO_PLACE, source->name, "not a RELAX NG grammar");
	return schema;
}

static bool validate_by(const struct source *rules, struct reading *reading, xmlDocPtr doc)
{
	xmlRelaxNGPtr schema = compile(rules, reading->diags);
	if (!schema)
		return false;
	reading->code = DIAG_XML_INVALID;
	reading->rules = rules;
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
	xmlRelaxNGSetValidStructuredErrors(context, on_valid_error, reading);
	bool valid = xmlRelaxNGValidateDoc(context, doc) == 0;
	xmlRelaxNGFreeValidCtxt(context);
	xmlRelaxNGFree(schema);
	if (!valid && !reading->errors)
		diag_add(reading->diags, DIAG_XML_INVALID, ((struct place){ reading->source, 0 }), "no details");
	return valid;
}

static void release(void *doc)
{
	xmlFreeDoc(doc);
}

/* The document by libxml2, valid by the grammar where there are `rules`; NULL with an error. */
static xmlDocPtr load(struct arena *arena, const struct source *source, const struct source *rules, struct diag_list *diags)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, prepare);
	struct reading reading = { .source = source, .diags = diags, .code = DIAG_XML_SYNTAX };
	xmlDocPtr doc = parse(&reading);
	if (!doc)
		return NULL;
	if (rules && !validate_by(rules, &reading, doc)) {
		xmlFreeDoc(doc);
		return NULL;
	}
	arena_on_free(arena, release, doc);
	return doc;
}

static struct hash hash_of(const struct source *source)
{
	bool file = source->hash.high || source->hash.low; /* text in memory has none */
	return file ? source->hash : hash_text(source->text);
}

xmlDocPtr xml_load(struct arena *arena, const struct source *source, const char *schema_path, struct known *known,
		   struct diag_list *diags)
{
	const struct source *rules = schema_path ? source_load(arena, schema_path, LIMIT_SOURCE_BYTES, diags) : NULL;
	if (!rules)
		return schema_path ? NULL : load(arena, source, NULL, diags);
	struct hash hash = hash_join(rules->hash, hash_of(source));
	bool valid = known_has(known, hash);
	xmlDocPtr doc = valid ? xml_plain_read(arena, source) : NULL;
	if (!doc)
		doc = load(arena, source, valid ? NULL : rules, diags);
	if (doc && !valid)
		known_add(known, hash);
	return doc;
}

bool xml_is(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *element_from(const xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

const xmlNode *xml_first(const xmlNode *parent)
{
	return parent ? element_from(parent->children) : NULL;
}

const xmlNode *xml_next(const xmlNode *node)
{
	return node ? element_from(node->next) : NULL;
}

size_t xml_count(const xmlNode *parent)
{
	size_t count = 0;
	for (const xmlNode *node = xml_first(parent); node; node = xml_next(node))
		count++;
	return count;
}

static const xmlAttr *find_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attribute = node ? node->properties : NULL; attribute; attribute = attribute->next)
		if (!attribute->ns && attribute->name[0] == (xmlChar)*name && strcmp((const char *)attribute->name, name) == 0)
			return attribute;
	return NULL;
}

/* parse() makes one text of an attribute, or none of an empty one. */
const char *xml_attribute(struct arena *arena, const xmlNode *node, const char *name)
{
	const xmlAttr *attribute = find_attribute(node, name);
	const xmlNode *text = attribute ? attribute->children : NULL;
	if (!text)
		return attribute ? "" : NULL;
	return arena_strdup(arena, text->content ? (const char *)text->content : "");
}

const char *xml_needed(struct arena *arena, const struct source *source, const xmlNode *node, const char *name,
		       struct diag_list *diags)
{
	const char *value = xml_attribute(arena, node, name);
	if (!value)
		diag_add(diags, DIAG_XML_LACKS, xml_place(source, node), (const char *)node->name, name);
	return value ? value : "";
}

struct str xml_text(struct arena *arena, const xmlNode *node)
{
	if (!node)
		return STR("");
	const xmlNode *only = node->type == XML_ELEMENT_NODE ? node->children : NULL;
	if (only && only->type == XML_TEXT_NODE && !only->next)
		return str_of(arena_strdup(arena, only->content ? (const char *)only->content : ""));
	xmlChar *value = xmlNodeGetContent(node);
	if (!value)
		memory_fail();
	char *copy = arena_strdup(arena, (const char *)value);
	xmlFree(value);
	return str_of(copy);
}

static bool check_text(const struct source *source, const xmlNode *place, const xmlChar *text, struct diag_list *diags)
{
	struct str rest = str_of(text ? (const char *)text : "");
	uint32_t c;
	for (size_t size; (size = utf8_decode(rest.data, rest.len, &c)) > 0; rest = str_from(rest, size)) {
		if (!utf8_is_unwanted(c))
			continue;
		char name[16];
		snprintf(name, sizeof name, "U+%04X", (unsigned)c);
		diag_add(diags, DIAG_FORBIDDEN_CHARACTER, xml_place(source, place), name);
		return false;
	}
	return true;
}

bool xml_check_characters(const struct source *source, const xmlNode *node, struct diag_list *diags)
{
	bool good = true;
	for (const xmlAttr *a = node && node->type == XML_ELEMENT_NODE ? node->properties : NULL; a; a = a->next)
		for (const xmlNode *text = a->children; text; text = text->next)
			good = check_text(source, node, text->content, diags) && good;
	if (node && node->type == XML_TEXT_NODE)
		good = check_text(source, node->parent, node->content, diags);
	for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
		good = xml_check_characters(source, child, diags) && good;
	return good;
}
