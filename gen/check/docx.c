/* The text of a DOCX file: word/document.xml and what stands around it, a paragraph a line. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unzip.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "check/check.h"

/* For minizip: a regular file as a stream, so that nothing is waited for. */
static void *open_stream(void *unused, const void *path, int mode)
{
	struct stat info;
	(void)unused, (void)mode;
	int fd = file_open_regular(path, &info);
	FILE *stream = fd >= 0 ? fdopen(fd, "rb") : NULL;
	if (fd >= 0 && !stream)
		close(fd);
	return stream;
}

static unzFile open_package(const char *path)
{
	zlib_filefunc64_def functions;
	fill_fopen64_filefunc(&functions);
	functions.zopen64_file = open_stream;
	return unzOpen2_64(path, &functions);
}

/* The part's bytes; false when it is not there, damaged or (then *large) larger than LIMIT_PART_BYTES: what a package says about
 * the sizes of its parts is not asked. */
static bool read_part(unzFile zip, const char *name, struct buf *out, bool *large)
{
	if (unzLocateFile(zip, name, 1) != UNZ_OK || unzOpenCurrentFile(zip) != UNZ_OK)
		return false;
	int got;
	do {
		buf_reserve(out, 1 << 16);
		got = unzReadCurrentFile(zip, out->data + out->len, 1 << 16);
		out->len += got > 0 ? (size_t)got : 0;
	} while (got > 0 && out->len <= LIMIT_PART_BYTES);
	out->data[out->len] = '\0';
	*large = out->len > LIMIT_PART_BYTES;
	return unzCloseCurrentFile(zip) == UNZ_OK && got == 0;
}

enum { DEPTH = 256 };

/* What a reader does not see: text that was deleted or moved away, and the second of two drawings of one thing
 * (ECMA-376 part 1, 17.13.5; part 3, mc:AlternateContent: mc:Fallback is for programs that do not know the choice). */
static bool is_hidden(const xmlNode *node)
{
	static const char *const names[] = { "del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", NULL };
	bool second = xml_is(node, "Fallback") && xml_is(xml_first(node->parent), "Choice");
	return second || str_listed(names, (const char *)node->name);
}

static void add_paragraphs(struct arena *arena, const xmlNode *node, struct buf *out, int depth);

/* The text of a paragraph's runs; text boxes in them come behind it, as paragraphs of their own. */
static void add_runs(struct arena *arena, const xmlNode *node, struct buf *out, struct buf *boxes, int depth)
{
	for (const xmlNode *n = xml_first(node); n && depth < DEPTH; n = xml_next(n)) {
		if (is_hidden(n))
			continue;
		if (xml_is(n, "t"))
			buf_add_str(out, xml_text(arena, n));
		else if (xml_is(n, "tab"))
			buf_add_char(out, '\t');
		else if (xml_is(n, "txbxContent"))
			add_paragraphs(arena, n, boxes, depth + 1);
		else
			add_runs(arena, n, out, boxes, depth + 1);
	}
}

static void add_paragraphs(struct arena *arena, const xmlNode *node, struct buf *out, int depth)
{
	for (const xmlNode *n = xml_first(node); n && depth < DEPTH; n = xml_next(n)) {
		struct buf boxes = BUF_INIT;
		if (is_hidden(n))
			continue;
		if (!xml_is(n, "p")) {
			add_paragraphs(arena, n, out, depth + 1);
			continue;
		}
		add_runs(arena, n, out, &boxes, depth + 1);
		buf_add_char(out, '\n');
		buf_add_str(out, buf_str(&boxes));
		buf_free(&boxes);
	}
}

/* What is read of the package at `path`. */
struct reading {
	struct arena *arena;
	const char *path;
	unzFile zip;
	struct diag_list *diags;
};

/* The part as XML under that name for messages; NULL when it is not there, or with an error. */
static xmlDocPtr load_part(const struct reading *r, const char *part, const char *name)
{
	struct buf xml = BUF_INIT;
	bool large = false, ok = r->zip && read_part(r->zip, part, &xml, &large);
	if (large)
		diag_add(r->diags, DIAG_PART_TOO_LARGE, NO_PLACE, name, arena_printf(r->arena, "%d", LIMIT_PART_BYTES));
	if (!ok) {
		buf_free(&xml);
		return NULL;
	}
	return xml_load(r->arena, source_of_text(r->arena, name, buf_move_str(&xml, r->arena)), NULL, NULL, r->diags);
}

static struct source *text_of(const struct reading *r, xmlDocPtr document, const char *name)
{
	struct buf text = BUF_INIT;
	add_paragraphs(r->arena, xmlDocGetRootElement(document), &text, 0);
	return source_of_text(r->arena, name, buf_move_str(&text, r->arena));
}

/* Headers, footers and notes are text that a reader sees; comments are not (ECMA-376 part 1, 11.3). */
static bool is_margin(const char *type)
{
	static const char *const endings[] = { "/header", "/footer", "/footnotes", "/endnotes" };
	for (size_t i = 0; type && i < sizeof endings / sizeof *endings; i++)
		if (str_ends(str_of(type), endings[i]))
			return true;
	return false;
}

/* Whether the text shows nothing, or is that of a part before: pages at the left and at the right often have one header. */
static bool is_needless(const struct check_docx *docx, struct str text)
{
	for (size_t i = 0; i < docx->margin_count; i++)
		if (str_equal(docx->margins[i]->text, text))
			return true;
	return !str_trim(text).len;
}

/* Targets are relative to the folder of the document part (ECMA-376 part 2, 9.3). */
static void add_margins(const struct reading *r, struct check_docx *out)
{
	const char *links = "word/_rels/document.xml.rels";
	xmlDocPtr parts = load_part(r, links, arena_printf(r->arena, "%s/%s", r->path, links));
	size_t capacity = 0;
	for (const xmlNode *n = parts ? xml_first(xmlDocGetRootElement(parts)) : NULL; n; n = xml_next(n)) {
		const char *target = xml_attribute(r->arena, n, "Target");
		if (!target || !is_margin(xml_attribute(r->arena, n, "Type")))
			continue;
		const char *part = *target == '/' ? target + 1 : arena_printf(r->arena, "word/%s", target);
		const char *name = arena_printf(r->arena, "%s/%s", r->path, part);
		xmlDocPtr xml = load_part(r, part, name);
		const struct source *text = xml ? text_of(r, xml, name) : NULL;
		if (text && !is_needless(out, text->text))
			*ARENA_PUSH(r->arena, out->margins, out->margin_count, capacity) = text;
	}
}

bool check_load_docx(struct arena *arena, const char *path, struct check_docx *out, struct diag_list *diags)
{
	struct reading r = { arena, path, open_package(path), diags };
	size_t errors = diag_errors(diags);
	*out = (struct check_docx){ 0 };
	xmlDocPtr document = load_part(&r, "word/document.xml", path);
	if (document) {
		out->body = text_of(&r, document, path);
		add_margins(&r, out);
	} else if (diag_errors(diags) == errors) {
		diag_add(diags, DIAG_CHECK_NOT_DOCX, NO_PLACE, path);
	}
	if (r.zip)
		unzClose(r.zip);
	return diag_errors(diags) == errors;
}
