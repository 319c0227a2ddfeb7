/* The text of a DOCX file: word/document.xml, a paragraph a line. */
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

struct source *check_load_docx(struct arena *arena, const char *path, struct diag_list *diags)
{
	struct buf xml = BUF_INIT, text = BUF_INIT;
	unzFile zip = open_package(path);
	bool large = false, ok = zip && read_part(zip, "word/document.xml", &xml, &large);
	if (zip)
		unzClose(zip);
	if (!ok) {
		buf_free(&xml);
		if (large)
			diag_add(diags, DIAG_PART_TOO_LARGE, NO_PLACE, path, arena_printf(arena, "%d", LIMIT_PART_BYTES));
		else
			diag_add(diags, DIAG_CHECK_NOT_DOCX, NO_PLACE, path);
		return NULL;
	}
	const struct source *part = source_of_text(arena, path, buf_move_str(&xml, arena));
	xmlDocPtr document = xml_load(arena, part, NULL, diags);
	if (!document)
		return NULL;
	add_paragraphs(arena, xmlDocGetRootElement(document), &text, 0);
	return source_of_text(arena, path, buf_move_str(&text, arena));
}
