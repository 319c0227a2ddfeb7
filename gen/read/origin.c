/* Custom properties of a DOCX. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "doc/drafted.h"
#include "read/internal.h"
#include "read/package.h"
#include "read/read.h"

static void take_property(struct arena *arena, const xmlNode *property, struct read_origin *origin)
{
	const struct {
		const char *name, **text;
	} known[] = {
		{ "Variant", &origin->variant }, { "Unit", &origin->unit }, { "Year", &origin->year }, { "Template", &origin->page_template },
		{ "Issued", &origin->issued },
	};
	const char *name = docx_attribute(arena, property, "name");
	const xmlNode *value = xml_first(property);
	for (size_t i = 0; name && i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, name) == 0) {
			struct str text = value ? str_trim(xml_text(arena, value)) : STR("");
			*known[i].text = arena_copy(arena, text.data ? text.data : "", text.len);
		}
}

/* The marks are in properties of their own, Drafted1 …, in any order: word processors may cut long texts. "Drafted" has their number. */
static void take_marks(struct arena *arena, const xmlNode *first, struct read_origin *origin)
{
	struct buf marks = BUF_INIT;
	size_t count = 0;
	const char *wanted = NULL;
	for (const xmlNode *n = first; n; n = xml_next(n)) {
		const char *name = docx_attribute(arena, n, "name");
		const xmlNode *value = xml_first(n);
		if (!name || !value || !str_starts(str_of(name), DRAFTED_PROPERTY))
			continue;
		struct str text = str_trim(xml_text(arena, value));
		if (strcmp(name, DRAFTED_PROPERTY) == 0) {
			wanted = arena_copy(arena, text.data, text.len);
			continue;
		}
		buf_printf(&marks, "%s%.*s", marks.len ? " " : "", (int)text.len, text.data);
		while (text.len)
			count += str_cut(&text, " ").len == DRAFTED_MARK - 1;
	}
	if (wanted && strcmp(wanted, arena_printf(arena, "%zu", count)) == 0)
		origin->drafted = buf_move_to(&marks, arena);
	buf_free(&marks);
}

static void take_properties(struct arena *arena, struct package *package, struct read_origin *origin)
{
	xmlDocPtr properties = package_load(package, arena, "docProps/custom.xml");
	*origin = (struct read_origin){ 0 };
	if (properties)
		take_marks(arena, xml_first(xmlDocGetRootElement(properties)), origin);
	for (const xmlNode *n = properties ? xml_first(xmlDocGetRootElement(properties)) : NULL; n; n = xml_next(n))
		take_property(arena, n, origin);
}

bool read_is_ours(struct arena *arena, struct package *package)
{
	struct read_origin origin;
	take_properties(arena, package, &origin);
	return origin.variant || origin.page_template;
}

bool read_docx_origin(struct arena *arena, const char *path, const char *name, struct read_origin *origin, struct diag_list *diags)
{
	*origin = (struct read_origin){ 0 };
	size_t errors = diag_errors(diags);
	struct package *package = package_open(arena, path, name ? name : path, diags);
	if (package)
		take_properties(arena, package, origin);
	if (!package && diag_errors(diags) == errors)
		diag_add(diags, DIAG_NOT_DOCX, NO_PLACE, name ? name : path);
	return package && diag_errors(diags) == errors;
}
