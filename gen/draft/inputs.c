#include "draft/inputs.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "draft/draft.h"
#include "draft/identity.h"
#include "draft/templates.h"
#include "layout/template.h"
#include "write/profile.h"
#include "write/writer.h"

/* Inputs that are neither files nor values. */
enum option { OPTION_TITLE, OPTION_PROGRAM, OPTION_TEMPLATE, OPTION_FONTS, OPTION_POLICY, OPTION_PROFILE, OPTION_DOCX, OPTION_PICTURE, OPTION_COUNT };
static const char *const names[] = { "title", "program", "template", "fonts", "policy", "profile", "docx", "picture" };

/* The profile of PDF; of one for print, the printing condition too. */
static struct hash hash_profile(const struct draft_request *request)
{
	const struct profile *profile = request->profile ? request->profile : profile_table;
	struct hash hash = hash_text(str_of(profile->name));
	return profile->printed ? hash_join(hash, hash_text(request->output_intent)) : hash;
}

static struct hash hash_template(const struct page_template *template, bool given)
{
	struct hash hash = hash_join(hash_text(str_of(template->file)), hash_text(str_of(given ? "given" : "")));
	return template->profile.name ? hash_join(hash, hash_text(str_of(template->profile.name))) : hash;
}

static struct hash option_now(struct draft_tools *tools, const struct draft_request *request, enum option option)
{
	const struct catalogue_variant *variant = request->values.variant;
	switch (option) {
	case OPTION_TITLE: /* its template, and which file the text comes from */
		return hash_join(hash_text(str_of(variant ? variant->title : "")), hash_text(str_of(request->file)));
	case OPTION_PROGRAM:
		return identity_of_program(tools);
	case OPTION_TEMPLATE:
		return hash_template(request->page_template, request->template_given);
	case OPTION_FONTS:
		return identity_of_fonts(tools, request->page_template);
	case OPTION_PROFILE:
		return hash_profile(request);
	case OPTION_DOCX:
		return hash_text(str_of(request->plain_docx ? "plain" : "controls"));
	case OPTION_PICTURE:
		return hash_text(str_of(arena_printf(tools->arena, "%u%s", request->resolution, request->sheet ? " sheet" : "")));
	case OPTION_POLICY:
	case OPTION_COUNT:
		break;
	}
	return hash_text(str_of(request->policy == POLICY_FINAL ? "final" : "draft"));
}

static void add_option(struct draft_tools *tools, const struct draft_request *request, enum option option, struct reads *reads)
{
	reads_add(reads, READ_OPTION, str_of(names[option]), option_now(tools, request, option));
}

void inputs_add_policy(struct draft_tools *tools, const struct draft_request *request, struct reads *reads)
{
	add_option(tools, request, OPTION_POLICY, reads);
}

/* Whether the document is set: a book always is, for its page numbers. */
static bool needs_fonts(const struct draft_request *request)
{
	return request->kind == DRAFT_BOOK || draft_needs_fonts(request);
}

void inputs_add_options(struct draft_tools *tools, const struct draft_request *request, struct reads *reads)
{
	const struct page_template *template = request->page_template;
	add_option(tools, request, OPTION_TITLE, reads);
	add_option(tools, request, OPTION_PROGRAM, reads);
	add_option(tools, request, OPTION_TEMPLATE, reads);
	if (needs_fonts(request))
		add_option(tools, request, OPTION_FONTS, reads);
	if (draft_has_writer(request, offsetof(struct writer, has_profile)))
		add_option(tools, request, OPTION_PROFILE, reads);
	if (draft_has_writer(request, offsetof(struct writer, has_docx_form)))
		add_option(tools, request, OPTION_DOCX, reads);
	if (draft_has_writer(request, offsetof(struct writer, has_sheet)))
		add_option(tools, request, OPTION_PICTURE, reads);
	templates_add_files(template, reads);
	if (template->words.file)
		reads_add(reads, template->words.found ? READ_FILE : READ_MISSING, str_of(template->words.file), template->words.hash);
}

static bool is_option_unchanged(struct draft_tools *tools, const struct draft_request *request, const struct reading *reading)
{
	if (str_starts(str_of(reading->name), IDENTITY_FOREIGN)) {
		uint32_t codepoint = (uint32_t)strtoul(reading->name + strlen(IDENTITY_FOREIGN), NULL, 16);
		return hash_equal(identity_of_foreign_font(tools, codepoint), reading->hash);
	}
	if (str_starts(str_of(reading->name), TEMPLATES_FONTS)) {
		struct diag_list ignored;
		diag_init(&ignored, tools->arena);
		const struct page_template *own = templates_open(tools, reading->name + strlen(TEMPLATES_FONTS), &ignored);
		return own && hash_equal(identity_of_fonts(tools, own), reading->hash);
	}
	for (enum option option = 0; option < OPTION_COUNT; option++)
		if (strcmp(names[option], reading->name) == 0)
			return hash_equal(option_now(tools, request, option), reading->hash);
	return true;
}

/* Whether the input is as it was. */
static bool is_unchanged(struct draft_tools *tools, const struct draft_request *request, const struct catalogue_values *values,
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
	return is_option_unchanged(tools, request, reading);
}

const char *inputs_find_change(struct draft_tools *tools, const struct draft_request *request, const struct catalogue_values *values,
			       const struct reading *reading)
{
	static const char *const kinds[] = { "file", "file appeared", "value", "option" };
	if (is_unchanged(tools, request, values, reading))
		return NULL;
	return arena_printf(tools->arena, "%s: %s", kinds[reading->kind], reading->name);
}

const char *inputs_verify(struct draft_tools *tools, const struct draft_request *request, const struct reading *reads, size_t count)
{
	struct arena *arena = arena_new();
	struct diag_list ignored; /* faults in values are reported when the document is made */
	diag_init(&ignored, arena);
	const struct catalogue_values *values = catalogue_values(arena, tools->catalogue, &request->values, &ignored);
	const char *reason = values ? NULL : "values";
	for (size_t i = 0; !reason && i < count; i++)
		reason = inputs_find_change(tools, request, values, &reads[i]);
	arena_free(arena);
	return reason;
}
