/* Final documents that the head of an office approved: rows of content/approved.csv. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/internal.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "table/table.h"

enum { KEY, UNIT, VARIANT, YEAR, TEMPLATE, HASH, WHO, WHEN, COLUMNS };
static const char *const columns[COLUMNS] = { "文稿", "单位", "计划", "年度", "版式", "哈希", "人", "时间" };

/* A row, and the hash of what its document is now; NULL: it cannot be final now. */
struct approval {
	const char *texts[COLUMNS], *now;
};

struct plangen_approvals {
	struct arena *arena; /* of all of it */
	struct approval *items;
	size_t count, room;
};

static const char *path_of(struct arena *arena, const struct plangen *plangen)
{
	return file_join(arena, plangen->content, "approved.csv");
}

/* The hash of the final PDF as the content makes it, in the arena; NULL with errors. */
static const char *hash_of(struct arena *arena, struct plangen *plangen, const char *unit, const char *variant, unsigned year,
			   const char *template, struct plangen_messages *messages)
{
	struct plangen_request *plan = plangen_plan(plangen, unit, variant, year, messages);
	char *hex = NULL;
	struct str pdf;
	if (plan && plangen_set_template(plan, template && *template ? template : NULL, messages)) {
		plangen_set_final(plan, true);
		struct plangen_document *document = plangen_draft(plan, "pdf", messages);
		if (document) {
			pdf.data = plangen_bytes(document, "pdf", &pdf.len);
			hex = ARENA_ARRAY(arena, char, HASH_HEX);
			hash_write(hash_text(pdf), hex);
		}
		plangen_document_free(document);
	}
	plangen_request_free(plan);
	return hex;
}

/* ---- approving */

static const char *time_text(struct arena *arena, long long when)
{
	time_t time = (time_t)when;
	struct tm tm = { 0 };
	char text[32] = "";
	if (gmtime_r(&time, &tm))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return arena_strdup(arena, text);
}

bool plangen_change_approve(struct plangen_change *change, struct plangen_request *request, struct plangen_messages *messages)
{
	struct api_call call;
	bool plan = request->kind == DRAFT_PLAN && request->unit;
	const char *hash = plan ? hash_of(change->arena, request->plangen, request->unit, request->variant, request->year, request->template, messages) : NULL;
	api_enter(&call, messages);
	if (!plan)
		diag_add(&call.diags, DIAG_APPROVE_PLAN, NO_PLACE);
	if (hash) {
		const char *year = arena_printf(change->arena, "%u", request->year);
		const char *key = arena_printf(change->arena, "%s/%s/%s", request->unit, request->variant, year);
		const char *const texts[COLUMNS] = {
			[KEY] = key, [UNIT] = arena_strdup(change->arena, request->unit), [VARIANT] = arena_strdup(change->arena, request->variant), [YEAR] = year,
			[TEMPLATE] = request->template ? arena_strdup(change->arena, request->template) : "", [HASH] = hash, [WHO] = change->author.who,
			[WHEN] = time_text(change->arena, change->author.when),
		};
		struct change_row row = { columns, texts, COLUMNS };
		if (!change_set_row(change->change, path_of(change->arena, change->plangen), &row, &call.diags))
			hash = NULL;
	}
	api_leave(&call);
	return hash != NULL;
}

/* ---- what was approved */

/* The cell of the column, in the arena; "": there is none. */
static const char *cell_text(struct arena *arena, const struct table *table, size_t cell)
{
	struct str text = cell < table->count ? str_trim(table->cells[cell].text) : STR("");
	return arena_copy(arena, text.data, text.len);
}

/* Reads the rows of the year, and of the unit (NULL: of all). */
static void read_rows(struct plangen_approvals *all, const char *path, const char *unit, unsigned year, struct diag_list *diags)
{
	struct source *source = file_exists(path) ? source_load(all->arena, path, LIMIT_DATA_BYTES, diags) : NULL;
	struct table table;
	size_t at[COLUMNS];
	bool good;
	if (!source)
		return;
	source->table = true;
	table_start(&table, all->arena, source);
	if (!table_next(&table, &good, diags))
		return;
	for (size_t i = 0; i < COLUMNS; i++)
		at[i] = table_find_cell(&table, columns[i]);
	table.columns = table.count;
	while (table_next(&table, &good, diags)) {
		struct approval one = { .now = NULL };
		for (size_t i = 0; i < COLUMNS; i++)
			one.texts[i] = cell_text(all->arena, &table, at[i]);
		bool wanted = !unit || strcmp(unit, one.texts[UNIT]) == 0;
		if (good && wanted && *one.texts[HASH] && strtoul(one.texts[YEAR], NULL, 10) == year)
			*ARENA_PUSH(all->arena, all->items, all->count, all->room) = one;
	}
}

struct plangen_approvals *plangen_approvals(struct plangen *plangen, const char *unit, unsigned year, struct plangen_messages *messages)
{
	struct plangen_approvals *all = api_object(sizeof *all);
	struct api_call call;
	api_enter(&call, messages);
	size_t errors = diag_errors(&call.diags);
	read_rows(all, path_of(all->arena, plangen), unit, year, &call.diags);
	bool good = diag_errors(&call.diags) == errors;
	api_leave(&call);
	for (size_t i = 0; good && i < all->count; i++) {
		struct approval *one = &all->items[i];
		one->now = hash_of(all->arena, plangen, one->texts[UNIT], one->texts[VARIANT], year, one->texts[TEMPLATE], NULL);
	}
	if (good)
		return all;
	plangen_approvals_free(all);
	return NULL;
}

void plangen_approvals_free(struct plangen_approvals *approvals)
{
	api_object_free(approvals);
}

size_t plangen_approval_count(const struct plangen_approvals *approvals)
{
	return approvals->count;
}

const char *plangen_approval(const struct plangen_approvals *approvals, size_t index, enum plangen_approval_field field)
{
	static const int of[] = { [PLANGEN_APPROVAL_UNIT] = UNIT, [PLANGEN_APPROVAL_VARIANT] = VARIANT, [PLANGEN_APPROVAL_TEMPLATE] = TEMPLATE,
				  [PLANGEN_APPROVAL_HASH] = HASH, [PLANGEN_APPROVAL_WHO] = WHO, [PLANGEN_APPROVAL_WHEN] = WHEN };
	if (index >= approvals->count)
		return NULL;
	if (field == PLANGEN_APPROVAL_NOW)
		return approvals->items[index].now;
	return (size_t)field < sizeof of / sizeof *of ? approvals->items[index].texts[of[field]] : NULL;
}
