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

struct check_office {
	const struct ranking *rankings;
	size_t count;
	const struct check_rule **accepted; /* by row of accepted.csv; NULL: there is no such rule, or the row is not complete */
};

static enum diag_severity severity_named(const char *name)
{
	static const char *const names[] = { [DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error" };
	for (int i = DIAG_NOTE; i <= DIAG_ERROR; i++)
		if (strcmp(names[i], name) == 0)
			return (enum diag_severity)i;
	return DIAG_WARNING;
}

static void read_rankings(struct arena *arena, const struct catalogue *catalogue, struct check_office *office, struct diag_list *diags)
{
	const char *path = file_join(arena, catalogue->content_folder, "check.xml");
	const struct source *source = file_exists(path) ? source_load(arena, path, LIMIT_SOURCE_BYTES, diags) : NULL;
	const char *schema = file_join(arena, catalogue->schema_folder, "check.rng");
	xmlDocPtr xml = source ? xml_load(arena, source, schema, catalogue->known, diags) : NULL;
	struct ranking *rankings = NULL;
	size_t capacity = 0;
	for (const xmlNode *n = xml ? xml_first(xmlDocGetRootElement(xml)) : NULL; n; n = xml_next(n)) {
		const char *id = xml_needed(arena, source, n, "id", diags);
		const char *rank = xml_needed(arena, source, n, "rank", diags);
		const struct check_rule *rule = check_find_rule(id);
		if (rule)
			*ARENA_PUSH(arena, rankings, office->count, capacity) =
				(struct ranking){ rule->code, strcmp(rank, "off") == 0, severity_named(rank) };
		else
			diag_add(diags, DIAG_CHECK_SWITCH_RULE, xml_place(source, n), id);
	}
	office->rankings = rankings;
}

const struct check_office *check_load_office(struct arena *arena, const struct catalogue *catalogue, const struct check_tables *tables,
					     struct diag_list *diags)
{
	struct check_office *office = ARENA_NEW(arena, struct check_office);
	office->accepted = ARENA_ARRAY(arena, const struct check_rule *, tables->accepted_count + 1);
	for (size_t i = 0; i < tables->accepted_count; i++) {
		const struct check_accepted *row = &tables->accepted[i];
		office->accepted[i] = row->complete ? check_find_rule(row->rule) : NULL;
		if (row->complete && !office->accepted[i])
			diag_add(diags, DIAG_CHECK_SWITCH_RULE, row->place, row->rule);
	}
	read_rankings(arena, catalogue, office, diags);
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
		const struct check_rule *rule = check->basis->office->accepted[i];
		if (!rule || rule->code != code || !str_ends(str_of(place.source->name), row->file.data))
			continue;
		struct str line = source_line(place);
		if (row->words.len && !memmem(line.data, line.len, row->words.data, row->words.len))
			continue;
		check->accepted_rows[i] = true;
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
	for (size_t i = 0; i < check->tables->accepted_count; i++) {
		const struct check_rule *rule = check->basis->office->accepted[i];
		if (rule && !check->accepted_rows[i] && was_checked(check, check->tables->accepted[i].file))
			diag_add(check->findings, DIAG_CHECK_ACCEPTED_GONE, check->tables->accepted[i].place, diag_id(rule->code));
	}
}
