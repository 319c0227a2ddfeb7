/* The text of a DOCX file: word/document.xml and what stands around it, a paragraph a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unzip.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
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
	memory_watch();
	unzFile zip = unzOpen2_64(path, &functions);
	memory_watched();
	return zip;
}

/* A file of the package: where minizip finds it again. */
struct entry {
	const char *name;
	unz64_file_pos position;
	bool read; /* already */
};

/* What is read of the package at `path`. */
struct reading {
	struct arena *arena;
	const char *path;
	unzFile zip;           /* NULL: not a package */
	struct entry *entries; /* by name */
	size_t entry_count;
	size_t room;           /* bytes that may still be unpacked */
	struct diag_list *diags;
};

/* Names of parts are equal whatever the case of their letters (ECMA-376 part 2, 6.2.2.3). */
static int by_name(const void *a, const void *b)
{
	return strcasecmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* Lists the entries of the package; false with an error when there are too many, or no list. */
static bool list_entries(struct reading *r)
{
	char name[512];
	size_t capacity = 0;
	int state = unzGoToFirstFile(r->zip);
	for (; state == UNZ_OK && r->entry_count < LIMIT_PACKAGE_PARTS; state = unzGoToNextFile(r->zip)) {
		struct entry entry = { 0 };
		if (unzGetCurrentFileInfo64(r->zip, NULL, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK ||
		    unzGetFilePos64(r->zip, &entry.position) != UNZ_OK)
			return false;
		name[sizeof name - 1] = '\0';
		entry.name = arena_strdup(r->arena, name);
		*ARENA_PUSH(r->arena, r->entries, r->entry_count, capacity) = entry;
	}
	if (state == UNZ_OK)
		diag_add(r->diags, DIAG_CHECK_TOO_MANY_PARTS, NO_PLACE, r->path, arena_printf(r->arena, "%d", LIMIT_PACKAGE_PARTS));
	if (r->entry_count)
		qsort(r->entries, r->entry_count, sizeof *r->entries, by_name);
	return state == UNZ_END_OF_LIST_OF_FILE;
}

/* The entry of that name, or NULL: also with an error where there are two, as nobody knows which of them a reader sees. */
static struct entry *find_entry(const struct reading *r, const char *part)
{
	struct entry key = { .name = part }, *end = r->entries + r->entry_count;
	struct entry *found = r->entry_count ? bsearch(&key, r->entries, r->entry_count, sizeof key, by_name) : NULL;
	if (found && ((found > r->entries && by_name(found - 1, found) == 0) || (found + 1 < end && by_name(found + 1, found) == 0))) {
		diag_add(r->diags, DIAG_CHECK_PART_TWICE, NO_PLACE, arena_printf(r->arena, "%s/%s", r->path, part));
		return NULL;
	}
	return found;
}

/* Unpacks the entry behind what `out` holds; false when it is damaged or (then *large) there is no room for it. */
static bool unpack(struct reading *r, const struct entry *entry, struct buf *out, bool *large)
{
	if (unzGoToFilePos64(r->zip, &entry->position) != UNZ_OK || unzOpenCurrentFile(r->zip) != UNZ_OK)
		return false;
	int got;
	do {
		buf_reserve(out, 1 << 16);
		got = unzReadCurrentFile(r->zip, out->data + out->len, 1 << 16);
		out->len += got > 0 ? (size_t)got : 0;
	} while (got > 0 && out->len <= r->room);
	out->data[out->len] = '\0';
	*large = out->len > r->room;
	r->room -= *large ? 0 : out->len;
	return unzCloseCurrentFile(r->zip) == UNZ_OK && got == 0;
}

/* The bytes of an entry that was not read yet; false when there are none, it is damaged or (then *large) there is no room for it: what a
 * package says about the sizes of its parts is not asked. */
static bool read_entry(struct reading *r, struct entry *entry, struct buf *out, bool *large)
{
	if (!entry || entry->read)
		return false;
	entry->read = true;
	memory_watch();
	bool ok = unpack(r, entry, out, large);
	memory_watched();
	return ok;
}

enum { DEPTH = 256 };

/* The property is on unless its w:val says otherwise (17.17.4). */
static bool is_on(const xmlNode *property)
{
	static const char *const off[] = { "0", "false", "off", NULL };
	for (const xmlAttr *a = property->properties; a; a = a->next)
		if (strcmp((const char *)a->name, "val") == 0 && a->children && a->children->content)
			return !str_listed(off, (const char *)a->children->content);
	return true;
}

/* Hidden text (17.3.2.41). */
static bool is_vanished(const xmlNode *run)
{
	const xmlNode *look = xml_first(run), *hidden = look && xml_is(look, "rPr") ? xml_first(look) : NULL;
	while (hidden && !xml_is(hidden, "vanish"))
		hidden = xml_next(hidden);
	return hidden && is_on(hidden);
}

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
		if (is_hidden(n) || (xml_is(n, "r") && is_vanished(n)))
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

/* The part as XML in `arena`, under that name for messages; NULL when it is not there or was read before, or with an error. */
static xmlDocPtr load_part(struct reading *r, struct arena *arena, const char *part, const char *name)
{
	struct buf xml = BUF_INIT;
	bool large = false, ok = read_entry(r, find_entry(r, part), &xml, &large);
	if (large)
		diag_add(r->diags, DIAG_PART_TOO_LARGE, NO_PLACE, name, arena_printf(r->arena, "%d", LIMIT_PART_BYTES));
	if (!ok) {
		buf_free(&xml);
		return NULL;
	}
	return xml_load(arena, source_of_text(r->arena, name, buf_move_str(&xml, r->arena)), NULL, NULL, r->diags);
}

/* The text of a part, a paragraph a line; NULL as for load_part(). The tree goes at once: it takes many times the memory of its text. */
static struct source *load_text(struct reading *r, const char *part, const char *name)
{
	struct arena *scratch = arena_new();
	struct buf text = BUF_INIT;
	xmlDocPtr document = load_part(r, scratch, part, name);
	if (document)
		add_paragraphs(scratch, xmlDocGetRootElement(document), &text, 0);
	arena_free(scratch);
	return document ? source_of_text(r->arena, name, buf_move_str(&text, r->arena)) : NULL;
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
static void add_margins(struct reading *r, struct check_docx *out)
{
	const char *links = "word/_rels/document.xml.rels";
	xmlDocPtr parts = load_part(r, r->arena, links, arena_printf(r->arena, "%s/%s", r->path, links));
	size_t capacity = 0;
	for (const xmlNode *n = parts ? xml_first(xmlDocGetRootElement(parts)) : NULL; n; n = xml_next(n)) {
		const char *target = xml_attribute(r->arena, n, "Target");
		if (!target || !is_margin(xml_attribute(r->arena, n, "Type")))
			continue;
		const char *part = *target == '/' ? target + 1 : arena_printf(r->arena, "word/%s", target);
		const char *name = arena_printf(r->arena, "%s/%s", r->path, part);
		const struct source *text = load_text(r, part, name);
		if (text && !is_needless(out, text->text))
			*ARENA_PUSH(r->arena, out->margins, out->margin_count, capacity) = text;
	}
}

bool check_load_docx(struct arena *arena, const char *path, struct check_docx *out, struct diag_list *diags)
{
	struct reading r = { arena, path, open_package(path), NULL, 0, LIMIT_PART_BYTES, diags };
	size_t errors = diag_errors(diags);
	*out = (struct check_docx){ 0 };
	if (r.zip && list_entries(&r))
		out->body = load_text(&r, "word/document.xml", path);
	if (out->body)
		add_margins(&r, out);
	else if (diag_errors(diags) == errors)
		diag_add(diags, DIAG_CHECK_NOT_DOCX, NO_PLACE, path);
	if (r.zip)
		unzClose(r.zip);
	return diag_errors(diags) == errors;
}
