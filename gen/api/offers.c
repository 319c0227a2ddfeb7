/* What there is to choose from: formats, and the rules of checks. */
#include "api/internal.h"
#include "api/message.h"
#include "api/phrase.h"
#include "check/check.h"
#include "write/writer.h"

const char *plangen_format(size_t index, enum plangen_format_field field, const char *language)
{
	const struct writer *const *writer = writer_table;
	while (*writer && index--)
		writer++;
	if (!*writer)
		return NULL;
	switch (field) {
	case PLANGEN_FORMAT_NAME:
		return (*writer)->name;
	case PLANGEN_FORMAT_ENDING:
		return (*writer)->extension;
	case PLANGEN_FORMAT_HELP:
		return phrase_of_word(words_language_of(language), (*writer)->help);
	}
	return NULL;
}

size_t plangen_rule_count(void)
{
	return check_rule_count;
}

long plangen_rule_find(const char *name)
{
	const struct check_rule *rule = check_find_rule(name);
	return rule ? (long)(rule - check_rules) : -1;
}

const char *plangen_rule(size_t index, enum plangen_rule_field field, const char *language)
{
	if (index >= check_rule_count)
		return NULL;
	const struct check_rule *rule = &check_rules[index];
	switch (field) {
	case PLANGEN_RULE_CODE:
		return diag_id(rule->code);
	case PLANGEN_RULE_NAME:
		return rule->name;
	case PLANGEN_RULE_SEVERITY:
		return message_severity(words_language_of(language), diag_severity_of(rule->code));
	case PLANGEN_RULE_EXPLANATION:
		return words_in(words_language_of(language), rule->explanation);
	}
	return NULL;
}
