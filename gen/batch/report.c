#include "batch/report.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "batch/report_read.h"
#include "batch/store.h"

struct report report_new(unsigned shard, unsigned shards)
{
	return (struct report){ json_array(), shard, shards };
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

static json_t *gaps_json(const struct store_record *record)
{
	json_t *gaps = json_array();
	for (size_t i = 0; i < record->gap_count; i++)
		json_array_append_new(gaps, json_pack("{s:s, s:s}", "name", record->gaps[i].name, "label", record->gaps[i].label));
	return gaps;
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
		json_object_set_new(document, "gaps", gaps_json(record));
	}
	json_array_append_new(report->documents, document);
	arena_free(arena);
}

/* Appends JSON, its lines behind the first indented; numbers have six digits, as their times have no more. */
static void add_json(struct buf *out, const json_t *json, size_t flags, const char *indent)
{
	char *text = json_dumps(json, JSON_INDENT(1) | JSON_REAL_PRECISION(6) | flags);
	struct str rest = str_of(text), line;
	for (bool first = true; rest.data && (line = str_cut(&rest, "\n")).data; first = false) {
		buf_add_text(out, first ? "" : "\n");
		buf_add_text(out, first ? "" : indent);
		buf_add_json_text(out, line);
	}
	free(text);
}

/* made before current before the failures. */
static int rank(const json_t *document)
{
	const char *status = json_string_value(json_object_get(document, "status"));
	return strcmp(status, "made") == 0 ? 0 : strcmp(status, "current") == 0 ? 1 : 2;
}

/* A document as reports name it: its id has one text only (document_id_text()). */
struct filed {
	const char *id;
	json_int_t year;
	size_t order; /* in which they were told of */
	const json_t *document;
};

static int by_document(const struct filed *a, const struct filed *b)
{
	int id = strcmp(a->id, b->id);
	return id ? id : (a->year > b->year) - (a->year < b->year);
}

/* Of one document first what went best, then what was told first. */
static int by_worth(const void *a, const void *b)
{
	const struct filed *x = a, *y = b;
	int document = by_document(x, y), worth = rank(x->document) - rank(y->document);
	return document ? document : worth ? worth : (x->order > y->order) - (x->order < y->order);
}

/* Each document once, by id and year, in memory that the caller frees; *count is their number. */
static struct filed *sort_documents(const json_t *documents, size_t *count)
{
	struct filed *sorted = memory_resize(NULL, json_array_size(documents) + 1, sizeof *sorted);
	size_t all = json_array_size(documents);
	for (size_t i = 0; i < all; i++) {
		const json_t *document = json_array_get(documents, i);
		sorted[i] = (struct filed){ json_string_value(json_object_get(document, "id")),
					    json_integer_value(json_object_get(document, "year")), i, document };
	}
	qsort(sorted, all, sizeof *sorted, by_worth);
	*count = 0;
	for (size_t i = 0; i < all; i++)
		if (!*count || by_document(&sorted[*count - 1], &sorted[i]) != 0)
			sorted[(*count)++] = sorted[i];
	return sorted;
}

/* How many documents have each status. */
static json_t *count_documents(const struct filed *documents, size_t count)
{
	json_t *counts = json_object();
	for (size_t i = 0; i < REPORT_STATUSES; i++)
		json_object_set_new(counts, batch_status_name(report_statuses[i]), json_integer(0));
	for (size_t i = 0; i < count; i++) {
		json_t *number = json_object_get(counts, json_string_value(json_object_get(documents[i].document, "status")));
		json_integer_set(number, json_integer_value(number) + 1);
	}
	return counts;
}

/* {"counts": {"made": …}, "seconds": …, "shards": 16, "parts": [3], "documents": […sorted by id…]}. Of a whole batch, `shards`
 * is 0 and neither it nor the parts are written. A batch may have very many documents: they are written one by one. */
static void write_json(const json_t *documents, double seconds, json_int_t shards, const json_int_t *parts, size_t part_count,
		       struct buf *out)
{
	size_t count;
	struct filed *sorted = sort_documents(documents, &count);
	json_t *all = json_pack("{s:o, s:f}", "counts", count_documents(sorted, count), "seconds", seconds);
	if (shards) {
		json_object_set_new(all, "shards", json_integer(shards));
		json_t *list_of_parts = json_array();
		for (size_t i = 0; i < part_count; i++)
			json_array_append_new(list_of_parts, json_integer(parts[i]));
		json_object_set_new(all, "parts", list_of_parts);
	}
	add_json(out, all, JSON_PRESERVE_ORDER, "");
	out->len -= strlen("\n}");
	buf_add_text(out, ",\n \"documents\": [");
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, i ? ",\n  " : "\n  ");
		add_json(out, sorted[i].document, JSON_SORT_KEYS, "  ");
	}
	buf_add_text(out, count ? "\n ]\n}\n" : "]\n}\n");
	json_decref(all);
	free(sorted);
}

void report_write(const struct report *report, double seconds, struct buf *out)
{
	json_int_t part = report->shard;
	write_json(report->documents, seconds, report->shards, &part, 1, out);
}

/* Reports being merged. */
struct merging {
	json_t *documents;
	json_int_t shards; /* 0: none of a part yet */
	struct arena *arena;
	json_int_t *parts; /* those that were reported on; after sort_parts() by number, each once */
	size_t part_count, part_room;
	double seconds;
	struct diag_list *diags;
};

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

/* The parts of the batch that the report tells of, if it is not of the whole. False with an error when its batch has other parts. */
static bool merge_parts(struct merging *merging, const json_t *report, struct place place)
{
	json_int_t shards = json_integer_value(json_object_get(report, "shards"));
	size_t i;
	const json_t *part;
	if (!merging->shards)
		merging->shards = shards;
	if (shards && shards != merging->shards) {
		char here[24], before[24];
		snprintf(here, sizeof here, "%" JSON_INTEGER_FORMAT, shards);
		snprintf(before, sizeof before, "%" JSON_INTEGER_FORMAT, merging->shards);
		diag_add(merging->diags, DIAG_REPORT_OF_OTHER_PARTS, place, here, before);
		return false;
	}
	json_array_foreach(json_object_get(report, "parts"), i, part)
		*ARENA_PUSH(merging->arena, merging->parts, merging->part_count, merging->part_room) = json_integer_value(part);
	return true;
}

static bool merge_one(struct merging *merging, const struct source *source)
{
	json_t *report = report_read(source, merging->diags);
	bool ok = report && merge_parts(merging, report, (struct place){ source, 0 });
	if (ok) {
		json_array_extend(merging->documents, json_object_get(report, "documents"));
		merging->seconds += json_number_value(json_object_get(report, "seconds"));
	}
	json_decref(report);
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
	struct merging merging = { .documents = json_array(), .arena = arena_new(), .diags = diags };
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		ok = merge_one(&merging, sources[i]) && ok;
	if (ok) {
		sort_parts(&merging);
		check_parts(&merging);
		write_json(merging.documents, merging.seconds, merging.shards, merging.parts, merging.part_count, out);
	}
	json_decref(merging.documents);
	arena_free(merging.arena);
	return ok;
}
