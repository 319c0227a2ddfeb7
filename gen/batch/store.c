#include "batch/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"

/* Format: a head line, then one line per fact, fields separated by tabs, and last "end" with the hash of all bytes before it: a file
 * without it is torn or damaged. A line "scope" stands before the values that a plan of a book shows. In texts, control characters
 * and '\\' are written as '\\' with two hexadecimal digits. */
static const char head[] = "plangen-store 6\n", end_word[] = "end\t";
static const char read_letters[] = "FMVO";

enum {
	USUAL_BYTES = 4096,                                  /* of a record */
	END_BYTES = sizeof end_word - 1 + HASH_HEX - 1 + 1,  /* of its last line */
};

static char *record_path(struct arena *arena, const char *folder, const struct document_id *id)
{
	char hex[HASH_HEX];
	hash_write(document_id_hash(id), hex);
	return arena_printf(arena, "%s/%s", folder, hex);
}

static bool needs_escape(unsigned char c)
{
	return c < 0x20 || c == 0x7F || c == '\\';
}

/* A tab and the text. */
static void add_text(struct buf *out, struct str text)
{
	size_t done = 0;
	buf_add_char(out, '\t');
	for (size_t i = 0; i < text.len; i++) {
		if (!needs_escape((unsigned char)text.data[i]))
			continue;
		buf_add(out, text.data + done, i - done);
		buf_printf(out, "\\%02x", (unsigned)(unsigned char)text.data[i]);
		done = i + 1;
	}
	if (text.len > done)
		buf_add(out, text.data + done, text.len - done);
}

static void add_id(struct buf *out, const char *word, const struct document_id *id)
{
	buf_printf(out, "%s\t%u", word, id->year);
	add_text(out, id->unit);
	add_text(out, id->variant);
	buf_add_char(out, '\n');
}

static void add_hash(struct buf *out, struct hash hash)
{
	char hex[HASH_HEX];
	hash_write(hash, hex);
	buf_add_text(out, hex);
}

static void add_reads(struct buf *out, const struct reading *reads, size_t count)
{
	static const struct document_id own = { { "", 0 }, { "", 0 }, 0 };
	const struct document_id *scope = NULL;
	for (size_t i = 0; i < count; i++) {
		if (reads[i].scope != scope)
			add_id(out, "scope", reads[i].scope ? reads[i].scope : &own);
		scope = reads[i].scope;
		buf_add_char(out, read_letters[reads[i].kind]);
		buf_add_char(out, '\t');
		add_hash(out, reads[i].hash);
		add_text(out, str_of(reads[i].name));
		buf_add_char(out, '\n');
	}
}

static void add_plan(struct buf *out, const struct contents_plan *p)
{
	const char *const texts[] = { p->id, p->unit, p->hash, p->source, p->unit_name };
	buf_printf(out, "plan\t%u\t%u", p->order, p->pages);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add_text(out, str_of(texts[i]));
	buf_add_char(out, '\n');
}

static void add_outputs(struct buf *out, const char *word, const struct store_output *outputs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s\t", word);
		add_hash(out, outputs[i].hash);
		buf_printf(out, "\t%lld\t%lld\t%llu", outputs[i].stamp.size, outputs[i].stamp.modified, outputs[i].stamp.inode);
		add_text(out, str_of(outputs[i].path));
		buf_add_char(out, '\n');
	}
}

static void add_entries(struct buf *out, const struct contents_entry *entries, size_t count)
{
	const struct contents_plan *plan = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct contents_entry *e = &entries[i];
		if (e->plan && e->plan != plan)
			add_plan(out, e->plan);
		plan = e->plan;
		buf_printf(out, "entry\t%d\t%u", e->level, e->page);
		add_text(out, str_of(e->text));
		buf_add_char(out, '\n');
	}
}

static void add_gaps(struct buf *out, const struct store_gap *gaps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, "gap");
		add_text(out, str_of(gaps[i].name));
		add_text(out, str_of(gaps[i].label));
		buf_add_char(out, '\n');
	}
}

static void add_looks(struct buf *out, const struct hash *looks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, "page\t");
		add_hash(out, looks[i]);
		buf_add_char(out, '\n');
	}
}

static void add_end(struct buf *out)
{
	struct hash hash = hash_text(buf_str(out));
	buf_add_text(out, end_word);
	add_hash(out, hash);
	buf_add_char(out, '\n');
}

/* Whatever stands in the place of a record that is none is put away: the store is ours. False with an error for a folder that holds
 * something. */
static bool make_way(const char *path, struct diag_list *diags)
{
	struct stat info;
	if (lstat(path, &info) != 0 || S_ISREG(info.st_mode) || (S_ISDIR(info.st_mode) ? rmdir(path) : unlink(path)) == 0)
		return true;
	if (S_ISDIR(info.st_mode))
		diag_add(diags, DIAG_RECORD_PLACE, NO_PLACE, path);
	return !S_ISDIR(info.st_mode);
}

bool store_save(const char *folder, const struct store_record *record, struct diag_list *diags)
{
	struct buf out = BUF_INIT;
	buf_reserve(&out, USUAL_BYTES);
	buf_add_text(&out, head);
	add_id(&out, "document", &record->id);
	buf_printf(&out, "title\t%u", record->pages);
	add_text(&out, str_of(record->title));
	buf_add_char(&out, '\n');
	add_reads(&out, record->reads, record->read_count);
	add_outputs(&out, "output", record->outputs, record->output_count);
	add_outputs(&out, "former", record->former, record->former_count);
	add_entries(&out, record->entries, record->entry_count);
	add_gaps(&out, record->gaps, record->gap_count);
	add_looks(&out, record->looks, record->look_count);
	add_end(&out);
	struct arena *arena = arena_new();
	const char *path = record_path(arena, folder, &record->id);
	bool ok = file_make_folder(folder, FILE_SYNC_LATER, diags) && make_way(path, diags) &&
		  file_write_stamped(path, buf_str(&out), FILE_SYNC_LATER, NULL, diags);
	arena_free(arena);
	buf_free(&out);
	return ok;
}

/* A record being read, with room for its lists. */
struct reader {
	struct arena *arena;
	struct store_record *record;
	struct reading *reads;
	struct store_output *outputs, *former;
	struct contents_entry *entries;
	struct store_gap *gaps;
	struct hash *looks;
	const struct contents_plan *plan;   /* of the entries that follow */
	const struct document_id *scope; /* of the values that follow */
	size_t read_room, output_room, former_room, entry_room, gap_room, look_room;
};

static unsigned digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* A text as it was before add_text(). */
static struct str text_of(struct reader *r, struct str field)
{
	char *text = arena_copy(r->arena, field.data, field.len);
	size_t len = 0;
	if (!memchr(text, '\\', field.len))
		return (struct str){ text, field.len };
	for (size_t i = 0; i < field.len; i++) {
		bool escaped = text[i] == '\\' && i + 2 < field.len;
		text[len++] = escaped ? (char)(digit(text[i + 1]) << 4 | digit(text[i + 2])) : text[i];
		i += escaped ? 2 : 0;
	}
	text[len] = '\0';
	return (struct str){ text, len };
}

static const char *copy(struct reader *r, struct str field)
{
	return text_of(r, field).data;
}

static long long number(struct str text)
{
	return text.len ? strtoll(text.data, NULL, 10) : 0;
}

static bool read_reading(struct reader *r, char letter, struct str rest)
{
	struct reading *new = ARENA_PUSH(r->arena, r->reads, r->record->read_count, r->read_room);
	new->kind = (enum read_kind)(strchr(read_letters, letter) - read_letters);
	bool ok = hash_read(str_cut(&rest, "\t"), &new->hash);
	new->scope = new->kind == READ_VALUE ? r->scope : NULL;
	new->name = copy(r, rest);
	return ok;
}

static struct document_id read_id(struct reader *r, struct str rest)
{
	struct document_id id = { .year = (unsigned)number(str_cut(&rest, "\t")) };
	id.unit = text_of(r, str_cut(&rest, "\t"));
	id.variant = text_of(r, rest);
	return id;
}

static bool read_scope(struct reader *r, struct str rest)
{
	struct document_id *scope = ARENA_NEW(r->arena, struct document_id);
	*scope = read_id(r, rest);
	r->scope = scope->year ? scope : NULL;
	return true;
}

static bool read_output(struct reader *r, struct store_output *new, struct str rest)
{
	bool ok = hash_read(str_cut(&rest, "\t"), &new->hash);
	new->stamp.size = number(str_cut(&rest, "\t"));
	new->stamp.modified = number(str_cut(&rest, "\t"));
	new->stamp.inode = (unsigned long long)number(str_cut(&rest, "\t"));
	new->path = copy(r, rest);
	return ok && rest.len;
}

static bool read_entry(struct reader *r, struct str rest)
{
	struct contents_entry *new = ARENA_PUSH(r->arena, r->entries, r->record->entry_count, r->entry_room);
	new->level = (int)number(str_cut(&rest, "\t"));
	new->page = (unsigned)number(str_cut(&rest, "\t"));
	new->text = copy(r, rest);
	new->plan = r->plan;
	return true;
}

static bool read_plan(struct reader *r, struct str rest)
{
	struct contents_plan *new = ARENA_NEW(r->arena, struct contents_plan);
	new->order = (unsigned)number(str_cut(&rest, "\t"));
	new->pages = (unsigned)number(str_cut(&rest, "\t"));
	new->id = copy(r, str_cut(&rest, "\t"));
	new->unit = copy(r, str_cut(&rest, "\t"));
	new->hash = copy(r, str_cut(&rest, "\t"));
	new->source = copy(r, str_cut(&rest, "\t"));
	new->unit_name = copy(r, rest);
	r->plan = new;
	return true;
}

static bool read_gap(struct reader *r, struct str rest)
{
	struct store_gap *new = ARENA_PUSH(r->arena, r->gaps, r->record->gap_count, r->gap_room);
	new->name = copy(r, str_cut(&rest, "\t"));
	new->label = copy(r, rest);
	return true;
}

static bool read_look(struct reader *r, struct str rest)
{
	return hash_read(rest, ARENA_PUSH(r->arena, r->looks, r->record->look_count, r->look_room));
}

static bool read_line(struct reader *r, struct str line)
{
	struct str word = str_cut(&line, "\t");
	if (word.len == 1 && strchr(read_letters, word.data[0]))
		return read_reading(r, word.data[0], line);
	if (str_is(word, "output"))
		return read_output(r, ARENA_PUSH(r->arena, r->outputs, r->record->output_count, r->output_room), line);
	if (str_is(word, "former"))
		return read_output(r, ARENA_PUSH(r->arena, r->former, r->record->former_count, r->former_room), line);
	if (str_is(word, "entry"))
		return read_entry(r, line);
	if (str_is(word, "plan"))
		return read_plan(r, line);
	if (str_is(word, "gap"))
		return read_gap(r, line);
	if (str_is(word, "page"))
		return read_look(r, line);
	if (str_is(word, "scope"))
		return read_scope(r, line);
	if (str_is(word, "document")) {
		r->record->id = read_id(r, line);
	} else if (str_is(word, "title")) {
		r->record->pages = (unsigned)number(str_cut(&line, "\t"));
		r->record->title = copy(r, line);
	} else {
		return false;
	}
	return true;
}

/* Cuts the last line off: whether it has the hash of what stands before it. */
static bool take_end(struct str *text)
{
	struct hash hash;
	if (text->len < END_BYTES || !str_starts(*text, head))
		return false;
	struct str end = str_from(*text, text->len - END_BYTES);
	text->len -= END_BYTES;
	struct str hex = { end.data + sizeof end_word - 1, HASH_HEX - 1 };
	return str_starts(end, end_word) && hash_read(hex, &hash) && hash_equal(hash, hash_text(*text));
}

/* `diags`: gets an error when the system cannot read the file; NULL: passed over. */
static const struct store_record *load_path(struct arena *arena, const char *path, struct diag_list *diags)
{
	struct diag_list found;
	diag_init(&found, arena);
	struct buf text = BUF_INIT;
	struct stat info;
	bool there = file_read(path, LIMIT_RECORD_BYTES, &text, &found);
	bool gone = !there && lstat(path, &info) != 0 && errno == ENOENT; /* another build removed it meanwhile */
	if (diags && found.counts[DIAG_SYSTEM] && !gone)
		diag_add(diags, DIAG_RECORD_UNREAD, NO_PLACE, path);
	struct str rest = buf_move_str(&text, arena);
	if (!there || !take_end(&rest))
		return NULL;
	struct reader reader = { .arena = arena, .record = ARENA_NEW(arena, struct store_record) };
	rest = str_from(rest, sizeof head - 1);
	while (rest.len)
		if (!read_line(&reader, str_cut(&rest, "\n")))
			return NULL;
	reader.record->reads = reader.reads;
	reader.record->outputs = reader.outputs;
	reader.record->former = reader.former;
	reader.record->entries = reader.entries;
	reader.record->gaps = reader.gaps;
	reader.record->looks = reader.looks;
	return reader.record->title ? reader.record : NULL;
}

const struct store_record *store_load(struct arena *arena, const char *folder, const struct document_id *id)
{
	const struct store_record *record = load_path(arena, record_path(arena, folder, id), NULL);
	return record && document_id_equal(&record->id, id) ? record : NULL;
}

void store_remove(const char *folder, const struct document_id *id)
{
	struct arena *arena = arena_new();
	unlink(record_path(arena, folder, id));
	arena_free(arena);
}

static int by_id(const void *a, const void *b)
{
	return document_id_compare(&(*(const struct store_record *const *)a)->id, &(*(const struct store_record *const *)b)->id);
}

/* Whether the record at `path` is one of those wanted. Most are not, so it is read into an arena of its own. */
static bool is_wanted(const char *path, store_filter *wanted, void *context, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	const struct store_record *record = load_path(arena, path, diags);
	bool yes = record && wanted(context, record);
	arena_free(arena);
	return yes;
}

size_t store_find(struct arena *arena, const char *folder, store_filter *wanted, void *context,
		  const struct store_record *const **records, struct diag_list *diags)
{
	const char **names;
	struct diag_list ignored;
	size_t found, count = 0, room = 0;
	diag_init(&ignored, arena);
	file_list_all(arena, folder, &names, &found, diags && file_exists(folder) ? diags : &ignored);
	const struct store_record **list = NULL;
	for (size_t i = 0; i < found; i++) {
		const char *path = file_join(arena, folder, names[i]);
		const struct store_record *record = is_wanted(path, wanted, context, diags) ? load_path(arena, path, diags) : NULL;
		if (record)
			*ARENA_PUSH(arena, list, count, room) = record;
	}
	if (count)
		qsort(list, count, sizeof *list, by_id);
	*records = list;
	return count;
}

bool store_output_same(const struct store_output *output, bool *same)
{
	struct hash now;
	bool read = hash_file(output->path, &now);
	*same = read && hash_equal(now, output->hash);
	return read;
}

bool store_output_intact(const struct store_output *output, bool thorough)
{
	struct file_stamp now;
	bool same;
	if (!file_stat(output->path, &now) || now.size != output->stamp.size || now.modified != output->stamp.modified)
		return false;
	return (!thorough && now.inode == output->stamp.inode) || (store_output_same(output, &same) && same);
}
