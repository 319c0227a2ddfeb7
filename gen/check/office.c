#include "check/office.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "check/internal.h"

/* <rule id="K023" rank="off" reason="…"/> */
struct ranking {
	enum diag_code code;
	bool off;
	enum diag_severity severity;
};

/* An accepted finding with its rule; NULL: there is no such rule, or the row is not complete. */
struct acceptance {
	const struct check_rule *rule;
	bool met; /* a finding of this run */
};

struct check_office {
	const struct ranking *rankings;
	size_t count;
	struct acceptance *acceptances; /* by row of the table */
};

static enum diag_severity severity_named(const char *name)
{
	static const char *const names[] = { [DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error" };
	for (int i = DIAG_NOTE; i <= DIAG_ERROR; i++)
		if (strcmp(names[i], name) == 0)
			return (enum diag_severity)i;
	return DIAG_WARNING;
}

static void read_rankings(struct check *check, struct check_office *office)
{
	const struct catalogue *catalogue = check->catalogue;
	const char *path = file_join(check->arena, catalogue->content_folder, "check.xml");
	const struct source *source = file_exists(path) ? source_load(check->arena, path, LIMIT_SOURCE_BYTES, check->findings) : NULL;
	const char *schema = file_join(check->arena, catalogue->schema_folder, "check.rng");
	xmlDocPtr xml = source ? xml_load(check->arena, source, schema, catalogue->known, check->findings) : NULL;
	struct ranking *rankings = NULL;
	size_t capacity = 0;
	for (const xmlNode *n = xml ? xml_first(xmlDocGetRootElement(xml)) : NULL; n; n = xml_next(n)) {
		const char *id = xml_needed(check->arena, source, n, "id", check->findings);
		const char *rank = xml_needed(check->arena, source, n, "rank", check->findings);
		const struct check_rule *rule = check_find_rule(id);
		if (rule)
			*ARENA_PUSH(check->arena, rankings, office->count, capacity) =
				(struct ranking){ rule->code, strcmp(rank, "off") == 0, severity_named(rank) };
		else
			diag_add(check->findings, DIAG_CHECK_SWITCH_RULE, xml_place(source, n), id);
	}
	office->rankings = rankings;
}

const struct check_office *check_load_office(struct check *check)
{
	const struct check_tables *tables = check->tables;
	struct check_office *office = ARENA_NEW(check->arena, struct check_office);
	office->acceptances = ARENA_ARRAY(check->arena, struct acceptance, tables->accepted_count + 1);
	for (size_t i = 0; i < tables->accepted_count; i++) {
		const struct check_accepted *row = &tables->accepted[i];
		office->acceptances[i].rule = row->complete ? check_find_rule(row->rule) : NULL;
		if (row->complete && !office->acceptances[i].rule)
			diag_add(check->findings, DIAG_CHECK_SWITCH_RULE, row->place, row->rule);
	}
	read_rankings(check, office);
	return office;
}

bool check_office_drops(const struct check_office *office, enum diag_code code, enum diag_severity *severity)
{
	for (size_t i = 0; i < office->count; i++)
		if (office->rankings[i].code == code) {
			*severity = office->rankings[i].severity;
			return office->rankings[i].off;
		}
	return false;
}

bool check_office_accepts(struct check *check, enum diag_code code, struct place place)
{
	const struct check_tables *tables = check->tables;
	for (size_t i = 0; place.source && i < tables->accepted_count; i++) {
		const struct check_accepted *row = &tables->accepted[i];
		struct acceptance *one = &check->office->acceptances[i];
		if (!one->rule || one->rule->code != code || !str_ends(str_of(place.source->name), row->file.data))
			continue;
		struct str line = source_line(place);
		if (row->words.len && !memmem(line.data, line.len, row->words.data, row->words.len))
			continue;
		one->met = true;
		check->accepted++;
		return true;
	}
	return false;
}

/* Whether a source of the run has a name that ends so. */
static bool was_checked(const struct check *check, struct str file)
{
	for (size_t i = 0; i < check->source_count; i++)
		if (str_ends(str_of(check->sources[i]->name), file.data))
			return true;
	return false;
}

void check_office_tell_gone(struct check *check)
{
	for (size_t i = 0; i < check->tables->accepted_count; i++)
		if (check->office->acceptances[i].rule && !check->office->acceptances[i].met && was_checked(check, check->tables->accepted[i].file))
			diag_add(check->findings, DIAG_CHECK_ACCEPTED_GONE, check->tables->accepted[i].place, diag_id(check->office->acceptances[i].rule->code));
}
