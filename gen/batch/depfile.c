#include "batch/depfile.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/store.h"

/* Blanks, '#', ':' and '\' with '\' before them, '$' doubled: as GNU make and ninja read names. */
static void add_name(struct buf *out, const char *name)
{
	for (; *name; name++) {
		if (*name == ' ' || *name == '#' || *name == ':' || *name == '\\')
			buf_add_char(out, '\\');
		else if (*name == '$')
			buf_add_char(out, '$');
		buf_add_char(out, *name);
	}
}

static void add_rule(struct buf *out, const struct store_record *record, const char *product)
{
	add_name(out, product);
	buf_add_char(out, ':');
	for (size_t i = 0; i < record->read_count; i++)
		if (record->reads[i].kind == READ_FILE) {
			buf_add_text(out, " \\\n  ");
			add_name(out, record->reads[i].name);
		}
	buf_add_char(out, '\n');
}

bool depfile_write(const char *path, const struct batch_job *jobs, size_t count, const char *store, const struct guard *guard,
		   struct diag_list *diags)
{
	struct buf out = BUF_INIT;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < count; i++) {
		const struct store_record *record = store_load(arena, store, &jobs[i].id);
		for (size_t j = 0; record && j < record->output_count; j++)
			add_rule(&out, record, record->outputs[j].path);
	}
	bool ok = guard_allows(guard, path, diags) && file_write(path, buf_str(&out), diags);
	arena_free(arena);
	buf_free(&out);
	return ok;
}
