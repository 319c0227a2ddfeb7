#include "base/xml_stream.h"

#include <libxml/parser.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/memory.h"

struct xml_stream {
	struct arena *arena;
	const struct xml_stream_handler *handler;
	void *context;
	xmlParserCtxtPtr parser;
	bool stopped;
	const char *fault;
	char last;         /* byte that was fed */
	size_t attributes; /* since the last ‘<’ */
};

struct str xml_tag_attribute(const struct xml_tag *tag, const char *name)
{
	for (int i = 0; i < tag->count; i++) {
		const xmlChar **attribute = tag->attributes + 5 * i; /* name, prefix, address, value, its end */
		if (strcmp((const char *)attribute[0], name) == 0)
			return (struct str){ (const char *)attribute[3], (size_t)(attribute[4] - attribute[3]) };
	}
	return (struct str){ NULL, 0 };
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
	struct xml_tag tag = { attributes, attribute_count };
	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)default_count;
	if (!stream->stopped && !stream->handler->start(stream->context, (const char *)name, &tag))
		stop(stream);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml_stream *stream = context;
	(void)prefix, (void)uri;
	if (!stream->stopped && !stream->handler->end(stream->context, (const char *)name))
		stop(stream);
}

static void on_text(void *context, const xmlChar *text, int len)
{
	struct xml_stream *stream = context;
	if (!stream->stopped)
		stream->handler->text(stream->context, (struct str){ (const char *)text, (size_t)len });
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
	*stream = (struct xml_stream){ .arena = arena, .handler = handler, .context = context };
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

bool xml_stream_feed(struct xml_stream *stream, struct str piece)
{
	if (stream->stopped || stream->fault)
		return false;
	if (!check_tags(stream, piece)) {
		stream->fault = "too many attributes";
		return false;
	}
	int state = xmlParseChunk(stream->parser, piece.data, (int)piece.len, piece.len == 0);
	if (state && !stream->stopped && !stream->fault)
		stream->fault = "not well-formed";
	return !stream->stopped && !stream->fault;
}

const char *xml_stream_fault(const struct xml_stream *stream)
{
	return stream->fault;
}
