#include "write/docx/annotate.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/zip.h"
#include "read/package.h"
#include "write/docx/attach.h"
#include "write/docx/spots.h"

/* What comes first where several stand in one place: runs that are open are closed before others begin. */
enum order { REVISION_ENDS, COMMENT_ENDS, COMMENT_BEGINS, REVISION_BEGINS };

/* Text that is put in at a byte of the main part, in place of the bytes that follow. */
struct splice {
	size_t at, removed;
	enum order order;
	size_t number; /* in the order of their making */
	struct str text;
};

/* Whether a spot says what was read of it. */
enum said { NOT_KNOWN, AS_READ, OTHERWISE };

struct annotating {
	struct arena *arena;
	const struct read_file *file;
	const struct docx_annotations *what;
	struct zip zip;
	struct str xml; /* of the main part */
	struct docx_spots spots;
	struct splice *splices;
	size_t splice_count, splice_capacity;
	bool *preserved; /* by spot: its blanks at both ends are kept */
	enum said *said; /* by spot */
	const struct docx_spot *reached; /* where byte_of() was last: there, behind so many bytes of its text */
	size_t reached_bytes, reached_at;
	unsigned id;     /* the next one of a revision */
	struct zip_change changes[4];
	size_t change_count;
};

/* A place in the text of a spot. */
struct position {
	const struct docx_spot *spot;
	struct str text; /* that the spot says */
	size_t bytes;    /* of it before the place */
};

/* ---- splices */

static void add_splice(struct annotating *a, size_t at, size_t removed, enum order order, struct str text)
{
	*ARENA_PUSH(a->arena, a->splices, a->splice_count, a->splice_capacity) = (struct splice){ at, removed, order, a->splice_count - 1, text };
}

static int by_place(const void *a, const void *b)
{
	const struct splice *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static struct str write_main(struct annotating *a)
{
	struct buf out = BUF_INIT;
	size_t done = 0;
	if (a->splice_count)
		qsort(a->splices, a->splice_count, sizeof *a->splices, by_place);
	for (size_t i = 0; i < a->splice_count; i++) {
		const struct splice *splice = &a->splices[i];
		buf_add(&out, a->xml.data + done, splice->at - done);
		buf_add_str(&out, splice->text);
		done = splice->at + splice->removed;
	}
	buf_add(&out, a->xml.data + done, a->xml.len - done);
	return buf_move_str(&out, a->arena);
}

static struct str taken(struct annotating *a, struct buf *out)
{
	return buf_move_str(out, a->arena);
}

/* Appends markup in which "w:" stands for the document's own prefix. */
static void add_markup(struct annotating *a, struct buf *out, const char *markup)
{
	for (const char *at = markup; *at;) {
		bool prefix = strncmp(at, "w:", 2) == 0 && at > markup && (at[-1] == '<' || at[-1] == '/' || at[-1] == ' ');
		if (prefix)
			buf_add_str(out, a->spots.prefix);
		else
			buf_add_char(out, *at);
		at += prefix ? 2 : 1;
	}
}

/* The start of a run that looks like that of the spot. */
static void add_run(struct annotating *a, struct buf *out, const struct docx_spot *spot, const char *text)
{
	buf_add(out, a->xml.data + spot->run, spot->run_tag - spot->run);
	buf_add_str(out, spot->properties);
	add_markup(a, out, text);
}

static const char end_text[] = "</w:t></w:r>", begin_text[] = "<w:t xml:space=\"preserve\">";

/* Blanks at the ends of a text that is parted are kept (17.3.3.31). */
static void preserve(struct annotating *a, const struct docx_spot *spot)
{
	size_t index = (size_t)(spot - a->spots.items);
	struct str tag = { a->xml.data + spot->tag, spot->start - spot->tag };
	struct buf out = BUF_INIT;
	if (a->preserved[index] || docx_tag_value(tag, "xml:space").data)
		return;
	a->preserved[index] = true;
	add_markup(a, &out, begin_text);
	add_splice(a, spot->tag, spot->start - spot->tag, REVISION_BEGINS, taken(a, &out));
}

/* ---- places */

/* The trace that holds the byte of the text, else the next one before `end`; NULL: there is none. */
static const struct read_trace *find_trace(const struct annotating *a, size_t at, size_t end)
{
	const struct read_trace *traces = a->file->traces;
	size_t low = 0, high = a->file->trace_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (traces[middle].at + traces[middle].len <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < a->file->trace_count && traces[low].at < end ? &traces[low] : NULL;
}

/* The byte of the main part at the position. */
static size_t byte_of(struct annotating *a, const struct docx_spot *spot, size_t bytes)
{
	if (a->reached != spot || a->reached_bytes > bytes) {
		a->reached = spot;
		a->reached_bytes = 0;
		a->reached_at = spot->start;
	}
	a->reached_at = docx_spot_walk(a->xml, spot, a->reached_at, bytes - a->reached_bytes);
	a->reached_bytes = bytes;
	return a->reached_at;
}

static bool says(struct annotating *a, const struct position *position)
{
	enum said *said = &a->said[position->spot - a->spots.items];
	if (*said == NOT_KNOWN)
		*said = docx_spot_says(a->xml, position->spot, position->text) ? AS_READ : OTHERWISE;
	return *said == AS_READ;
}

static bool locate(struct annotating *a, const struct read_trace *trace, size_t at, struct position *position)
{
	if (!trace || trace->element > a->spots.count)
		return false;
	position->spot = &a->spots.items[trace->element - 1];
	position->text = (struct str){ a->file->text->text.data + trace->at, trace->len };
	position->bytes = at <= trace->at ? 0 : at - trace->at < trace->len ? at - trace->at : trace->len;
	return says(a, position);
}

/* Puts markup that may stand between runs into the text at the position; around a control, where it stands in one. */
static void put_between(struct annotating *a, const struct position *position, enum order order, struct str markup)
{
	const struct docx_spot *spot = position->spot;
	size_t content = spot->run_tag + spot->properties.len;
	struct buf out = BUF_INIT;
	if (spot->control_end) {
		add_splice(a, order == COMMENT_BEGINS ? spot->control : spot->control_end, 0, order, markup);
	} else if (!position->bytes && spot->tag == content) {
		add_splice(a, spot->run, 0, order, markup);
	} else if (position->bytes == position->text.len && str_starts(str_from(a->xml, spot->after), "</")) {
		add_splice(a, spot->run_end, 0, order, markup);
	} else {
		preserve(a, spot);
		add_markup(a, &out, end_text);
		buf_add_str(&out, markup);
		add_run(a, &out, spot, begin_text);
		add_splice(a, byte_of(a, spot, position->bytes), 0, order, taken(a, &out));
	}
}

/* ---- comments */

static struct str comment_mark(struct annotating *a, const char *markup, size_t index)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	for (const char *at = markup; *at; at++)
		if (*at == '#')
			buf_printf(&text, "%zu", a->id + index);
		else
			buf_add_char(&text, *at);
	add_markup(a, &out, text.data);
	buf_free(&text);
	return taken(a, &out);
}

/* The paragraph that something can be put into: that of the index, else the next one, else one before. */
static const struct docx_paragraph_spot *find_paragraph(const struct annotating *a, size_t index)
{
	const struct docx_paragraph_spot *paragraphs = a->spots.paragraphs;
	for (size_t i = index; i < a->spots.paragraph_count; i++)
		if (paragraphs[i].end)
			return &paragraphs[i];
	for (size_t i = a->spots.paragraph_count; i-- > 0;)
		if (paragraphs[i].end)
			return &paragraphs[i];
	return NULL;
}

/* A place inside text that is deleted moves to its start or end. */
static size_t leave_revision(const struct annotating *a, size_t at, bool end)
{
	for (size_t i = 0; i < a->what->revision_count; i++) {
		const struct docx_revision *revision = &a->what->revisions[i];
		if (revision->done && at > revision->at && at < revision->at + revision->len)
			return end ? revision->at + revision->len : revision->at;
	}
	return at;
}

/* The two ends of the comment; false where they are not those of texts of one paragraph of the body. *paragraph: that it stands in, or near to. */
static bool find_range(struct annotating *a, const struct docx_comment *comment, struct position *from, struct position *to, size_t *paragraph)
{
	size_t start = leave_revision(a, comment->from, false), end = leave_revision(a, comment->to, true);
	const struct read_trace *first = comment->anywhere ? NULL : find_trace(a, start, end);
	if (!first || !locate(a, first, start, from))
		return false;
	*paragraph = from->spot->paragraph;
	const struct read_trace *last = find_trace(a, end - 1, end);
	if (!last || !locate(a, last, end, to) || to->spot->paragraph != from->spot->paragraph)
		locate(a, first, first->at + first->len, to);
	return from->spot->usable && to->spot->usable;
}

static void add_comment(struct annotating *a, size_t index)
{
	struct position from, to;
	size_t paragraph = 0;
	struct str begin = comment_mark(a, "<w:commentRangeStart w:id=\"#\"/>", index);
	struct str end = comment_mark(a, "<w:commentRangeEnd w:id=\"#\"/><w:r><w:commentReference w:id=\"#\"/></w:r>", index);
	if (find_range(a, &a->what->comments[index], &from, &to, &paragraph)) {
		put_between(a, &from, COMMENT_BEGINS, begin);
		put_between(a, &to, COMMENT_ENDS, end);
		return;
	}
	const struct docx_paragraph_spot *spot = find_paragraph(a, paragraph);
	if (!spot)
		return;
	add_splice(a, spot->start, 0, COMMENT_BEGINS, begin);
	add_splice(a, spot->end, 0, COMMENT_ENDS, end);
}

static void add_attribute(struct annotating *a, struct buf *out, const char *name, const char *value)
{
	struct buf text = BUF_INIT;
	buf_add_xml(&text, str_of(value));
	add_markup(a, out, name);
	buf_printf(out, "=\"%s\"", text.len ? text.data : "");
	buf_free(&text);
}

/* Who made the annotation, when. */
static void add_maker(struct annotating *a, struct buf *out, size_t id)
{
	add_attribute(a, out, " w:id", arena_printf(a->arena, "%zu", id));
	add_attribute(a, out, " w:author", a->what->author);
	add_attribute(a, out, " w:date", a->what->date);
}

static void add_comments(struct annotating *a, struct buf *out)
{
	for (size_t i = 0; i < a->what->comment_count; i++) {
		const struct docx_comment *comment = &a->what->comments[i];
		add_markup(a, out, "<w:comment");
		add_maker(a, out, a->id + i);
		add_attribute(a, out, " w:initials", a->what->initials);
		buf_add_char(out, '>');
		for (size_t k = 0; k < comment->count; k++) {
			add_markup(a, out, "<w:p><w:r><w:t xml:space=\"preserve\">");
			buf_add_xml(out, comment->paragraphs[k]);
			add_markup(a, out, "</w:t></w:r></w:p>");
		}
		add_markup(a, out, "</w:comment>");
	}
}

/* ---- revisions */

/* Deletes the bytes [from, to) of the text of the spot; `text` comes behind. */
static void delete_piece(struct annotating *a, const struct position *at, size_t to, struct str text)
{
	const struct docx_spot *spot = at->spot;
	struct buf begin = BUF_INIT, end = BUF_INIT;
	preserve(a, spot);
	add_markup(a, &begin, "</w:t></w:r><w:del");
	add_maker(a, &begin, a->id++);
	buf_add_char(&begin, '>');
	add_run(a, &begin, spot, "<w:delText xml:space=\"preserve\">");
	add_markup(a, &end, "</w:delText></w:r></w:del>");
	if (text.len) {
		add_markup(a, &end, "<w:ins");
		add_maker(a, &end, a->id++);
		buf_add_char(&end, '>');
		add_run(a, &end, spot, begin_text);
		buf_add_xml(&end, text);
		add_markup(a, &end, "</w:t></w:r></w:ins>");
	}
	add_run(a, &end, spot, begin_text);
	add_splice(a, byte_of(a, spot, at->bytes), 0, REVISION_BEGINS, taken(a, &begin));
	add_splice(a, byte_of(a, spot, to), 0, REVISION_ENDS, taken(a, &end));
}

/* Whether all bytes of the revision are text that may be changed. */
static bool may_revise(struct annotating *a, const struct docx_revision *revision)
{
	size_t end = revision->at + revision->len;
	for (size_t at = revision->at; at < end;) {
		const struct read_trace *trace = find_trace(a, at, end);
		struct position position;
		if (!trace || trace->at > at || !locate(a, trace, at, &position) || !position.spot->usable || position.spot->kept)
			return false;
		at = trace->at + trace->len;
	}
	return true;
}

static void add_revision(struct annotating *a, struct docx_revision *revision)
{
	size_t end = revision->at + revision->len;
	revision->done = may_revise(a, revision);
	for (size_t at = revision->at; revision->done && at < end;) {
		const struct read_trace *trace = find_trace(a, at, end);
		struct position position;
		size_t to = end < trace->at + trace->len ? end - trace->at : trace->len;
		locate(a, trace, at, &position);
		delete_piece(a, &position, to, at == revision->at ? revision->text : STR(""));
		at = trace->at + to;
	}
}

/* ---- parts */

static void change(struct annotating *a, const char *name, struct str bytes)
{
	a->changes[a->change_count++] = (struct zip_change){ name, bytes };
}

/* Puts the text before the last end tag of the part. False: it has none. */
static bool append(struct annotating *a, const char *name, struct str text)
{
	struct str part = docx_append(a->arena, docx_part_bytes(a->arena, &a->zip, name), text);
	if (part.data)
		change(a, name, part);
	return part.data;
}

/* Adds a part with the comments, with its type and its relationship. */
static bool add_part(struct annotating *a, struct str comments)
{
	const char *main = a->file->main_part, *name = docx_attach_name(a->arena, &a->zip, main, "comments");
	struct buf out = BUF_INIT;
	buf_add_text(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
	add_markup(a, &out, "<w:comments xmlns:");
	buf_printf(&out, "%.*s=\"%.*s\">", (int)a->spots.prefix.len - 1, a->spots.prefix.data, (int)a->spots.namespace.len, a->spots.namespace.data);
	buf_add_str(&out, comments);
	add_markup(a, &out, "</w:comments>");
	change(a, name, taken(a, &out));
	return docx_attach(a->arena, &a->zip, main, name, "comments", a->spots.namespace, a->changes, &a->change_count);
}

/* The comments go behind those that are there, if any. */
static bool write_comments(struct annotating *a, const char *present)
{
	struct buf out = BUF_INIT;
	if (!a->what->comment_count)
		return true;
	add_comments(a, &out);
	struct str comments = taken(a, &out);
	return present ? append(a, present, comments) : add_part(a, comments);
}

/* Ids of comments that are there, whatever refers to them. */
static void note_ids(struct annotating *a, const char *present)
{
	struct str part = present ? docx_part_bytes(a->arena, &a->zip, present) : (struct str){ NULL, 0 };
	const char *name = arena_printf(a->arena, "%.*sid", (int)a->spots.prefix.len, a->spots.prefix.data);
	for (size_t at; part.data && (at = str_find(part, "<")) != (size_t)-1;) {
		part = str_from(part, at + 1);
		size_t end = str_find(part, ">");
		struct str value = docx_tag_value((struct str){ part.data, end == (size_t)-1 ? part.len : end }, name);
		unsigned long id = value.len && value.len < 10 ? strtoul(value.data, NULL, 10) : 0;
		a->spots.id = id > a->spots.id ? (unsigned)id : a->spots.id;
	}
}

static bool annotate(struct annotating *a, const char *present)
{
	a->xml = docx_part_bytes(a->arena, &a->zip, a->file->main_part);
	if (!a->xml.data || !docx_find_spots(a->arena, a->xml, &a->spots))
		return false;
	note_ids(a, present);
	a->preserved = ARENA_ARRAY(a->arena, bool, a->spots.count + 1);
	memset(a->preserved, 0, sizeof *a->preserved * (a->spots.count + 1));
	a->said = ARENA_ARRAY(a->arena, enum said, a->spots.count + 1);
	memset(a->said, 0, sizeof *a->said * (a->spots.count + 1));
	a->id = a->spots.id + 1;
	if (!write_comments(a, present))
		return false;
	unsigned first = a->id;
	a->id += (unsigned)a->what->comment_count;
	for (size_t i = 0; i < a->what->revision_count; i++)
		add_revision(a, &a->what->revisions[i]);
	a->id = first;
	for (size_t i = 0; i < a->what->comment_count; i++)
		add_comment(a, i);
	change(a, a->file->main_part, write_main(a));
	return true;
}

const char *docx_revision_date(struct arena *arena, long long when)
{
	time_t seconds = (time_t)when;
	struct tm utc;
	char text[32] = "1970-01-01T00:00:00Z";
	if (gmtime_r(&seconds, &utc) && utc.tm_year < 8100)
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return arena_strdup(arena, text);
}

bool docx_annotate(struct arena *arena, const char *path, const struct read_file *file, const struct docx_annotations *annotations, struct buf *out,
		   struct diag_list *diags)
{
	struct annotating a = { .arena = arena, .file = file, .what = annotations };
	struct buf bytes = BUF_INIT;
	if (!file_read(path, LIMIT_DATA_BYTES, &bytes, diags))
		return false;
	struct package *package = package_open(arena, path, path, diags);
	const char *present = package ? package_target(package, "comments") : NULL;
	bool good = package && zip_open(arena, buf_move_str(&bytes, arena), &a.zip) && annotate(&a, present) &&
		    zip_copy(&a.zip, a.changes, a.change_count, out);
	if (!good)
		diag_add(diags, DIAG_ANNOTATE_FAILED, NO_PLACE, path);
	return good;
}
