/* What a check finds, settled: mended where no meaning changes, or judged right as it stands. */
#include <string.h>

#include "api/checking.h"
#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "check/check.h"
#include "check/scan.h"

/* A finding that goes with an edit: its code, and where it stands in the line. */
struct settled {
	const char *code; /* NULL: not known */
	unsigned column;
};

/* A line of a source of the content that is mended by some edits. */
struct mend {
	const struct source *source; /* a copy of name and text alone */
	const struct check_edit *edits;
	const struct settled *settled; /* by each */
	size_t count;
	unsigned line;
	const char *old, *new;
};

struct plangen_mends {
	struct arena *arena; /* of all of it */
	struct mend *items;
	size_t count, room;
};

/* ---- found */

static unsigned line_of(const struct check_edit *edit)
{
	unsigned line, column;
	source_position((struct place){ edit->source, edit->offset }, &line, &column);
	return line;
}

/* The finding stands where the edit begins. */
static struct settled settled_by(const struct check_edit *edit)
{
	struct settled settled = { edit->finding ? diag_id(edit->finding->code) : NULL, 0 };
	unsigned line;
	source_position((struct place){ edit->source, edit->offset }, &line, &settled.column);
	return settled;
}

/* Name and text of the source, which goes when the context reads its files anew. */
static const struct source *copy_source(struct arena *arena, const struct source *source)
{
	struct source *copy = ARENA_NEW(arena, struct source);
	copy->name = arena_strdup(arena, source->name);
	copy->text = (struct str){ arena_copy(arena, source->text.data, source->text.len), source->text.len };
	return copy;
}

/* The line as it is, and with the edits. */
static void keep_lines(struct arena *arena, struct mend *mend, const struct source *source)
{
	struct str line = source_line((struct place){ source, mend->edits->offset });
	size_t start = (size_t)(line.data - source->text.data), done = start;
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < mend->count; i++) {
		buf_add_str(&out, scan_slice(source->text, done, mend->edits[i].offset));
		buf_add_text(&out, mend->edits[i].text);
		done = mend->edits[i].offset + mend->edits[i].len;
	}
	buf_add_str(&out, scan_slice(source->text, done, start + line.len));
	mend->old = arena_copy(arena, line.data, line.len);
	mend->new = buf_move_to(&out, arena);
}

/* The edits of one line. */
static void keep_mend(struct plangen_mends *mends, const struct check_edit *edits, size_t count)
{
	struct mend *last = mends->count ? &mends->items[mends->count - 1] : NULL;
	bool same = last && strcmp(last->source->name, edits->source->name) == 0;
	struct check_edit *copies = ARENA_ARRAY(mends->arena, struct check_edit, count);
	struct settled *settled = ARENA_ARRAY(mends->arena, struct settled, count);
	struct mend mend = { same ? last->source : copy_source(mends->arena, edits->source), copies, settled, count, line_of(edits), NULL, NULL };
	for (size_t i = 0; i < count; i++)
		settled[i] = settled_by(&edits[i]);
	for (size_t i = 0; i < count; i++)
		copies[i] = (struct check_edit){ mend.source, edits[i].offset, edits[i].len, arena_strdup(mends->arena, edits[i].text), NULL };
	keep_lines(mends->arena, &mend, edits->source);
	*ARENA_PUSH(mends->arena, mends->items, mends->count, mends->room) = mend;
}

/* The edits of texts of the content, line by line. */
static void keep_edits(struct plangen_mends *mends, const struct plangen *plangen, const struct check *check)
{
	const struct check_edit *edits;
	size_t count = check_edits(check, &edits);
	for (size_t start = 0, end; start < count; start = end) {
		struct str name = str_of(edits[start].source->name);
		for (end = start + 1; end < count && edits[end].source == edits[start].source && line_of(&edits[end]) == line_of(&edits[start]); end++)
			;
		bool text = str_ends_caseless(name, ".md") || str_ends_caseless(name, ".xml");
		if (text && file_exists(name.data) && change_has_file(mends->arena, plangen->content, name.data))
			keep_mend(mends, &edits[start], end - start);
	}
}

struct plangen_mends *plangen_mends(struct plangen_request *request, struct plangen_messages *messages)
{
	struct plangen_mends *mends = api_object(sizeof *mends);
	struct api_call call;
	api_enter(&call, messages);
	const struct check *check = api_check(&call, request);
	if (check)
		keep_edits(mends, request->plangen, check);
	api_leave(&call);
	if (check)
		return mends;
	plangen_mends_free(mends);
	return NULL;
}

void plangen_mends_free(struct plangen_mends *mends)
{
	api_object_free(mends);
}

size_t plangen_mend_count(const struct plangen_mends *mends)
{
	return mends->count;
}

const char *plangen_mend(const struct plangen_mends *mends, size_t index, enum plangen_mend_field field)
{
	const struct mend *mend = index < mends->count ? &mends->items[index] : NULL;
	if (!mend)
		return NULL;
	switch (field) {
	case PLANGEN_MEND_FILE:
		return mend->source->name;
	case PLANGEN_MEND_OLD:
		return mend->old;
	case PLANGEN_MEND_NEW:
		return mend->new;
	}
	return NULL;
}

unsigned plangen_mend_line(const struct plangen_mends *mends, size_t index)
{
	return index < mends->count ? mends->items[index].line : 0;
}

bool plangen_mend_settles(const struct plangen_mends *mends, size_t index, const char *code, unsigned column)
{
	const struct mend *mend = index < mends->count ? &mends->items[index] : NULL;
	for (size_t i = 0; mend && i < mend->count; i++)
		if (mend->settled[i].code && strcmp(mend->settled[i].code, code) == 0 && mend->settled[i].column == column)
			return true;
	return false;
}

/* ---- mended */

/* The wanted mends of one file become its text; how many. */
static size_t mend_file(struct change *change, struct arena *arena, const struct mend *mends, size_t count, const bool *wanted)
{
	struct check_edit *edits = NULL;
	size_t edit_count = 0, room = 0, lines = 0;
	for (size_t i = 0; i < count; i++) {
		if (wanted && !wanted[i])
			continue;
		lines++;
		for (size_t k = 0; k < mends[i].count; k++)
			*ARENA_PUSH(arena, edits, edit_count, room) = mends[i].edits[k];
	}
	if (lines) {
		const struct source *source = copy_source(arena, mends->source);
		struct buf after = BUF_INIT;
		check_apply_edits(source, edits, edit_count, &after);
		change_set_text(change, source, buf_str(&after));
		buf_free(&after);
	}
	return lines;
}

size_t plangen_change_mend(struct plangen_change *change, const struct plangen_mends *mends, const bool *wanted)
{
	size_t lines = 0;
	for (size_t start = 0, end; start < mends->count; start = end) {
		for (end = start + 1; end < mends->count && mends->items[end].source == mends->items[start].source; end++)
			;
		lines += mend_file(change->change, change->arena, &mends->items[start], end - start, wanted ? wanted + start : NULL);
	}
	return lines;
}

/* ---- judged right */

/* The sentence that the character stands in, without what the table would not keep around it; empty: there is none. */
static struct str sentence_at(const struct source *source, unsigned line, unsigned column)
{
	if (!line || line > source->lines)
		return STR("");
	struct str text = source_line((struct place){ source, source->line_starts[line - 1] });
	size_t at = column ? utf8_prefix(text.data, text.len, column - 1) : 0;
	return str_trim(scan_around(text, at, "。！？；"));
}

/* What the finding is called in a table of findings: the same for the same one. */
static const char *key_of(struct arena *arena, const char *file, const char *words, const char *rule)
{
	enum { DIGITS = 12 };
	char hex[HASH_HEX];
	hash_write(hash_join(hash_join(hash_text(str_of(file)), hash_text(str_of(words))), hash_text(str_of(rule))), hex);
	return arena_copy(arena, hex, DIGITS);
}

bool plangen_change_accept_finding(struct plangen_change *change, const char *rule, const char *file, unsigned line, unsigned column,
				   const char *reason, struct plangen_messages *messages)
{
	static const char *const columns[] = { "编号", "文件", "段落", "规则", "理由", "人" };
	struct arena *arena = change->arena;
	struct api_call call;
	api_enter(&call, messages);
	const char *name = file ? change_file_name(arena, change->plangen->content, file) : NULL;
	const struct source *source = name ? source_load(arena, file, LIMIT_DATA_BYTES, &call.diags) : NULL;
	struct str sentence = source ? sentence_at(source, line, column) : STR("");
	bool good = check_find_rule(rule) && sentence.len, said = str_trim(str_of(reason)).len && *change->author.who;
	if (!good)
		diag_add(&call.diags, DIAG_ACCEPT_PLACE, NO_PLACE, rule);
	else if (!said)
		diag_add(&call.diags, DIAG_ACCEPT_REASON, NO_PLACE, rule);
	if (good && said) {
		const char *words = arena_copy(arena, sentence.data, sentence.len), *why = arena_strdup(arena, reason);
		rule = arena_strdup(arena, rule);
		const char *const texts[] = { key_of(arena, name, words, rule), name, words, rule, why, change->author.who };
		struct change_row row = { columns, texts, sizeof texts / sizeof *texts };
		good = change_set_row(change->change, file_join(arena, change->plangen->content, "words/accepted.csv"), &row, &call.diags);
	}
	api_leave(&call);
	return good && said;
}
