#include "write/docx/attach.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/zip.h"

static bool take_piece(void *out, struct str piece)
{
	buf_add_str(out, piece);
	return true;
}

struct str docx_part_bytes(struct arena *arena, const struct zip *zip, const char *part)
{
	const struct zip_entry *entry = zip_find(zip, part);
	struct buf out = BUF_INIT;
	if (!entry || zip_unpack(zip, entry, LIMIT_PART_BYTES, take_piece, &out) != ZIP_OK) {
		buf_free(&out);
		return (struct str){ NULL, 0 };
	}
	return buf_move_str(&out, arena);
}

struct str docx_append(struct arena *arena, struct str part, struct str text)
{
	size_t at = part.len;
	while (at > 1 && !(part.data[at - 2] == '<' && part.data[at - 1] == '/'))
		at--;
	if (!part.data || at < 2)
		return (struct str){ NULL, 0 };
	struct buf out = BUF_INIT;
	buf_add(&out, part.data, at - 2);
	buf_add_str(&out, text);
	buf_add_str(&out, str_from(part, at - 2));
	return buf_move_str(&out, arena);
}

static int folder_len(const char *part)
{
	const char *slash = strrchr(part, '/');
	return slash ? (int)(slash - part) + 1 : 0;
}

const char *docx_attach_name(struct arena *arena, const struct zip *zip, const char *main, const char *kind)
{
	const char *name = arena_printf(arena, "%.*s%s.xml", folder_len(main), main, kind);
	return zip_find(zip, name) ? arena_printf(arena, "%.*splangen-%s.xml", folder_len(main), main, kind) : name;
}

/* The relationships of the main part; where it has none, a part without any. */
static struct str links_of(struct arena *arena, const struct zip *zip, const char *name)
{
	if (zip_find(zip, name))
		return docx_part_bytes(arena, zip, name);
	return STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
		   "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>");
}

/* The change of the part; one that is new has these bytes. */
static struct zip_change *change_of(struct zip_change *changes, size_t *count, const char *part, struct str bytes)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(changes[i].name, part) == 0)
			return &changes[i];
	changes[*count] = (struct zip_change){ part, bytes };
	return &changes[(*count)++];
}

bool docx_attach(struct arena *arena, const struct zip *zip, const char *main, const char *part, const char *kind, struct str space,
		 struct zip_change *changes, size_t *count)
{
	static const char list[] = "[Content_Types].xml";
	int folder = folder_len(main);
	bool strict = str_find(space, "purl.oclc.org") != (size_t)-1;
	const char *links = arena_printf(arena, "%.*s_rels/%s.rels", folder, main, main + folder);
	const char *type = arena_printf(arena, "<Override PartName=\"/%s\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml\"/>",
					part, kind);
	const char *link = arena_printf(arena, "<Relationship Id=\"rIdPlangen-%s\" Type=\"http://%s/relationships/%s\" Target=\"%s\"/>", kind,
					strict ? "purl.oclc.org/ooxml/officeDocument" : "schemas.openxmlformats.org/officeDocument/2006", kind,
					part + folder);
	struct zip_change *types = change_of(changes, count, list, docx_part_bytes(arena, zip, list));
	types->bytes = docx_append(arena, types->bytes, str_of(type));
	struct zip_change *relations = change_of(changes, count, links, links_of(arena, zip, links));
	relations->bytes = docx_append(arena, relations->bytes, str_of(link));
	return types->bytes.data && relations->bytes.data;
}
