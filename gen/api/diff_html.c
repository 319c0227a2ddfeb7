#include "api/diff_html.h"

#include "base/buf.h"
#include "base/html.h"

/* A page being written. */
struct page {
	const struct compare_result *result;
	enum words_language language;
	struct buf *out;
};

static const char style[] =
	"table{width:100%;table-layout:fixed}th,td{white-space:pre-wrap;overflow-wrap:anywhere}"
	"del{background:#ffd7d5;color:#82071e}ins{background:#ccffd8;color:#055d20;text-decoration:none}"
	".title,.heading,.attachment{font-weight:bold}.moved{background:#fff8c5}.away{color:#888}td>.number{color:#666}"
	"tr.same{color:#777}";

static void add_word(struct page *p, const char *word)
{
	buf_add_xml(p->out, str_of(words_in(p->language, word)));
}

/* A text with its cells parted by bars; `tag`: what marks it, or NULL. */
static void add_text(struct page *p, const char *tag, struct str text)
{
	if (tag)
		buf_printf(p->out, "<%s>", tag);
	while (text.data) {
		struct str cell = str_cut(&text, "\t");
		buf_add_xml(p->out, cell);
		buf_add_text(p->out, text.data ? " | " : "");
	}
	if (tag)
		buf_printf(p->out, "</%s>", tag);
}

static void open_cell(struct page *p, const struct compare_passage *passage, const char *more)
{
	buf_printf(p->out, "<td class=\"%s%s\">", doc_kind_name(passage->kind), more);
	const char *before = passage->element ? passage->element : passage->number;
	if (!before)
		return;
	buf_add_text(p->out, "<span class=\"number\">");
	buf_add_xml(p->out, str_of(before));
	buf_add_text(p->out, passage->element ? "：</span>" : "</span>");
}

/* One side of a change: its text, with what the other side has not marked. */
static void add_side(struct page *p, const struct compare_change *change, const struct compare_passage *passage, enum compare_op own)
{
	const char *tag = own == COMPARE_DELETED ? "del" : "ins";
	if (!passage) {
		buf_add_text(p->out, "<td></td>");
		return;
	}
	open_cell(p, passage, change->kind == COMPARE_MOVED || change->kind == COMPARE_RESTYLED ? " moved" : "");
	if (change->kind == COMPARE_ADDED || change->kind == COMPARE_REMOVED)
		add_text(p, tag, passage->text);
	else if (!change->piece_count)
		add_text(p, NULL, passage->text);
	for (size_t i = 0; i < change->piece_count; i++)
		if (change->pieces[i].op == COMPARE_SAME || change->pieces[i].op == own)
			add_text(p, change->pieces[i].op == own ? tag : NULL, change->pieces[i].text);
	buf_add_text(p->out, "</td>");
}

static void add_change(struct page *p, const struct compare_change *change)
{
	buf_printf(p->out, "<tr class=\"%s\">", compare_kind_name(change->kind));
	add_side(p, change, change->before, COMPARE_DELETED);
	add_side(p, change, change->after, COMPARE_INSERTED);
	buf_add_text(p->out, "</tr>\n");
}

static void add_same(struct page *p, const struct compare_passage *before, const struct compare_passage *after)
{
	buf_add_text(p->out, "<tr class=\"same\">");
	open_cell(p, before, "");
	add_text(p, NULL, before->text);
	buf_add_text(p->out, "</td>");
	open_cell(p, after, "");
	add_text(p, NULL, after->text);
	buf_add_text(p->out, "</td></tr>\n");
}

/* A passage that stands elsewhere in the second document, where its move is shown. */
static void add_away(struct page *p, const struct compare_passage *before)
{
	buf_add_text(p->out, "<tr class=\"moved\">");
	open_cell(p, before, " away");
	add_text(p, "del", before->text);
	buf_add_text(p->out, "</td><td class=\"away\">");
	add_word(p, "moved");
	buf_add_text(p->out, "</td></tr>\n");
}

/* All passages of both, in the order in which the changes are. */
static void add_passages(struct page *p)
{
	const struct compare_result *r = p->result;
	const struct compare_change *change = r->changes, *end = r->changes ? r->changes + r->change_count : NULL;
	for (size_t i = 0, next = 0; i <= r->before->count; i++) {
		const struct compare_passage *before = i < r->before->count ? &r->before->passages[i] : NULL;
		size_t mate = before ? r->mates[i] : r->after->count;
		for (; mate != COMPARE_NONE && next < mate && change < end; next++)
			add_change(p, change++);
		bool changed = change < end && before && change->before == before && change->kind != COMPARE_MOVED;
		if (changed)
			add_change(p, change++);
		else if (before && mate == COMPARE_NONE)
			add_away(p, before);
		else if (before)
			add_same(p, before, &r->after->passages[mate]);
		next += mate != COMPARE_NONE;
	}
}

static void add_values(struct page *p)
{
	const struct compare_result *r = p->result;
	if (!r->value_count)
		return;
	buf_add_text(p->out, "<table>\n<tr><th>");
	add_word(p, "Values that read otherwise");
	buf_add_text(p->out, "</th><th></th><th></th><th></th></tr>\n");
	for (size_t i = 0; i < r->value_count; i++) {
		const struct compare_value *value = &r->values[i];
		buf_add_text(p->out, "<tr><td>");
		buf_add_xml(p->out, str_of(value->name));
		buf_add_text(p->out, "</td><td>");
		add_text(p, "del", str_of(value->old));
		buf_add_text(p->out, "</td><td>");
		add_text(p, "ins", str_of(value->now));
		buf_printf(p->out, "</td><td>%zu/%zu</td></tr>\n", value->spot_count, value->places);
	}
	buf_add_text(p->out, "</table>\n");
}

static void add_result(struct page *p)
{
	buf_add_text(p->out, "<table>\n<tr><th>");
	buf_add_xml(p->out, str_of(p->result->before->name));
	buf_add_text(p->out, "</th><th>");
	buf_add_xml(p->out, str_of(p->result->after->name));
	buf_add_text(p->out, "</th></tr>\n");
	add_passages(p);
	buf_add_text(p->out, "</table>\n");
}

void diff_begin_html(const char *title, enum words_language language, struct buf *out)
{
	html_begin(out, language == WORDS_CHINESE ? "zh-CN" : "en", str_of(title), style);
}

void diff_add_html_result(const struct compare_result *result, enum words_language language, struct buf *out)
{
	struct page p = { result, language, out };
	add_values(&p);
	add_result(&p);
}

void diff_end_html(struct buf *out)
{
	html_end(out);
}

void diff_add_html(const struct compare_result *results, size_t count, enum words_language language, struct buf *out)
{
	diff_begin_html(results[0].after->name, language, out);
	for (size_t i = 0; i < count; i++)
		diff_add_html_result(&results[i], language, out);
	diff_end_html(out);
}
