#include "api/checking.h"
#include "api/checking_own.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "check/check.h"
#include "read/read.h"

/* The templates of a folder of the content, and of the folders in it. */
static void add_templates(struct checking *c, const char *folder)
{
	const char **paths;
	size_t count = file_list_tree(c->arena, folder, &paths);
	for (size_t i = 0; i < count; i++) {
		struct str name = str_of(paths[i]);
		const struct source *source = str_ends(name, ".md") || str_ends(name, ".xml") ?
						      source_load(c->arena, paths[i], LIMIT_SOURCE_BYTES,
								  c->diags) :
						      NULL;
		if (source) {
			check_add_source(c->check, source);
			c->sources++;
		}
	}
}

static void add_content(struct checking *c)
{
	add_templates(c, file_join(c->arena, c->tools->catalogue->content_folder, "plans"));
	add_templates(c, file_join(c->arena, c->tools->catalogue->content_folder, "shared"));
}

/* A source merged with the values of the request's unit; `finished`: it has no tags. What is wrong with it is a finding, too: then false, and no rule
 * has seen it. */
static bool add_composed(struct checking *c, const struct draft_request *request, bool finished)
{
	struct draft_result result = { 0 };
	struct doc *doc = draft_compose(c->arena, c->tools, request, &result, c->findings);
	struct check_context context = { .variant = request->values.variant, .unit = request->values.unit, .year = request->values.year, .genre = c->genre, .finished = finished };
	c->documents++;
	if (doc)
		check_add_doc(c->check, doc, result.values, &context);
	return doc != NULL;
}

static void add_plan(struct checking *c, const struct catalogue_unit *unit, const struct catalogue_variant *variant)
{
	struct draft_request request = draft_request_of(c->arena, c->tools->catalogue, c->base, unit, variant);
	if (!request.file) {
		diag_add(c->diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
		return;
	}
	add_composed(c, &request, false);
}

void checking_add_variant(struct checking *c, const struct catalogue_variant *variant)
{
	add_plan(c, c->base->values.unit ? c->base->values.unit : catalogue_sample_unit(c->tools->catalogue, variant), variant);
}

/* What there is besides plans; `all`: of all units. */
static void add_rest(struct checking *c, bool all)
{
	add_content(c);
	checking_add_own_text(c);
	check_add_profile(c->check, c->base->values.profile);
	if (!all)
		return;
	check_whole_content(c->check);
	catalogue_check(c->tools->catalogue, c->findings);
}

void checking_add_units(struct checking *c, const struct catalogue_picked *picked, const struct catalogue_variant *only)
{
	const struct catalogue_variant **mine;
	bool all = picked->count == c->tools->catalogue->unit_count && !only;
	for (size_t i = 0; i < picked->count; i++) {
		size_t count = catalogue_unit_variants(c->arena, c->tools->catalogue, picked->units[i], &mine), before = c->documents;
		for (size_t k = 0; k < count; k++)
			if (mine[k]->source && (!only || mine[k] == only))
				add_plan(c, picked->units[i], mine[k]);
		c->units += c->documents > before;
	}
	check_several_units(c->check);
	for (size_t i = 0; all && i < c->tools->catalogue->variant_count; i++) {
		const struct catalogue_variant *variant = &c->tools->catalogue->variants[i];
		if (variant->source && !catalogue_sample_unit(c->tools->catalogue, variant))
			add_plan(c, NULL, variant);
	}
	if (all)
		add_rest(c, true);
}

void checking_add_plans(struct checking *c)
{
	const struct catalogue_variant **mine = NULL;
	const struct catalogue_unit *unit = c->base->values.unit;
	size_t count = unit ? catalogue_unit_variants(c->arena, c->tools->catalogue, unit, &mine)
			    : c->tools->catalogue->variant_count;
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_variant *variant = mine ? mine[i] : &c->tools->catalogue->variants[i];
		if (variant->source)
			checking_add_variant(c, variant);
	}
	add_rest(c, !unit);
}

/* Whether lines of a Markdown file are a text without more ado: nothing in it is plangen's. */
static bool is_bare(const struct source *source)
{
	return !str_starts(source->text, "---\n") && str_find(source->text, "{{") == (size_t)-1 && str_find(source->text, "```") == (size_t)-1;
}

/* A Markdown or XML file, read as it is rendered; a document that has nothing of plangen's is read by its lines, whatever its markup. */
static void add_source(struct checking *c, const struct source *source, const char *path, bool markdown, const struct check_context *context)
{
	struct draft_request request = *c->base;
	request.kind = DRAFT_FILE;
	request.file = path;
	if (markdown && is_bare(source) && str_starts(str_trim(source->text), "# ")) {
		check_add_lines(c->check, source, CHECK_MARKDOWN, context);
		c->documents++;
	} else if (!add_composed(c, &request, str_find(source->text, "{{") == (size_t)-1) && markdown && is_bare(source)) {
		check_add_lines(c->check, source, CHECK_MARKDOWN, context);
	}
	check_add_source(c->check, source);
}

/* A DOCX; text that it shows and no reader finds is told, as nothing checks it. */
static void add_docx(struct checking *c, const char *path, const struct check_context *context)
{
	struct read_file *docx = ARENA_NEW(c->arena, struct read_file);
	struct diag_list findings;
	diag_init(&findings, c->arena);
	bool good = c->traced ? read_docx_traced(c->arena, path, docx, c->diags, &findings) : read_docx(c->arena, path, NULL, docx, c->diags, &findings);
	if (!good)
		return;
	c->docx = docx;
	c->docx_path = path;
	read_tell_losses(c->diags, &findings, true);
	c->documents++;
	check_add_docx(c->check, docx, context);
}

void checking_add_file(struct checking *c, const char *path, unsigned year)
{
	struct check_context context = { .unit = c->base->values.unit, .year = year, .genre = c->genre };
	if (!file_exists(path)) {
		diag_add(c->diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(ENOENT));
		return;
	}
	struct str name = str_of(path);
	if (str_ends_caseless(name, ".docx")) {
		add_docx(c, path, &context);
		return;
	}
	const struct source *source = source_load(c->arena, path, LIMIT_SOURCE_BYTES, c->diags);
	if (!source)
		return;
	bool markdown = str_ends_caseless(name, ".md");
	if (markdown || str_ends_caseless(name, ".xml")) {
		add_source(c, source, path, markdown, &context);
		return;
	}
	c->documents++;
	check_add_lines(c->check, source, CHECK_PLAIN, &context);
}

void checking_add_references(struct checking *c)
{
	const struct catalogue_variant **mine;
	const struct catalogue_unit *unit = c->base->values.unit;
	size_t count = unit ? catalogue_unit_variants(c->arena, c->tools->catalogue, unit, &mine) : 0;
	for (size_t i = 0; i < count; i++) {
		struct draft_request request = draft_request_of(c->arena, c->tools->catalogue, c->base, unit, mine[i]);
		struct draft_result result = { 0 };
		struct diag_list faults;
		if (!request.file)
			continue;
		diag_init(&faults, c->arena);
		struct doc *doc = draft_compose(c->arena, c->tools, &request, &result, &faults);
		struct check_context context = { .variant = mine[i], .unit = unit, .year = request.values.year };
		if (doc)
			check_add_reference(c->check, doc, &context);
	}
}
