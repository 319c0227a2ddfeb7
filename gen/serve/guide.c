#include "serve/guide.h"

#include <cmark.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "serve/asset.h"

#define ENDING ".md"

/* The guide that is being made. */
struct guide {
	struct arena *arena;
	const char *folder; /* of the guides */
	const char *name;   /* without ENDING */
	const char *title;
	struct asset *files;
	size_t count;
};

static const char *guides_of(struct arena *arena, const char *templates)
{
	return file_join(arena, templates, "guide");
}

/* The name without ENDING; NULL: the file is no guide. */
static const char *name_of(struct arena *arena, const char *file)
{
	struct str name = str_of(file);
	return str_ends(name, ENDING) ? arena_copy(arena, name.data, name.len - sizeof ENDING + 1) : NULL;
}

size_t guide_most(struct arena *arena, const char *templates)
{
	const char *folder = guides_of(arena, templates), **names, **pictures;
	size_t count = file_list(arena, folder, &names), most = count + 1;
	for (size_t i = 0; i < count; i++)
		most += file_list(arena, file_join(arena, folder, names[i]), &pictures);
	return most;
}

/* Cuts the front matter off the text; its line “标题: …” is the title. */
static const char *take_title(struct arena *arena, struct str *text, const char *otherwise)
{
	static const char key[] = "标题:";
	const char *title = otherwise;
	struct str rest = *text;
	if (!str_is(str_cut(&rest, "\n"), "---"))
		return title;
	while (rest.len) {
		struct str line = str_cut(&rest, "\n");
		if (str_is(line, "---"))
			break;
		if (str_starts(line, key)) {
			struct str given = str_trim(str_from(line, sizeof key - 1));
			title = arena_copy(arena, given.data, given.len);
		}
	}
	*text = rest;
	return title;
}

/* The words of the heading, without what emphasises them. */
static const char *heading_text(struct arena *arena, cmark_node *heading)
{
	struct buf text = BUF_INIT;
	cmark_iter *iter = cmark_iter_new(heading);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		const char *literal = cmark_node_get_literal(cmark_iter_get_node(iter));
		buf_add_text(&text, literal ? literal : "");
	}
	cmark_iter_free(iter);
	return buf_move_to(&text, arena);
}

/* Puts the picture that has the heading's words as its name behind the block after it. */
static void add_picture(struct guide *guide, cmark_node *heading)
{
	struct arena *arena = guide->arena;
	const char *words = heading_text(arena, heading);
	const char *path = arena_printf(arena, "%s/%s.webp", guide->name, words);
	cmark_node *block = cmark_node_next(heading);
	if (!block || !asset_read(arena, file_join(arena, guide->folder, path), arena_printf(arena, "/guide/%s", path),
				  &guide->files[guide->count]))
		return;
	guide->count++;
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), *image = cmark_node_new(CMARK_NODE_IMAGE),
		   *about = cmark_node_new(CMARK_NODE_TEXT);
	cmark_node_set_url(image, path);
	cmark_node_set_literal(about, arena_printf(arena, "%s：%s", guide->title, words));
	cmark_node_append_child(image, about);
	cmark_node_append_child(paragraph, image);
	cmark_node_insert_after(block, paragraph);
}

/* What stands around each page; the links lead to the others. */
static void begin_page(struct buf *out, struct arena *arena, const char *title, const char *const *names, size_t count)
{
	buf_add_text(out, "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
			  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link "
			  "rel=\"icon\" href=\"data:,\">\n<title>");
	buf_add_xml(out, str_of(title));
	buf_add_text(out, "</title>\n<link rel=\"stylesheet\" href=\"/desk.css\">\n</head>\n<body "
			  "class=\"guide\">\n<header id=\"top\"><nav>");
	for (size_t i = 0; i < count; i++) {
		const char *name = name_of(arena, names[i]);
		if (!name)
			continue;
		buf_add_text(out, "<a href=\"/guide/");
		buf_add_xml(out, str_of(name));
		buf_add_text(out, ".html\">");
		buf_add_xml(out, str_of(name));
		buf_add_text(out, "</a>");
	}
	buf_add_text(out, "</nav></header>\n<main><h1>");
	buf_add_xml(out, str_of(title));
	buf_add_text(out, "</h1>\n");
}

static void end_page(struct guide *guide, struct buf *out, const char *path)
{
	buf_add_text(out, "</main>\n</body>\n</html>\n");
	asset_set(guide->arena, &guide->files[guide->count++], path, "text/html; charset=utf-8",
		  buf_move_str(out, guide->arena));
}

/* The title is the first heading: those of the text are one level below it. */
static void add_body(struct guide *guide, struct str text, struct buf *out)
{
	cmark_node *root = cmark_parse_document(text.data, text.len, CMARK_OPT_DEFAULT);
	for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node))
		if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
			cmark_node_set_heading_level(node, cmark_node_get_heading_level(node) + 1);
			add_picture(guide, node);
		}
	char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
	buf_add_text(out, html);
	free(html);
	cmark_node_free(root);
}

static void add_guide(struct guide *guide, const char *const *names, size_t count)
{
	struct buf source = BUF_INIT, out = BUF_INIT;
	struct diag_list ignored;
	diag_init(&ignored, guide->arena);
	const char *path = file_join(guide->arena, guide->folder, arena_printf(guide->arena, "%s" ENDING, guide->name));
	if (file_read(path, LIMIT_SOURCE_BYTES, &source, &ignored)) {
		struct str text = buf_str(&source);
		guide->title = take_title(guide->arena, &text, guide->name);
		begin_page(&out, guide->arena, guide->title, names, count);
		add_body(guide, text, &out);
		end_page(guide, &out, arena_printf(guide->arena, "/guide/%s.html", guide->name));
	}
	buf_free(&source);
}

size_t guide_read(struct arena *arena, const char *templates, struct asset *files)
{
	struct guide guide = {.arena = arena, .folder = guides_of(arena, templates), .files = files};
	const char **names;
	size_t count = file_list(arena, guide.folder, &names);
	struct buf index = BUF_INIT;
	begin_page(&index, arena, "指南", names, count);
	buf_add_text(&index, "<ul>\n");
	for (size_t i = 0; i < count; i++) {
		guide.name = name_of(arena, names[i]);
		if (!guide.name)
			continue;
		guide.title = guide.name;
		add_guide(&guide, names, count);
		buf_add_text(&index, "<li><a href=\"/guide/");
		buf_add_xml(&index, str_of(guide.name));
		buf_add_text(&index, ".html\">");
		buf_add_xml(&index, str_of(guide.title));
		buf_add_text(&index, "</a></li>\n");
	}
	buf_add_text(&index, "</ul>\n");
	end_page(&guide, &index, "/guide/");
	return guide.count;
}
