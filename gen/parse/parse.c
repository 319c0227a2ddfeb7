#include "parse/parse.h"

#include "base/arena.h"
#include "parse/context.h"

enum parse_format parse_format_of(const char *name)
{
	return str_ends(str_of(name), ".xml") || str_ends(str_of(name), ".XML") ? PARSE_XML : PARSE_MARKDOWN;
}

struct doc *parse_document(struct arena *arena, const struct source *source, const struct merged *merged,
			   enum parse_format format, struct diag_list *diags)
{
	struct doc *doc = doc_new(arena, source);
	struct parse parse = { .doc = doc, .merged = merged, .diags = diags, .body = doc->root };
	if (!(format == PARSE_XML ? parse_xml(&parse) : parse_markdown(&parse)))
		return NULL;
	doc_set_footnotes(doc);
	return doc;
}

void parse_title(struct doc *doc, const struct merged *title, struct diag_list *diags)
{
	struct doc_node *first = doc->root->first;
	if (first && first->kind == DOC_TITLE)
		return;
	struct parse parse = { .doc = doc, .merged = title, .diags = diags, .body = doc->root };
	struct doc_node *node = parse_add_block(&parse, doc->root, DOC_TITLE, title->text, (struct spot){ 0, NULL });
	if (node->previous) {
		doc_unlink(node);
		doc_insert_before(first, node);
	}
}
