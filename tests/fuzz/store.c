/* libFuzzer target: what the program wrote and reads again. The first byte chooses: a record of the store (its checksum is put right),
 * reports to merge (separated by byte 0x01), JSON data, the font cache. */
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "batch/report.h"
#include "batch/store.h"
#include "write/contents/contents.h"
#include "font/cache.h"
#include "fuzz/scratch.h"
#include "vars/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool want_all(void *context, const struct store_record *record)
{
	(void)context;
	return record->title != NULL;
}

/* What is made of a record; saved and read again it is the same. */
static void use_record(struct arena *arena, const struct store_record *record, struct diag_list *diags)
{
	struct contents toc = { .title = record->title, .heading = "x", .pages = record->pages, .entries = record->entries,
			   .entry_count = record->entry_count, .depth = 2, .year = 2026 };
	for (const struct contents_format *format = contents_formats; format->name; format++) {
		struct buf out = BUF_INIT;
		format->write(&toc, &out);
		buf_free(&out);
	}
	const char *folder = scratch_path(arena, "saved");
	if (!store_save(folder, record, diags))
		return;
	const struct store_record *back = store_load(arena, folder, &record->id);
	if (back && (back->output_count != record->output_count || back->read_count != record->read_count ||
		     back->entry_count != record->entry_count))
		abort();
	store_remove(folder, &record->id);
}

static void read_record(struct arena *arena, struct str text, struct diag_list *diags)
{
	struct buf sealed = BUF_INIT;
	char hex[HASH_HEX];
	hash_write(hash_text(text), hex);
	buf_add_str(&sealed, text);
	buf_printf(&sealed, "end\t%s\n", hex);
	scratch_write(arena, "store/record", (const uint8_t *)sealed.data, sealed.len);
	scratch_write(arena, "saved/other", NULL, 0);
	buf_free(&sealed);
	const struct store_record *const *records;
	size_t count = store_find(arena, scratch_path(arena, "store"), want_all, NULL, &records, diags);
	for (size_t i = 0; i < count; i++)
		use_record(arena, records[i], diags);
}

static void merge_reports(struct arena *arena, struct str text, struct diag_list *diags)
{
	const struct source *parts[4];
	size_t count = 0;
	while (text.data && count < 4)
		parts[count++] = source_of_text(arena, "report", str_cut(&text, "\x01"));
	struct buf out = BUF_INIT;
	if (!report_merge(parts, count, &out, diags) && !diag_errors(diags))
		abort();
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct str text = { arena_copy(arena, (const char *)data + 1, size - 1), size - 1 };
	bool valid = utf8_valid(text.data, text.len, NULL); /* source_load() refuses other text */
	if (data[0] == 'S')
		read_record(arena, text, &diags);
	else if (data[0] == 'R' && valid)
		merge_reports(arena, text, &diags);
	else if (data[0] == 'J' && valid)
		json_read_value(arena, source_of_text(arena, "data", text), &diags);
	else if (data[0] == 'F') {
		scratch_write(arena, strrchr(font_cache_path(arena, scratch_folder(), "K"), '/') + 1, data + 1, size - 1);
		font_cache_load(arena, scratch_folder(), "K");
	}
	arena_free(arena);
	return 0;
}
