#include "book/compendium.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "base/xml.h"
#include "catalogue/catalogue.h"

struct reader {
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
	struct compendium *out;
};

static bool is_true(const struct reader *reader, const xmlNode *node, const char *name)
{
	const char *text = xml_attribute(reader->arena, node, name);
	return text && (strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
}

static struct compendium_text read_text(const struct reader *reader, const xmlNode *node)
{
	return (struct compendium_text){ str_trim(xml_text(reader->arena, node)), xml_place(reader->source, node) };
}

/* The <line>s of a cover or colophon; their number. */
static size_t read_lines(struct reader *reader, const xmlNode *node, const struct compendium_text **out)
{
	struct compendium_text *lines = NULL;
	size_t count = 0, capacity = 0;
	for (const xmlNode *line = xml_first(node); line; line = xml_next(line))
		*ARENA_PUSH(reader->arena, lines, count, capacity) = read_text(reader, line);
	*out = lines;
	return count;
}

static void read_plans(struct reader *reader, const xmlNode *node)
{
	struct compendium *out = reader->out;
	struct compendium_plan *plans = NULL, *excluded = NULL;
	size_t plan_room = 0, excluded_room = 0;
	out->all = is_true(reader, node, "all");
	for (const xmlNode *n = xml_first(node); n; n = xml_next(n)) {
		struct compendium_plan *new = xml_is(n, "plan") ?
						      ARENA_PUSH(reader->arena, plans, out->plan_count, plan_room) :
						      ARENA_PUSH(reader->arena, excluded, out->excluded_count, excluded_room);
		new->variant = xml_needed(reader->arena, reader->source, n, "variant", reader->diags);
		new->unit = xml_attribute(reader->arena, n, "unit");
		new->place = xml_place(reader->source, n);
	}
	out->plans = plans;
	out->excluded = excluded;
}

static void read_book(struct reader *reader, const xmlNode *book)
{
	struct compendium *out = reader->out;
	const char *name = xml_attribute(reader->arena, book, "template");
	const char *titles = xml_attribute(reader->arena, book, "titles");
	out->page_template = name ? name : "compendium";
	out->unit_titles = titles && strcmp(titles, "unit") == 0;
	out->odd_pages = is_true(reader, book, "odd-pages");
	for (const xmlNode *node = xml_first(book); node; node = xml_next(node)) {
		if (xml_is(node, "title")) {
			out->title = read_text(reader, node);
		} else if (xml_is(node, "cover")) {
			out->cover = true;
			out->line_count = read_lines(reader, node, &out->lines);
		} else if (xml_is(node, "colophon")) {
			out->colophon_count = read_lines(reader, node, &out->colophon);
		} else if (xml_is(node, "contents")) {
			out->contents = xml_attribute(reader->arena, node, "title");
			out->depth = *xml_needed(reader->arena, reader->source, node, "depth", reader->diags) - '0'; /* the grammar allows 1 … 4 */
		} else {
			read_plans(reader, node);
		}
	}
}

const char *compendium_path(struct arena *arena, const struct catalogue *catalogue)
{
	return file_join(arena, catalogue->content_folder, "compendium.xml");
}

const struct compendium *compendium_load(struct arena *arena, const struct catalogue *catalogue, bool of_unit,
					 struct diag_list *diags)
{
	const char *path = compendium_path(arena, catalogue);
	const struct source *source = source_load(arena, path, LIMIT_SOURCE_BYTES, diags);
	const char *schema = file_join(arena, catalogue->schema_folder, "compendium.rng");
	xmlDocPtr xml = source ? xml_load(arena, source, schema, catalogue->known, diags) : NULL;
	if (!xml || !xml_check_characters(source, xmlDocGetRootElement(xml), diags))
		return NULL;
	struct reader reader = { arena, source, diags, ARENA_NEW(arena, struct compendium) };
	size_t errors = diag_errors(diags);
	reader.out->file = path;
	reader.out->hash = source->hash;
	const xmlNode *book = xml_first(xmlDocGetRootElement(xml));
	if (book && of_unit)
		book = xml_next(book);
	if (book)
		read_book(&reader, book);
	else
		diag_add(diags, DIAG_XML_INVALID, ((struct place){ source, 0 }), "the book is missing");
	return diag_errors(diags) == errors ? reader.out : NULL;
}
