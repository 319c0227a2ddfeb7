#include "read/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unzip.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/xml.h"

/* A file of the package: where minizip finds it again. */
struct entry {
	const char *name;
	unz64_file_pos position;
	bool read; /* already */
};

struct package {
	struct arena *arena;
	const char *path;
	unzFile zip;
	struct entry *entries; /* by name */
	size_t entry_count;
	size_t room;           /* bytes that may still be unpacked */
	struct package_link *links;
	size_t link_count;
	const struct package_link **by_id;
	bool linked;           /* links are read */
	const char *main;      /* the main part's name; NULL: not looked for */
	struct diag_list *diags;
};

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

static unzFile open_zip(const char *path)
{
	zlib_filefunc64_def functions;
	fill_fopen64_filefunc(&functions);
	functions.zopen64_file = open_stream;
	memory_watch();
	unzFile zip = unzOpen2_64(path, &functions);
	memory_watched();
	return zip;
}

/* ---- a package in memory, as a stream for minizip */

/* Bytes that are read, and how far. */
struct memory {
	struct str bytes;
	ZPOS64_T at;
};

static void *open_memory(void *memory, const void *unused, int mode)
{
	(void)unused, (void)mode;
	return memory;
}

static uLong read_memory(void *unused, void *stream, void *out, uLong size)
{
	struct memory *memory = stream;
	size_t left = memory->at < memory->bytes.len ? memory->bytes.len - (size_t)memory->at : 0, count = size < left ? size : left;
	(void)unused;
	if (count)
		memcpy(out, memory->bytes.data + memory->at, count);
	memory->at += count;
	return count;
}

static ZPOS64_T tell_memory(void *unused, void *stream)
{
	(void)unused;
	return ((struct memory *)stream)->at;
}

static long seek_memory(void *unused, void *stream, ZPOS64_T offset, int origin)
{
	struct memory *memory = stream;
	ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_END ? memory->bytes.len : origin == ZLIB_FILEFUNC_SEEK_CUR ? memory->at : 0;
	(void)unused;
	memory->at = from + offset;
	return 0;
}

static int do_nothing(void *unused, void *stream)
{
	(void)unused, (void)stream;
	return 0;
}

static unzFile open_bytes(struct memory *memory)
{
	zlib_filefunc64_def functions = {
		.zopen64_file = open_memory, .zread_file = read_memory, .ztell64_file = tell_memory, .zseek64_file = seek_memory,
		.zclose_file = do_nothing, .zerror_file = do_nothing, .opaque = memory,
	};
	memory_watch();
	unzFile zip = unzOpen2_64("", &functions);
	memory_watched();
	return zip;
}

static void close_zip(void *zip)
{
	unzClose(zip);
}

/* Names of parts are equal whatever the case of their letters (ECMA-376 part 2, 6.2.2.3). */
static int by_name(const void *a, const void *b)
{
	return strcasecmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* Lists the entries of the package; false with an error when there are too many, or no list. */
static bool list_entries(struct package *p)
{
	char name[512];
	size_t capacity = 0;
	int state = unzGoToFirstFile(p->zip);
	for (; state == UNZ_OK && p->entry_count < LIMIT_PACKAGE_PARTS; state = unzGoToNextFile(p->zip)) {
		struct entry entry = { 0 };
		if (unzGetCurrentFileInfo64(p->zip, NULL, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK ||
		    unzGetFilePos64(p->zip, &entry.position) != UNZ_OK)
			return false;
		name[sizeof name - 1] = '\0';
		entry.name = arena_strdup(p->arena, name);
		*ARENA_PUSH(p->arena, p->entries, p->entry_count, capacity) = entry;
	}
	if (state == UNZ_OK)
		diag_add(p->diags, DIAG_PACKAGE_PARTS, NO_PLACE, p->path, arena_printf(p->arena, "%d", LIMIT_PACKAGE_PARTS));
	if (p->entry_count)
		qsort(p->entries, p->entry_count, sizeof *p->entries, by_name);
	return state == UNZ_END_OF_LIST_OF_FILE;
}

static struct package *open_package(struct arena *arena, unzFile zip, const char *name, struct diag_list *diags)
{
	struct package *p = ARENA_NEW(arena, struct package);
	*p = (struct package){ .arena = arena, .path = name, .zip = zip, .room = LIMIT_PART_BYTES, .diags = diags };
	if (!p->zip)
		return NULL;
	arena_on_free(arena, close_zip, p->zip);
	return list_entries(p) ? p : NULL;
}

struct package *package_open(struct arena *arena, const char *path, const char *name, struct diag_list *diags)
{
	return open_package(arena, open_zip(path), name, diags);
}

struct package *package_open_bytes(struct arena *arena, struct str bytes, const char *name, struct diag_list *diags)
{
	struct memory *memory = ARENA_NEW(arena, struct memory);
	*memory = (struct memory){ bytes, 0 };
	return open_package(arena, open_bytes(memory), name, diags);
}

/* The entry of that name, or NULL: also with an error where there are two, as nobody knows which of them a reader sees. */
static struct entry *find_entry(const struct package *p, const char *part)
{
	struct entry key = { .name = part }, *end = p->entries + p->entry_count;
	struct entry *found = p->entry_count ? bsearch(&key, p->entries, p->entry_count, sizeof key, by_name) : NULL;
	if (found && ((found > p->entries && by_name(found - 1, found) == 0) || (found + 1 < end && by_name(found + 1, found) == 0))) {
		diag_add(p->diags, DIAG_PACKAGE_PART_TWICE, NO_PLACE, arena_printf(p->arena, "%s/%s", p->path, part));
		return NULL;
	}
	return found;
}

/* Unpacks the entry behind what `out` holds; false when it is damaged or (then *large) there is no room for it. */
static bool unpack(struct package *p, const struct entry *entry, struct buf *out, bool *large)
{
	if (unzGoToFilePos64(p->zip, &entry->position) != UNZ_OK || unzOpenCurrentFile(p->zip) != UNZ_OK)
		return false;
	int got;
	do {
		buf_reserve(out, 1 << 16);
		got = unzReadCurrentFile(p->zip, out->data + out->len, 1 << 16);
		out->len += got > 0 ? (size_t)got : 0;
	} while (got > 0 && out->len <= p->room);
	out->data[out->len] = '\0';
	*large = out->len > p->room;
	p->room -= *large ? 0 : out->len;
	return unzCloseCurrentFile(p->zip) == UNZ_OK && got == 0;
}

/* The bytes of an entry that was not read yet; false when there are none, it is damaged or (then *large) there is no room for it: what a
 * package says about the sizes of its parts is not asked. */
static bool read_entry(struct package *p, struct entry *entry, struct buf *out, bool *large)
{
	if (!entry || entry->read)
		return false;
	entry->read = true;
	memory_watch();
	bool ok = unpack(p, entry, out, large);
	memory_watched();
	return ok;
}

const char *package_name(const struct package *p, const char *part)
{
	return p->main && strcmp(part, p->main) == 0 ? p->path : arena_printf(p->arena, "%s/%s", p->path, part);
}

xmlDocPtr package_load(struct package *p, struct arena *arena, const char *part)
{
	struct buf xml = BUF_INIT;
	bool large = false, ok = read_entry(p, find_entry(p, part), &xml, &large);
	const char *name = package_name(p, part);
	if (large)
		diag_add(p->diags, DIAG_PART_TOO_LARGE, NO_PLACE, name, arena_printf(p->arena, "%d", LIMIT_PART_BYTES));
	if (!ok) {
		buf_free(&xml);
		return NULL;
	}
	return xml_load(arena, source_of_text(p->arena, name, buf_move_str(&xml, p->arena)), NULL, NULL, p->diags);
}

/* Bytes of the part's folder, with its slash. */
static size_t folder_len(const char *part)
{
	const char *slash = strrchr(part, '/');
	return slash ? (size_t)(slash - part) + 1 : 0;
}

/* The name of the part that a target means: one without a slash in front is relative to the folder of the part that has the relationship
 * (ECMA-376 part 2, 9.3). */
static const char *resolve(struct package *p, const char *part, const char *target)
{
	size_t len = folder_len(part);
	if (*target == '/')
		return target + 1;
	for (; strncmp(target, "../", 3) == 0 && len; target += 3)
		for (len--; len && part[len - 1] != '/';)
			len--;
	return arena_printf(p->arena, "%.*s%s", (int)len, part, target);
}

/* A relationship of the part, which is "" for the package itself; one without type or target has an empty type. */
static struct package_link link_of(struct package *p, const char *part, const xmlNode *node)
{
	const char *id = xml_attribute(p->arena, node, "Id"), *type = xml_attribute(p->arena, node, "Type");
	const char *target = xml_attribute(p->arena, node, "Target"), *mode = xml_attribute(p->arena, node, "TargetMode");
	struct package_link link = { .id = id ? id : "", .type = "", .target = "", .external = mode && strcmp(mode, "External") == 0 };
	if (!type || !target)
		return link;
	const char *word = strrchr(type, '/');
	link.type = word ? word + 1 : type;
	link.target = link.external ? target : resolve(p, part, target);
	return link;
}

/* The first relationship of the part, as XML, or NULL. */
static const xmlNode *load_links(struct package *p, const char *part)
{
	size_t len = folder_len(part);
	xmlDocPtr links = package_load(p, p->arena, arena_printf(p->arena, "%.*s_rels/%s.rels", (int)len, part, part + len));
	return links ? xml_first(xmlDocGetRootElement(links)) : NULL;
}

const char *package_main(struct package *p)
{
	if (p->main)
		return p->main;
	for (const xmlNode *n = load_links(p, ""); n && !p->main; n = xml_next(n)) {
		struct package_link link = link_of(p, "", n);
		if (strcmp(link.type, "officeDocument") == 0 && !link.external && find_entry(p, link.target))
			p->main = link.target;
	}
	return p->main = p->main ? p->main : "word/document.xml";
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct package_link *const *)a)->id, (*(const struct package_link *const *)b)->id);
}

static void sort_links(struct package *p)
{
	p->by_id = ARENA_ARRAY(p->arena, const struct package_link *, p->link_count + 1);
	for (size_t i = 0; i < p->link_count; i++)
		p->by_id[i] = &p->links[i];
	if (p->link_count)
		qsort(p->by_id, p->link_count, sizeof(const struct package_link *), by_id);
}

const struct package_link *package_find_link(struct package *p, const char *id)
{
	const struct package_link *links, key = { .id = id }, *wanted = &key;
	size_t count = package_links(p, &links);
	const struct package_link *const *found = count ? bsearch(&wanted, p->by_id, count, sizeof(const struct package_link *), by_id) : NULL;
	return found ? *found : NULL;
}

size_t package_links(struct package *p, const struct package_link **links)
{
	if (!p->linked) {
		size_t capacity = 0;
		const char *main = package_main(p);
		for (const xmlNode *n = load_links(p, main); n; n = xml_next(n)) {
			struct package_link link = link_of(p, main, n);
			if (*link.type)
				*ARENA_PUSH(p->arena, p->links, p->link_count, capacity) = link;
		}
		sort_links(p);
		p->linked = true;
	}
	*links = p->links;
	return p->link_count;
}

const char *package_target(struct package *p, const char *type)
{
	const struct package_link *links;
	size_t count = package_links(p, &links);
	for (size_t i = 0; i < count; i++)
		if (strcmp(links[i].type, type) == 0 && !links[i].external)
			return links[i].target;
	return NULL;
}
