/* SARIF 2.1.0 (OASIS standard, 2020), the part that viewers need. */
#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "check/check.h"

static json_t *rule_json(const struct check_rule *rule, const char *(*translate)(const char *text))
{
	return json_pack("{s:s, s:s, s:{s:s}}", "id", diag_id(rule->code), "name", rule->name, "fullDescription",
			 "text", translate(rule->explanation));
}

static json_t *location_json(struct place place)
{
	unsigned line, column;
	struct buf uri = BUF_INIT;
	source_position(place, &line, &column);
	buf_add_percent(&uri, str_of(place.source->name), "-._~/"); /* a relative reference */
	json_t *location =
		json_pack("{s:{s:{s:s}, s:{s:i, s:i}}}", "physicalLocation", "artifactLocation", "uri",
			  uri.data ? uri.data : "", "region", "startLine", (int)line, "startColumn", (int)column);
	struct buf cell = BUF_INIT;
	if (source_add_cell(place, &cell)) /* SARIF 2.1.0, 3.33: a place that is no line and column */
		json_object_set_new(location, "logicalLocations", json_pack("[{s:s}]", "fullyQualifiedName", cell.data));
	buf_free(&cell);
	buf_free(&uri);
	return location;
}

static json_t *result_json(const struct diag *diag, const char *(*translate)(const char *text))
{
	struct buf text = BUF_INIT;
	diag_format(diag, translate(diag_template(diag->code)), &text);
	/* SARIF's levels (3.27.10) have the names of ours. */
	json_t *result = json_pack("{s:s, s:s, s:{s:s}}", "ruleId", diag_id(diag->code), "level",
				   diag_severity_name(diag->severity), "message", "text", text.data ? text.data : "");
	if (diag->place.source)
		json_object_set_new(result, "locations", json_pack("[o]", location_json(diag->place)));
	buf_free(&text);
	return result;
}

void check_add_sarif(const struct diag_list *findings, const char *version, const char *(*translate)(const char *text),
		     struct buf *out)
{
	json_t *rules = json_array(), *results = json_array();
	for (size_t i = 0; i < check_rule_count; i++)
		json_array_append_new(rules, rule_json(&check_rules[i], translate));
	for (const struct diag *d = findings->first; d; d = d->next)
		json_array_append_new(results, result_json(d, translate));
	json_t *log = json_pack("{s:s, s:s, s:[{s:s, s:{s:{s:s, s:s, s:o}}, s:o}]}", "$schema",
				"https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs",
				"columnKind", "unicodeCodePoints", "tool", "driver", "name", "plangen", "version",
				version, "rules", rules, "results", results);
	char *text = json_dumps(log, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
	buf_add_text(out, text ? text : "");
	buf_add_char(out, '\n');
	free(text);
	json_decref(log);
}
