#include "build/report.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "build/store.h"

struct report report_new(unsigned shard, unsigned shards)
{
	return (struct report){ json_object(), shard, shards };
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
							 (json_int_t)record->outputs[i].stamp.size, "hash", hex));
	}
	return outputs;
}

/* What a document is filed under: its year and its id, which has one text only. NULL when it has none. */
static const char *key_of(struct arena *arena, const json_t *document)
{
	const char *id = json_string_value(json_object_get(document, "id"));
	json_int_t year = json_integer_value(json_object_get(document, "year"));
	return id ? arena_printf(arena, "%s %" JSON_INTEGER_FORMAT, id, year) : NULL;
}

void report_add(struct report *report, const struct batch_job *job, const struct batch_outcome *outcome,
		const struct store_record *record)
{
	struct arena *arena = arena_new();
	const char *id = document_id_text(arena, &job->id);
	json_t *document = json_pack("{s:s, s:s%, s:s%, s:i, s:s, s:f}", "id", id, "unit", job->id.unit.data, job->id.unit.len,
				     "variant", job->id.variant.data, job->id.variant.len, "year", (int)job->id.year, "status",
				     batch_status_name(outcome->status), "seconds", outcome->seconds);
	if (job->reason)
		json_object_set_new(document, "reason", json_string(job->reason));
	if (*outcome->message)
		json_object_set_new(document, "messages", json_string(outcome->message));
	if (record) {
		json_object_set_new(document, "title", json_string(record->title));
		json_object_set_new(document, "pages", json_integer((json_int_t)record->pages));
		json_object_set_new(document, "outputs", outputs_json(record));
	}
	json_object_set_new(report->documents, key_of(arena, document), document);
	arena_free(arena);
}

/* {"counts": {"made": …}, "seconds": …, "shards": 16, "parts": [3], "documents": […sorted by id…]}. Of a whole batch, `shards`
 * is 0 and neither it nor the parts are written. */
static void write_json(const json_t *by_id, double seconds, json_int_t shards, const json_int_t *parts, size_t part_count,
		       struct buf *out)
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
	json_t *all = json_pack("{s:o, s:f}", "counts", counts, "seconds", seconds);
	if (shards) {
		json_object_set_new(all, "shards", json_integer(shards));
		json_t *list_of_parts = json_array();
		for (size_t i = 0; i < part_count; i++)
			json_array_append_new(list_of_parts, json_integer(parts[i]));
		json_object_set_new(all, "parts", list_of_parts);
	}
	json_object_set_new(all, "documents", list);
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
	json_int_t part = report->shard;
	write_json(report->documents, seconds, report->shards, &part, 1, out);
}

/* Reports being merged. */
struct merging {
	json_t *by_id;
	json_int_t shards; /* 0: none of a part yet */
	struct arena *arena;
	json_int_t *parts; /* those that were reported on; after sort_parts() by number, each once */
	size_t part_count, part_room;
	double seconds;
	struct diag_list *diags;
};

/* made before current before the failures. */
static int rank(const json_t *document)
{
	const char *status = json_string_value(json_object_get(document, "status"));
	return !status ? 9 : strcmp(status, "made") == 0 ? 0 : strcmp(status, "current") == 0 ? 1 : 2;
}

static bool merge_documents(struct merging *merging, const json_t *report)
{
	const json_t *documents = json_object_get(report, "documents");
	size_t i;
	json_t *document;
	if (!json_is_array(documents))
		return false;
	json_array_foreach(documents, i, document) {
		const char *key = key_of(merging->diags->arena, document);
		if (!key || rank(document) == 9)
			return false;
		const json_t *known = json_object_get(merging->by_id, key);
		if (!known || rank(document) < rank(known))
			json_object_set(merging->by_id, key, document);
	}
	return true;
}

static int by_number(const void *a, const void *b)
{
	json_int_t one = *(const json_int_t *)a, other = *(const json_int_t *)b;
	return (one > other) - (one < other);
}

/* Puts the parts in order, each once. */
static void sort_parts(struct merging *merging)
{
	size_t kept = 0;
	if (merging->part_count)
		qsort(merging->parts, merging->part_count, sizeof *merging->parts, by_number);
	for (size_t i = 0; i < merging->part_count; i++)
		if (!kept || merging->parts[kept - 1] != merging->parts[i])
			merging->parts[kept++] = merging->parts[i];
	merging->part_count = kept;
}

/* The parts of the batch that the report tells of, if it is not of the whole. */
static bool merge_parts(struct merging *merging, const json_t *report)
{
	json_int_t shards = json_integer_value(json_object_get(report, "shards"));
	size_t i;
	const json_t *part;
	if (!merging->shards)
		merging->shards = shards;
	json_array_foreach(json_object_get(report, "parts"), i, part) {
		json_int_t number = json_integer_value(part);
		if (number < 1 || number > shards)
			return false;
		if (shards == merging->shards)
			*ARENA_PUSH(merging->arena, merging->parts, merging->part_count, merging->part_room) = number;
	}
	return shards >= 0;
}

enum { MOST_SECONDS = 1000000000 }; /* thirty years: what no batch takes */

static bool merge_one(struct merging *merging, const struct source *source)
{
	json_t *report = json_loadb(source->text.data, source->text.len, 0, NULL);
	json_int_t shards = json_integer_value(json_object_get(report, "shards"));
	double seconds = json_number_value(json_object_get(report, "seconds"));
	bool ok = report && seconds >= 0 && seconds <= MOST_SECONDS && merge_documents(merging, report) &&
		  merge_parts(merging, report);
	merging->seconds += ok ? seconds : 0;
	json_decref(report);
	if (!ok) {
		diag_add(merging->diags, DIAG_NOT_A_REPORT, ((struct place){ source, 0 }));
	} else if (shards && shards != merging->shards) {
		char here[24], before[24];
		snprintf(here, sizeof here, "%" JSON_INTEGER_FORMAT, shards);
		snprintf(before, sizeof before, "%" JSON_INTEGER_FORMAT, merging->shards);
		diag_add(merging->diags, DIAG_REPORT_OF_OTHER_PARTS, ((struct place){ source, 0 }), here, before);
		ok = false;
	}
	return ok;
}

enum { PARTS_NAMED = 10 };

/* An error that says which parts no report tells of. */
static void check_parts(const struct merging *merging)
{
	json_int_t missing = merging->shards - (json_int_t)merging->part_count;
	struct buf names = BUF_INIT;
	char count[24], shards[24];
	size_t at = 0, named = 0;
	if (!missing)
		return;
	for (json_int_t part = 1; part <= merging->shards && named < PARTS_NAMED; part++) {
		if (at < merging->part_count && merging->parts[at] == part)
			at++;
		else
			buf_printf(&names, "%s%" JSON_INTEGER_FORMAT, named++ ? ", " : "", part);
	}
	if (missing > PARTS_NAMED)
		buf_add_text(&names, " …");
	snprintf(count, sizeof count, "%" JSON_INTEGER_FORMAT, missing);
	snprintf(shards, sizeof shards, "%" JSON_INTEGER_FORMAT, merging->shards);
	diag_add(merging->diags, DIAG_REPORT_MISSING, NO_PLACE, count, shards, names.data);
	buf_free(&names);
}

bool report_merge(const struct source *const *sources, size_t count, struct buf *out, struct diag_list *diags)
{
	struct merging merging = { .by_id = json_object(), .arena = arena_new(), .diags = diags };
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		ok = merge_one(&merging, sources[i]) && ok;
	if (ok) {
		sort_parts(&merging);
		check_parts(&merging);
		write_json(merging.by_id, merging.seconds, merging.shards, merging.parts, merging.part_count, out);
	}
	json_decref(merging.by_id);
	arena_free(merging.arena);
	return ok;
}
