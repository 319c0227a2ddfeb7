/* Findings of a check in the DOCX itself: as comments, and as tracked revisions. */
#include <string.h>

#include "api/checking.h"
#include "api/message.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "check/check.h"
#include "read/read.h"
#include "write/docx/annotate.h"

/* One copy being made up. */
struct noting {
	struct checking *checking;
	struct checking_notes *notes;
	const struct check_edit *edits; /* of the document's text */
	size_t edit_count;
	struct docx_comment *comments;
	size_t comment_count, comment_capacity;
};

/* The edits of the document's text, which stand together. */
static void find_edits(struct noting *n)
{
	const struct check_edit *edits;
	size_t count = check_edits(n->checking->check, &edits), first = 0;
	while (first < count && edits[first].source != n->checking->docx->text)
		first++;
	n->edits = edits + first;
	while (first + n->edit_count < count && n->edits[n->edit_count].source == n->checking->docx->text)
		n->edit_count++;
}

static const struct check_edit *edit_of(const struct noting *n, const struct diag *finding)
{
	for (size_t i = 0; i < n->edit_count; i++)
		if (n->edits[i].finding == finding)
			return &n->edits[i];
	return NULL;
}

/* ---- comments */

/* Bytes from the place to the end of its sentence, in its line. */
static size_t rest_of_sentence(struct str text)
{
	static const char ends[] = "。！？；";
	uint32_t cp;
	size_t at = 0;
	for (size_t len; at < text.len && (len = utf8_decode(text.data + at, text.len - at, &cp)) && cp != '\n';) {
		at += len;
		if (utf8_among(cp, ends))
			break;
	}
	return at;
}

/* The bytes of the text that the finding is about: what is to be changed, what the message cites, or the rest of the sentence; 0: none. */
static size_t passage_of(const struct noting *n, const struct diag *finding, const struct check_edit *edit)
{
	struct str rest = str_from(n->checking->docx->text->text, finding->place.offset);
	size_t best = edit ? edit->len : 0;
	for (size_t i = 0; i < DIAG_ARGUMENTS && finding->arguments[i]; i++) {
		size_t len = strlen(finding->arguments[i]);
		if (len > best && str_starts(rest, finding->arguments[i]) && !memchr(rest.data, '\n', len))
			best = len;
	}
	return best ? best : rest_of_sentence(rest);
}

/* The sentence that the place stands in, within its line. */
static struct str sentence_at(struct str text, size_t offset)
{
	static const char *const ends[] = { "。", "！", "？", "；", "\n" };
	size_t from = 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str before = { text.data, offset };
		size_t line = from;
		for (size_t at; (at = str_find(str_from(before, line), ends[i])) != (size_t)-1;)
			from = line = line + at + strlen(ends[i]);
	}
	return (struct str){ text.data + from, offset - from + rest_of_sentence(str_from(text, offset)) };
}

static struct str said(struct noting *n, struct buf *out)
{
	return buf_move_str(out, n->checking->arena);
}

/* "K012 warning: …" */
static struct str heading_of(struct noting *n, const struct diag *finding)
{
	struct buf out = BUF_INIT;
	buf_printf(&out, "%s %s", diag_id(finding->code), message_severity(n->notes->language, finding->severity));
	buf_add_text(&out, n->notes->language == WORDS_CHINESE ? "：" : ": ");
	message_add_words(n->notes->language, &out, finding);
	return said(n, &out);
}

/* A text behind what it is. */
static struct str labelled(struct noting *n, const char *label, struct str text)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, words_in(n->notes->language, label));
	buf_add_str(&out, text);
	return said(n, &out);
}

static struct str proposal_of(struct noting *n, const struct check_edit *edit)
{
	return labelled(n, *edit->text ? N_("Proposal: write instead: ") : N_("Proposal: delete it"), str_of(edit->text));
}

static void add_comment(struct noting *n, const struct diag *finding)
{
	enum { PARAGRAPHS = 4 };
	const struct check_edit *edit = edit_of(n, finding);
	const struct check_rule *rule = check_find_rule(diag_id(finding->code));
	const struct source *text = n->checking->docx->text;
	struct docx_comment comment = { .anywhere = finding->place.source != text };
	struct str *paragraphs = ARENA_ARRAY(n->checking->arena, struct str, PARAGRAPHS);
	size_t len = comment.anywhere ? 0 : passage_of(n, finding, edit);
	paragraphs[comment.count++] = heading_of(n, finding);
	if (len)
		paragraphs[comment.count++] = labelled(n, N_("Passage: "), sentence_at(text->text, finding->place.offset));
	if (rule)
		paragraphs[comment.count++] = labelled(n, N_("Reason: "), str_of(words_in(n->notes->language, rule->explanation)));
	if (edit)
		paragraphs[comment.count++] = proposal_of(n, edit);
	comment.anywhere = comment.anywhere || !len;
	comment.from = finding->place.offset;
	comment.to = comment.from + len;
	comment.paragraphs = paragraphs;
	*ARENA_PUSH(n->checking->arena, n->comments, n->comment_count, n->comment_capacity) = comment;
}

/* A place in a header, a footer or notes is named by file and part. */
static bool is_of_docx(const struct noting *n, const struct diag *finding)
{
	const struct source *source = finding->place.source;
	const struct read_file *docx = n->checking->docx;
	for (size_t i = 0; i < docx->margin_count; i++)
		if (source == docx->margins[i])
			return true;
	return source == docx->text;
}

/* ---- revisions */

static struct docx_revision *make_revisions(struct noting *n, size_t *count)
{
	struct docx_revision *revisions = ARENA_ARRAY(n->checking->arena, struct docx_revision, n->edit_count + 1);
	size_t end = 0;
	*count = 0;
	for (size_t i = 0; n->notes->revisions && i < n->edit_count; i++) {
		const struct check_edit *edit = &n->edits[i];
		if (edit->offset < end || !edit->len)
			continue;
		revisions[(*count)++] = (struct docx_revision){ edit->offset, edit->len, str_of(edit->text), false };
		end = edit->offset + edit->len;
	}
	return revisions;
}

/* Findings that a revision settles are none any more; what was not written stays one, and is told. */
static void settle(struct noting *n, const struct docx_revision *revisions, size_t count)
{
	struct check_edit *written = ARENA_ARRAY(n->checking->arena, struct check_edit, count + 1);
	for (size_t i = 0, next = 0; i < n->edit_count && next < count; i++) {
		if (n->edits[i].offset != revisions[next].at)
			continue;
		if (revisions[next++].done)
			written[n->notes->revised++] = n->edits[i];
	}
	check_forget(n->checking->check, written, n->notes->revised);
	if (n->notes->revised < count)
		diag_add(n->checking->diags, DIAG_ANNOTATE_LEFT, NO_PLACE, arena_printf(n->checking->arena, "%zu", count - n->notes->revised));
}

bool checking_annotate(struct checking *checking, struct checking_notes *notes, struct buf *out)
{
	struct noting n = { .checking = checking, .notes = notes };
	struct docx_annotations annotations = { .author = notes->author, .initials = "P", .date = docx_revision_date(checking->arena, notes->when) };
	find_edits(&n);
	for (const struct diag *finding = checking->findings->first; notes->comments && finding; finding = finding->next)
		if (is_of_docx(&n, finding))
			add_comment(&n, finding);
	annotations.comments = n.comments;
	annotations.comment_count = notes->commented = n.comment_count;
	annotations.revisions = make_revisions(&n, &annotations.revision_count);
	if (!docx_annotate(checking->arena, checking->docx_path, checking->docx, &annotations, out, checking->diags))
		return false;
	settle(&n, annotations.revisions, annotations.revision_count);
	return true;
}
