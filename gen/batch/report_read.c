#include "batch/report_read.h"

#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/source.h"
#include "vars/json.h"

const enum batch_status report_statuses[REPORT_STATUSES] = { BATCH_MADE, BATCH_CURRENT, BATCH_FAILED, BATCH_CRASHED, BATCH_TIMED_OUT };

enum {
	MOST_SECONDS = 1000000000, /* thirty years: what no batch takes */
	DEPTH = 6,                 /* of values within each other: documents, one, outputs, one, its member */
};

/* A report being looked at. */
struct checking {
	const struct source *source;
	struct json_step steps[DEPTH]; /* to the value that is looked at */
	size_t depth;
	struct diag_list *diags;
};

/* A member of an object, and what it must be. */
struct member {
	const char *name;
	bool needed;
	bool (*fits)(const json_t *value);
	const char *what; /* for the message */
};

static bool is_text(const json_t *value)
{
	return json_is_string(value);
}

static bool is_list(const json_t *value)
{
	return json_is_array(value);
}

static bool is_object(const json_t *value)
{
	return json_is_object(value);
}

static bool is_count(const json_t *value)
{
	return json_is_integer(value) && json_integer_value(value) >= 0;
}

static bool is_from_one(const json_t *value)
{
	return json_is_integer(value) && json_integer_value(value) > 0;
}

static bool is_pages(const json_t *value)
{
	return is_count(value) && json_integer_value(value) <= LIMIT_PAGES;
}

static bool is_year(const json_t *value)
{
	return is_from_one(value) && json_integer_value(value) <= 9999;
}

static bool is_seconds(const json_t *value)
{
	return json_is_number(value) && json_number_value(value) >= 0 && json_number_value(value) <= MOST_SECONDS;
}

static bool is_status(const json_t *value)
{
	for (size_t i = 0; json_is_string(value) && i < REPORT_STATUSES; i++)
		if (strcmp(json_string_value(value), batch_status_name(report_statuses[i])) == 0)
			return true;
	return false;
}

static const struct member of_report[] = {
	{ "documents", true, is_list, "a list" },
	{ "counts", false, is_object, "an object" },
	{ "seconds", false, is_seconds, "a number of seconds" },
	{ "shards", false, is_from_one, "a whole number from 1" },
	{ "parts", false, is_list, "a list" },
};

static const struct member of_document[] = {
	{ "id", true, is_text, "a text" },
	{ "year", false, is_year, "a year" },
	{ "status", true, is_status, "one of made, current, failed, crashed, timed-out" },
	{ "seconds", false, is_seconds, "a number of seconds" },
	{ "pages", false, is_pages, "a number of pages" },
	{ "outputs", false, is_list, "a list" },
	{ "unit", false, is_text, "a text" },
	{ "variant", false, is_text, "a text" },
	{ "title", false, is_text, "a text" },
	{ "reason", false, is_text, "a text" },
	{ "messages", false, is_text, "a text" },
};

static const struct member of_output[] = {
	{ "path", true, is_text, "a text" },
	{ "bytes", false, is_count, "a whole number from 0" },
	{ "hash", false, is_text, "a text" },
};

/* An error at the member of the value at hand, or at that value where it lacks the member. False, for the caller to give back. */
static bool wrong(struct checking *c, const char *name, const char *what)
{
	c->steps[c->depth] = (struct json_step){ .name = name };
	diag_add(c->diags, DIAG_REPORT_VALUE, json_place(c->source, c->steps, c->depth + 1), name, what);
	return false;
}

static bool check_members(struct checking *c, const json_t *object, const struct member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_object_get(object, members[i].name);
		if (value ? !members[i].fits(value) : members[i].needed)
			return wrong(c, members[i].name, members[i].what);
	}
	return true;
}

#define CHECK_MEMBERS(c, object, members) check_members((c), (object), (members), sizeof(members) / sizeof *(members))

/* Each item of the list is an object and good. `list` may be missing. */
static bool check_items(struct checking *c, const json_t *list, const char *name,
			bool (*check)(struct checking *c, const json_t *item))
{
	bool good = true;
	c->steps[c->depth] = (struct json_step){ .name = name };
	c->depth += 2;
	for (size_t i = 0; good && i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		c->steps[c->depth - 1] = (struct json_step){ .item = i };
		good = json_is_object(item);
		if (good)
			good = check(c, item);
		else
			diag_add(c->diags, DIAG_REPORT_VALUE, json_place(c->source, c->steps, c->depth), name, "a list of objects");
	}
	c->depth -= 2;
	return good;
}

static bool check_output(struct checking *c, const json_t *output)
{
	return CHECK_MEMBERS(c, output, of_output);
}

static bool check_document(struct checking *c, const json_t *document)
{
	return CHECK_MEMBERS(c, document, of_document) && check_items(c, json_object_get(document, "outputs"), "outputs", check_output);
}

static bool check_counts(struct checking *c, const json_t *counts)
{
	c->steps[c->depth++] = (struct json_step){ .name = "counts" };
	for (size_t i = 0; i < REPORT_STATUSES; i++) {
		const char *status = batch_status_name(report_statuses[i]);
		const json_t *count = json_object_get(counts, status);
		if (count && !is_count(count))
			return wrong(c, status, "a whole number from 0");
	}
	c->depth--;
	return true;
}

/* A report of a part of a batch says of which: parts from 1 to the number of shards. */
static bool check_parts(struct checking *c, const json_t *report)
{
	const json_t *shards = json_object_get(report, "shards"), *parts = json_object_get(report, "parts");
	if (shards ? json_array_size(parts) == 0 : parts != NULL)
		return wrong(c, shards ? "parts" : "shards", shards ? "a list of parts, from 1 to the number of shards" : "a whole number from 1");
	for (size_t i = 0; i < json_array_size(parts); i++) {
		const json_t *part = json_array_get(parts, i);
		if (is_from_one(part) && json_integer_value(part) <= json_integer_value(shards))
			continue;
		const struct json_step steps[] = { { .name = "parts" }, { .item = i } };
		diag_add(c->diags, DIAG_REPORT_VALUE, json_place(c->source, steps, 2), "parts",
			 "a list of parts, from 1 to the number of shards");
		return false;
	}
	return true;
}

json_t *report_read(const struct source *source, struct diag_list *diags)
{
	struct checking c = { .source = source, .diags = diags };
	if (!json_is_small(source, diags))
		return NULL;
	json_t *report = json_loadb(source->text.data, source->text.len, 0, NULL);
	if (!json_is_array(json_object_get(report, "documents")))
		diag_add(diags, DIAG_NOT_A_REPORT, ((struct place){ source, 0 }));
	else if (CHECK_MEMBERS(&c, report, of_report) && check_counts(&c, json_object_get(report, "counts")) && check_parts(&c, report) &&
		 check_items(&c, json_object_get(report, "documents"), "documents", check_document))
		return report;
	json_decref(report);
	return NULL;
}
