#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "build/batch.h"
#include "build/identity.h"
#include "build/store.h"
#include "build/verify.h"
#include "layout/template.h"
#include "write/writer.h"

#define VERIFY_POLICY "policy"

static struct hash hash_of_formats(const struct build_request *request)
{
	struct hash hash = { 0, 0 };
	for (size_t i = 0; i < request->writer_count; i++)
		hash = hash_join(hash, hash_text(str_of(request->writers[i]->name)));
	hash = hash_join(hash, hash_text(str_of(request->folder)));
	return hash_join(hash, hash_text(str_of(request->suffix)));
}

static const struct page_template *template_of(const struct build_tools *tools, const struct build_request *request)
{
	return request->page_template ? request->page_template : tools->page_template;
}

/* Inputs that are neither files nor values, by name; see verify_add_options(). */
static struct hash option_now(struct build_tools *tools, const struct build_request *request, const char *name)
{
	if (strcmp(name, "formats") == 0)
		return hash_of_formats(request);
	if (strcmp(name, "fonts") == 0) {
		if (request->page_template) { /* only books: once for each */
			struct build_tools own = *tools;
			own.page_template = request->page_template;
			return identity_of_fonts(&own);
		}
		if (!tools->fonts_identity) {
			tools->fonts_identity = ARENA_NEW(tools->arena, struct hash);
			*tools->fonts_identity = identity_of_fonts(tools);
		}
		return *tools->fonts_identity;
	}
	if (strcmp(name, "program") == 0) {
		if (!tools->program_identity) {
			tools->program_identity = ARENA_NEW(tools->arena, struct hash);
			*tools->program_identity = identity_of_program(tools);
		}
		return *tools->program_identity;
	}
	if (strcmp(name, "template") == 0)
		return hash_text(str_of(template_of(tools, request)->file));
	if (str_starts(str_of(name), IDENTITY_FOREIGN))
		return identity_of_foreign_font(tools, (uint32_t)strtoul(name + strlen(IDENTITY_FOREIGN), NULL, 16));
	if (strcmp(name, VERIFY_POLICY) == 0)
		return hash_text(str_of(request->policy == BUILD_FINAL ? "final" : "draft"));
	/* "title": its template, and which file the text comes from */
	return hash_join(hash_text(str_of(request->values.variant ? request->values.variant->title : "")),
			 hash_text(str_of(request->file)));
}

void verify_add_policy(struct build_tools *tools, const struct build_request *request, struct reads *reads)
{
	reads_add(reads, READ_OPTION, str_of(VERIFY_POLICY), option_now(tools, request, VERIFY_POLICY));
}

/* Whether the document is laid out: a book, which alone has a page template of its own, always is, for its page numbers. */
static bool needs_fonts(const struct build_tools *tools, const struct build_request *request)
{
	return request->page_template || build_needs_pages(tools, request);
}

void verify_add_options(struct build_tools *tools, const struct build_request *request, struct reads *reads)
{
	static const char *const names[] = { "formats", "title", "program", "template", "fonts" };
	size_t count = needs_fonts(tools, request) ? 5 : 4;
	for (size_t i = 0; i < count; i++)
		reads_add(reads, READ_OPTION, str_of(names[i]), option_now(tools, request, names[i]));
	const struct page_template *template = template_of(tools, request);
	reads_add(reads, READ_FILE, str_of(template->file), template->file_hash);
	if (template->base_file)
		reads_add(reads, READ_FILE, str_of(template->base_file), template->base_hash);
}

/* Whether the input is as it was. */
static bool unchanged(struct build_tools *tools, const struct build_request *request, const struct catalogue_values *values,
		      const struct reading *reading)
{
	bool exists;
	struct hash now = { 0, 0 };
	switch (reading->kind) {
	case READ_FILE:
		now = identity_of_file(tools, reading->name, &exists);
		return exists && hash_equal(now, reading->hash);
	case READ_MISSING:
		identity_of_file(tools, reading->name, &exists);
		return !exists;
	case READ_VALUE:
		return hash_equal(identity_of_value(values, str_of(reading->name)), reading->hash);
	case READ_OPTION:
		break;
	}
	return hash_equal(option_now(tools, request, reading->name), reading->hash);
}

const char *verify_reading(struct build_tools *tools, const struct build_request *request, const struct catalogue_values *values,
			   const struct reading *reading)
{
	static const char *const kinds[] = { "file", "file appeared", "value", "option" };
	if (unchanged(tools, request, values, reading))
		return NULL;
	return arena_printf(tools->arena, "%s: %s", kinds[reading->kind], reading->name);
}

const char *verify_outputs(struct build_tools *tools, const struct store_record *record, bool thorough)
{
	for (size_t i = 0; i < record->output_count; i++)
		if (!store_output_intact(&record->outputs[i], thorough))
			return arena_printf(tools->arena, "output changed or gone: %s", record->outputs[i].path);
	return NULL;
}

static const char *changed_input(struct build_tools *tools, const struct build_request *request, const struct store_record *record,
				 struct arena *arena)
{
	struct diag_list ignored; /* faults in values are reported when the document is made */
	diag_init(&ignored, arena);
	struct catalogue_request wanted = request->values;
	const struct catalogue_values *values = catalogue_values(arena, tools->catalogue, &wanted, &ignored);
	const char *reason = values ? NULL : "values";
	for (size_t i = 0; !reason && i < record->read_count; i++)
		reason = verify_reading(tools, request, values, &record->reads[i]);
	return reason;
}

const char *verify_inputs(struct build_tools *tools, const struct build_request *request, const struct store_record *record)
{
	struct arena *arena = arena_new();
	const char *reason = changed_input(tools, request, record, arena);
	arena_free(arena);
	return reason;
}
