#include "build/report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "build/store.h"

struct report report_new(void)
{
	return (struct report){ json_object() };
}

void report_free(struct report *report)
{
	json_decref(report->documents);
	report->documents = NULL;
}

static json_t *outputs_json(const struct store_record *record)
{
	json_t *outputs = json_array();
	for (size_t i = 0; i < record->output_count; i++) {
		char hex[HASH_HEX];
		hash_write(record->outputs[i].hash, hex);
		json_array_append_new(outputs, json_pack("{s:s, s:I, s:s}", "path", record->outputs[i].path, "bytes",
							 (json_int_t)record->outputs[i].size, "hash", hex));
	}
	return outputs;
}

void report_add(struct report *report, const struct batch_job *job, const struct batch_outcome *outcome,
		const struct store_record *record)
{
	json_t *document = json_pack("{s:s, s:s, s:f}", "id", job->id, "status", batch_status_name(outcome->status), "seconds",
				     outcome->seconds);
	if (job->reason)
		json_object_set_new(document, "reason", json_string(job->reason));
	if (*outcome->message)
		json_object_set_new(document, "messages", json_string(outcome->message));
	if (record) {
		json_object_set_new(document, "title", json_string(record->title));
		json_object_set_new(document, "pages", json_integer((json_int_t)record->pages));
		json_object_set_new(document, "outputs", outputs_json(record));
	}
	json_object_set_new(report->documents, job->id, document);
}

/* {"documents": […sorted by id…], "made": …, "seconds": …} */
static void write_json(const json_t *by_id, double seconds, struct buf *out)
{
	static const char *const statuses[] = { "made", "current", "failed", "crashed", "timed-out" };
	json_t *counts = json_object(), *list = json_array(), *by = json_deep_copy(by_id);
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		json_object_set_new(counts, statuses[i], json_integer(0));
	char *sorted = json_dumps(by, JSON_SORT_KEYS);
	json_t *ordered = sorted ? json_loads(sorted, 0, NULL) : json_object();
	const char *id;
	json_t *document;
	json_object_foreach(ordered, id, document) {
		json_array_append(list, document);
		const char *status = json_string_value(json_object_get(document, "status"));
		json_t *number = json_object_get(counts, status);
		json_integer_set(number, json_integer_value(number) + 1);
	}
	json_t *all = json_pack("{s:o, s:f, s:o}", "counts", counts, "seconds", seconds, "documents", list);
	char *text = json_dumps(all, JSON_INDENT(1) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(6));
	buf_add_text(out, text);
	buf_add_char(out, '\n');
	free(text);
	free(sorted);
	json_decref(ordered);
	json_decref(by);
	json_decref(all);
}

void report_write(const struct report *report, double seconds, struct buf *out)
{
	write_json(report->documents, seconds, out);
}

/* made before current before the failures. */
static int rank(const json_t *document)
{
	const char *status = json_string_value(json_object_get(document, "status"));
	return !status ? 9 : strcmp(status, "made") == 0 ? 0 : strcmp(status, "current") == 0 ? 1 : 2;
}

static bool merge_one(json_t *by_id, const json_t *report)
{
	const json_t *documents = json_object_get(report, "documents");
	size_t i;
	json_t *document;
	if (!json_is_array(documents))
		return false;
	json_array_foreach(documents, i, document) {
		const char *id = json_string_value(json_object_get(document, "id"));
		if (!id || rank(document) == 9)
			return false;
		const json_t *known = json_object_get(by_id, id);
		if (!known || rank(document) < rank(known))
			json_object_set(by_id, id, document);
	}
	return true;
}

bool report_merge(const struct source *const *sources, size_t count, struct buf *out, struct diag_list *diags)
{
	json_t *by_id = json_object();
	double seconds = 0;
	bool ok = true;
	for (size_t i = 0; i < count; i++) {
		json_t *report = json_loadb(sources[i]->text.data, sources[i]->text.len, 0, NULL);
		if (!report || !merge_one(by_id, report)) {
			diag_add(diags, DIAG_NOT_A_REPORT, ((struct place){ sources[i], 0 }));
			ok = false;
		}
		seconds += json_number_value(json_object_get(report, "seconds"));
		json_decref(report);
	}
	if (ok)
		write_json(by_id, seconds, out);
	json_decref(by_id);
	return ok;
}
