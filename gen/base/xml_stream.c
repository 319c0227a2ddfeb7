#include "base/xml_stream.h"

#include <libxml/parser.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/xml_scan.h"

struct xml_stream {
	struct arena *arena;
	const struct xml_stream_handler *handler;
	void *context;
	xmlParserCtxtPtr parser;
	bool stopped;
	const char *fault;
	char last;         /* byte that was fed */
	size_t attributes; /* since the last ‘<’ */
	enum {
		BEGINS, /* the parser gets the start tag of the root, */
		SCANS,  /* the scan what is simple in it, while the parser waits, */
		PARSES  /* and the parser the rest */
	} phase;
	struct xml_scan *scan;
	bool rooted;              /* the root is open */
	size_t told_tags, told_characters; /* that the parser will tell of, and the scan has */
};

struct str xml_tag_attribute(const struct xml_tag *tag, const char *name)
{
	for (int i = 0; i < tag->count; i++)
		if (str_is(tag->attributes[i].name, name))
			return tag->attributes[i].value;
	return (struct str){ NULL, 0 };
}

/* Nothing is told of what stands behind a fault, of which there may be more or less in a piece. */
static bool is_read(const struct xml_stream *stream)
{
	return !stream->stopped && !stream->fault;
}

static void stop(struct xml_stream *stream)
{
	stream->stopped = true;
	xmlStopParser(stream->parser);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int attribute_count, int default_count, const xmlChar **attributes)
{
	struct xml_stream *stream = context;
	struct xml_attribute list[LIMIT_XML_ATTRIBUTES];
	struct xml_tag tag = { list, attribute_count < LIMIT_XML_ATTRIBUTES ? attribute_count : LIMIT_XML_ATTRIBUTES };
	(void)prefix, (void)uri, (void)default_count;
	if (stream->told_tags) {
		stream->told_tags--;
		return;
	}
	for (int i = 0; !stream->rooted && i < namespace_count; i++) /* prefix, address */
		if (namespaces[2 * i])
			xml_scan_declare(stream->scan, (const char *)namespaces[2 * i]);
	stream->rooted = true;
	for (int i = 0; i < tag.count; i++) {
		const xmlChar **given = attributes + 5 * i; /* name, prefix, address, value, its end */
		list[i] = (struct xml_attribute){ str_of((const char *)given[0]), { (const char *)given[3], (size_t)(given[4] - given[3]) } };
	}
	if (is_read(stream) && !stream->handler->start(stream->context, (const char *)name, &tag))
		stop(stream);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml_stream *stream = context;
	(void)prefix, (void)uri;
	if (is_read(stream) && !stream->handler->end(stream->context, (const char *)name))
		stop(stream);
}

static void on_text(void *context, const xmlChar *text, int len)
{
	struct xml_stream *stream = context;
	size_t told = (size_t)len < stream->told_characters ? (size_t)len : stream->told_characters;
	stream->told_characters -= told;
	if (is_read(stream) && (size_t)len > told)
		stream->handler->text(stream->context, (struct str){ (const char *)text + told, (size_t)len - told });
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	struct xml_stream *stream = context;
	(void)name, (void)external, (void)system;
	stream->fault = "DOCTYPE";
	stop(stream);
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct xml_stream *stream = context;
	if (stream->stopped || stream->fault || error->level < XML_ERR_ERROR)
		return;
	struct str message = str_trim(str_of(error->message));
	stream->fault = arena_copy(stream->arena, message.data, message.len);
}

static void release(void *parser)
{
	xmlFreeParserCtxt(parser);
}

struct xml_stream *xml_stream_new(struct arena *arena, const struct xml_stream_handler *handler, void *context)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
			      .startElementNs = on_start,
			      .endElementNs = on_end,
			      .characters = on_text,
			      .cdataBlock = on_text,
			      .internalSubset = on_doctype,
			      .serror = on_error };
	struct xml_stream *stream = ARENA_NEW(arena, struct xml_stream);
	*stream = (struct xml_stream){ .arena = arena, .handler = handler, .context = context, .scan = xml_scan_new(arena, handler, context) };
	stream->parser = xmlCreatePushParserCtxt(&sax, stream, NULL, 0, NULL);
	if (!stream->parser)
		memory_fail();
	xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
	arena_on_free(arena, release, stream->parser);
	return stream;
}

/* Whether no tag of the piece has more attributes than the limit: libxml2 compares each with each before it tells of any. */
static bool check_tags(struct xml_stream *stream, struct str piece)
{
	for (size_t i = 0; i < piece.len; i++) {
		char c = piece.data[i];
		if (c == '<')
			stream->attributes = 0;
		else if ((c == '"' || c == '\'') && stream->last == '=')
			stream->attributes++;
		if (stream->attributes > LIMIT_XML_ATTRIBUTES)
			return false;
		stream->last = c;
	}
	return true;
}

static bool parse(void *context, struct str piece)
{
	struct xml_stream *stream = context;
	if (!check_tags(stream, piece)) {
		stream->fault = "too many attributes";
		return false;
	}
	int state = xmlParseChunk(stream->parser, piece.data, (int)piece.len, piece.len == 0);
	if (state && !stream->stopped && !stream->fault)
		stream->fault = "not well-formed";
	return is_read(stream);
}

static bool scan(struct xml_stream *stream, struct str piece)
{
	enum xml_scan_state state = piece.len ? xml_scan_feed(stream->scan, piece) : XML_SCAN_ENDS;
	stream->stopped = state == XML_SCAN_STOPPED;
	if (state != XML_SCAN_ENDS)
		return !stream->stopped;
	stream->phase = PARSES;
	return xml_scan_hand_over(stream->scan, parse, stream, &stream->told_tags, &stream->told_characters) && (piece.len || parse(stream, piece));
}

static bool begin(struct xml_stream *stream, struct str piece)
{
	size_t head = xml_scan_head(piece);
	stream->phase = PARSES;
	if (!head)
		return parse(stream, piece);
	if (!parse(stream, (struct str){ piece.data, head }))
		return false;
	stream->phase = stream->rooted ? SCANS : PARSES;
	return head == piece.len || xml_stream_feed(stream, str_from(piece, head));
}

bool xml_stream_feed(struct xml_stream *stream, struct str piece)
{
	if (stream->stopped || stream->fault)
		return false;
	return stream->phase == BEGINS ? begin(stream, piece) : stream->phase == SCANS ? scan(stream, piece) : parse(stream, piece);
}

const char *xml_stream_fault(const struct xml_stream *stream)
{
	return stream->fault;
}
