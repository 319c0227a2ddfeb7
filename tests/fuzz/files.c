/* libFuzzer target: a whole content folder, or a page template (first byte 'T'). Files are separated by byte 0x01. */
#include <string.h>

#include "base/diag.h"
#include "catalogue/catalogue.h"
#include "fuzz/scratch.h"
#include "layout/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Templates are read below the folder that has the grammars: make runs the fuzzers in the root of the repository. */
static void link_schema(struct arena *arena)
{
	static int linked;
	char *schema = realpath("templates/schema", NULL);
	if (!linked && (!schema || symlink(schema, scratch_path(arena, "templates/schema")) != 0))
		abort();
	linked = 1;
	free(schema);
}

static void use_units(struct arena *arena, const struct catalogue *catalogue, struct diag_list *diags)
{
	for (size_t i = 0; i < catalogue->unit_count && i < 5; i++) {
		const struct catalogue_variant **variants;
		const struct catalogue_unit *unit = &catalogue->units[i];
		size_t count = catalogue_unit_variants(arena, catalogue, unit, &variants);
		for (size_t k = 0; k < count && k < 3; k++) {
			struct catalogue_request request = { .unit = unit, .variant = variants[k], .year = 2026 };
			request.profile = catalogue_year(arena, catalogue, 2026, diags);
			catalogue_values(arena, catalogue, &request, diags);
		}
		catalogue_find_unit(catalogue, unit->name, diags);
	}
}

static void load_content(struct arena *arena, struct str files, struct diag_list *diags)
{
	static const char *const names[] = { "content/catalogue.xml", "content/variables.xml", "content/units/a.csv",
					     "content/years/2026.xml" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str file = str_cut(&files, "\x01");
		scratch_write(arena, names[i], (const uint8_t *)file.data, file.len);
	}
	const struct catalogue *catalogue = catalogue_load(arena, scratch_path(arena, "content"), "templates/schema", NULL, diags);
	if (!catalogue && !diag_errors(diags))
		abort();
	if (!catalogue)
		return;
	catalogue_check(catalogue, diags);
	use_units(arena, catalogue, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	if (data[0] == 'T') {
		scratch_write(arena, "templates/x/template.xml", data + 1, size - 1);
		link_schema(arena);
		if (!template_load(arena, scratch_path(arena, "templates"), "x", NULL, &diags) && !diag_errors(&diags))
			abort();
	} else {
		load_content(arena, (struct str){ (const char *)data + 1, size - 1 }, &diags);
	}
	arena_free(arena);
	return 0;
}
