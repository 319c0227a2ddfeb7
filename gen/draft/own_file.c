#include "draft/own_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"

#define RULE "---"
#define TARGET "段落"
#define ACTION "处理"
#define REASON "理由"
#define BASE "基准"

static const char *const action_names[] = { [OWN_REPLACE] = "替换", [OWN_DROP] = "删除", [OWN_BEFORE] = "前加", [OWN_BEHIND] = "后加" };
enum { ACTIONS = sizeof action_names / sizeof *action_names };

const char *own_action_name(enum own_action action)
{
	return action_names[action];
}

bool own_action_of(struct str name, enum own_action *action)
{
	for (int i = 0; i < ACTIONS; i++)
		if (str_is(name, action_names[i])) {
			*action = (enum own_action)i;
			return true;
		}
	return false;
}

/* ---- lines */

/* The file while it is read. */
struct reading_own {
	struct arena *arena;
	struct own_file *file;
	struct diag_list *diags;
	size_t line; /* index of the next one */
};

static struct str line_at(const struct source *source, size_t line)
{
	size_t start = source->line_starts[line], end = line + 1 < source->lines ? source->line_starts[line + 1] : source->text.len;
	return (struct str){ source->text.data + start, end - start };
}

static size_t start_of(const struct source *source, size_t line)
{
	return line < source->lines ? source->line_starts[line] : source->text.len;
}

static bool is_rule(const struct source *source, size_t line)
{
	return line < source->lines && str_is(str_trim(line_at(source, line)), RULE);
}

/* Splits "key: value", with a half- or full-width colon. */
static bool split(struct str line, struct str *key, struct str *value)
{
	size_t half = str_find(line, ":"), full = str_find(line, "："), at = half < full ? half : full;
	if (at == (size_t)-1)
		return false;
	*key = str_trim((struct str){ line.data, at });
	*value = str_trim(str_from(line, at + (half < full ? 1 : strlen("："))));
	return true;
}

/* Whether a head begins here. A page break is a line like that, too, but names no passage in the next one. */
static bool begins_head(const struct source *source, size_t line)
{
	struct str key, value;
	return is_rule(source, line) && line + 1 < source->lines && split(line_at(source, line + 1), &key, &value) && str_is(key, TARGET);
}

static struct place place_of(const struct reading_own *r, struct str view)
{
	return (struct place){ r->file->source, (size_t)(view.data - r->file->source->text.data) };
}

static const char *copy(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.data, text.len);
}

/* ---- a head */

/* Reads the lines of a base, which begin with >. r->line is the one behind its key. */
static void read_base(struct reading_own *r, struct own_override *override, struct str variant)
{
	const struct source *source = r->file->source;
	struct own_base *base = ARENA_PUSH(r->arena, override->bases, override->base_count, override->base_room);
	struct buf text = BUF_INIT;
	base->variant = variant;
	base->start = start_of(source, r->line - 1);
	for (; r->line < source->lines && str_starts(line_at(source, r->line), ">"); r->line++) {
		struct str line = str_from(line_at(source, r->line), 1);
		if (str_starts(line, " "))
			line = str_from(line, 1);
		while (line.len && (line.data[line.len - 1] == '\n' || line.data[line.len - 1] == '\r'))
			line.len--;
		buf_add_str(&text, line);
		buf_add_char(&text, '\n');
	}
	base->end = start_of(source, r->line);
	base->text = buf_move_str(&text, r->arena);
}

static void read_key(struct reading_own *r, struct own_override *override, struct str line, bool *acted)
{
	struct str key, value, rest;
	bool good = split(line, &key, &value), base = good && str_starts(key, BASE);
	rest = base ? str_from(key, strlen(BASE)) : key;
	if (good && str_is(key, ACTION) && !*acted) {
		*acted = true;
		if (!own_action_of(value, &override->action))
			diag_add(r->diags, DIAG_OWN_ACTION, place_of(r, value), copy(r->arena, value));
	} else if (good && str_is(key, REASON) && !override->reason) {
		override->reason = copy(r->arena, value);
	} else if (base && !value.len && (!rest.len || rest.data[0] == ' ')) {
		struct str variant = str_trim(rest);
		read_base(r, override, (struct str){ copy(r->arena, variant), variant.len });
	} else {
		struct str shown = str_trim(line);
		diag_add(r->diags, DIAG_OWN_HEAD_LINE, place_of(r, shown), copy(r->arena, shown));
	}
}

/* Reads the head that begins at r->line. */
static void read_head(struct reading_own *r)
{
	const struct source *source = r->file->source;
	struct own_override *override = ARENA_PUSH(r->arena, r->file->items, r->file->count, r->file->room);
	struct str key, target;
	bool acted = false;
	split(line_at(source, r->line + 1), &key, &target);
	override->start = start_of(source, r->line);
	override->target = copy(r->arena, target);
	override->place = place_of(r, target.len ? target : key);
	for (r->line += 2; r->line < source->lines && !is_rule(source, r->line);) {
		struct str line = line_at(source, r->line++);
		if (str_trim(line).len)
			read_key(r, override, line, &acted);
	}
	override->head_end = start_of(source, r->line);
	if (r->line == source->lines)
		diag_add(r->diags, DIAG_OWN_HEAD_OPEN, override->place);
	else
		r->line++;
	const char *lacks = !target.len ? TARGET : !acted ? ACTION : !override->reason || !*override->reason ? REASON : NULL;
	if (lacks)
		diag_add(r->diags, DIAG_OWN_LACKS, override->place, target.len ? override->target : "?", lacks);
	override->text = start_of(source, r->line);
	while (r->line < source->lines && !begins_head(source, r->line))
		r->line++;
	override->text_end = start_of(source, r->line);
}

struct str own_text_of(const struct own_file *file, const struct own_override *override)
{
	struct str text = str_from(file->source->text, override->text);
	return str_trim((struct str){ text.data, override->text_end - override->text });
}

/* Whether the override has a text where it needs one, and none where it would be lost. */
static void check_text(struct reading_own *r, const struct own_override *override)
{
	struct str text = own_text_of(r->file, override);
	if (override->action == OWN_DROP && text.len)
		diag_add(r->diags, DIAG_OWN_DROP_TEXT, place_of(r, text), override->target);
	else if (override->action != OWN_DROP && !text.len)
		diag_add(r->diags, DIAG_OWN_NO_TEXT, override->place, override->target);
}

bool own_file_read(struct arena *arena, const char *path, struct own_file *file, struct diag_list *diags)
{
	const struct source *source = source_load(arena, path, LIMIT_SOURCE_BYTES, diags);
	*file = (struct own_file){ .source = NULL };
	return source && own_file_read_source(arena, source, file, diags);
}

bool own_file_read_source(struct arena *arena, const struct source *source, struct own_file *file, struct diag_list *diags)
{
	size_t errors = diag_errors(diags);
	struct reading_own r = { .arena = arena, .file = file, .diags = diags };
	*file = (struct own_file){ .source = source };
	while (r.line < file->source->lines && !begins_head(file->source, r.line)) {
		struct str line = str_trim(line_at(file->source, r.line++));
		if (!line.len)
			continue;
		diag_add(diags, DIAG_OWN_OUTSIDE, place_of(&r, line));
		return false;
	}
	while (r.line < file->source->lines)
		read_head(&r);
	for (size_t i = 0; i < file->count && diag_errors(diags) == errors; i++)
		check_text(&r, &file->items[i]);
	return diag_errors(diags) == errors;
}

const struct own_base *own_base_of(const struct own_override *override, struct str variant)
{
	for (size_t i = 0; i < override->base_count; i++)
		if (str_equal(override->bases[i].variant, variant))
			return &override->bases[i];
	return NULL;
}

/* ---- writing */

void own_add_base(struct buf *out, struct str variant, struct str text)
{
	buf_printf(out, BASE "%s%.*s:\n", variant.len ? " " : "", (int)variant.len, variant.data);
	while (text.len) {
		struct str line = str_cut(&text, "\n");
		buf_printf(out, ">%s%.*s\n", line.len ? " " : "", (int)line.len, line.data);
	}
}

void own_add_override(struct buf *out, const char *target, enum own_action action, const char *reason, struct str variant, struct str base,
		      struct str text)
{
	buf_printf(out, RULE "\n" TARGET ": %s\n" ACTION ": %s\n" REASON ": %s\n", target, own_action_name(action), reason);
	own_add_base(out, variant, base);
	buf_add_text(out, RULE "\n");
	buf_add_str(out, text);
	if (text.len && !str_ends(text, "\n"))
		buf_add_char(out, '\n');
}

/* Makes blanks of the bytes, but for line ends. */
static void blank(char *text, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (text[i] != '\n')
			text[i] = ' ';
}

const struct source *own_texts_source(struct arena *arena, const struct own_file *file)
{
	struct str whole = file->source->text;
	char *text = arena_copy(arena, whole.data, whole.len);
	size_t done = 0;
	for (size_t i = 0; i < file->count; i++) {
		blank(text, done, file->items[i].text);
		done = file->items[i].text_end;
	}
	return source_of_text(arena, file->source->name, (struct str){ text, whole.len });
}

const struct source *own_text_source(struct arena *arena, const struct own_file *file, const struct own_override *override)
{
	char *text = arena_copy(arena, file->source->text.data, override->text_end);
	blank(text, 0, override->text);
	return source_of_text(arena, file->source->name, (struct str){ text, override->text_end });
}
