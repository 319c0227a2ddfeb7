/* Custom properties of a DOCX. */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "read/internal.h"
#include "read/package.h"

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

static void take_properties(struct arena *arena, struct package *package, struct read_origin *origin)
{
	xmlDocPtr properties = package_load(package, arena, "docProps/custom.xml");
	*origin = (struct read_origin){ 0 };
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
