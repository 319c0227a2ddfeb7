/* Variables: declared and never used, hidden by parameters. */
#include <string.h>

#include "check/internal.h"
#include "check/rules.h"
#include "vars/element.h"

/* Names that the program itself reads: named elements, and words for rules. */
static bool is_read_by_program(const char *name)
{
	static const char *const heads[] = { "词汇.", "检查.", "全年.过时词", "署名" };
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (strncmp(name, heads[i], strlen(heads[i])) == 0)
			return true;
	for (size_t i = 0; i < element_count; i++)
		if (strcmp(name, element_table[i].name) == 0)
			return true;
	return false;
}

/* Whether a tag of the text names the variable; one without a name, of a faulty catalogue, is nowhere. */
static bool uses(struct str text, const char *name)
{
	size_t len = strlen(name);
	for (size_t at = 0; (at = scan_find(text, at, name)) != (size_t)-1; at += len + !len) {
		uint32_t before = scan_before(text, at, NULL), after = scan_at(text, at + len, NULL);
		if (scan_in(before, "{#^/&= ") && scan_in(after, "}|?=! "))
			return true;
	}
	return false;
}

static bool is_used(const struct check *check, const char *name)
{
	for (size_t i = 0; i < check->source_count; i++)
		if (uses(check->sources[i]->text, name))
			return true;
	for (size_t i = 0; i < check->catalogue->variant_count; i++)
		if (uses(str_of(check->catalogue->variants[i].title), name))
			return true;
	return false;
}

void check_rule_unused(struct check *check, const struct check_text *text)
{
	(void)text;
	for (size_t i = 0; check->whole_content && i < check->catalogue->variable_count; i++) {
		const struct catalogue_variable *variable = &check->catalogue->variables[i];
		if (!variable->built_in && variable->place.source && !is_read_by_program(variable->name) && !is_used(check, variable->name))
			check_report_at(check, DIAG_CHECK_UNUSED, variable->place, variable->name, (char *)NULL);
	}
}

void check_rule_unconfirmed(struct check *check, const struct check_text *text)
{
	(void)text;
	for (size_t i = 0; check->profile && i < check->profile->count; i++) {
		const struct catalogue_set *set = &check->profile->sets[i];
		if (set->from)
			check_report_at(check, DIAG_CHECK_UNCONFIRMED, set->place, set->variable->name, set->from, check->profile->name, (char *)NULL);
	}
}

void check_rule_shadowed(struct check *check, const struct source *source)
{
	struct str text = source->text;
	for (size_t at = 0; (at = scan_find(text, at, "{{>")) != (size_t)-1; at += strlen("{{>")) {
		struct str tag = scan_slice(text, at, scan_until(text, at, "}\n"));
		for (size_t equals = 0; (equals = scan_find(tag, equals, "=")) != (size_t)-1; equals++) {
			size_t start = scan_back(tag, equals, " \"");
			struct str name = scan_slice(tag, start, equals);
			if (name.len && catalogue_variable(check->catalogue, name))
				check_report_at(check, DIAG_CHECK_SHADOWED, ((struct place){ source, at + start }),
						check_words_of(check, name), (char *)NULL);
		}
	}
}
