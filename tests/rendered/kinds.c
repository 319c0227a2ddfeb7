/* Every kind of node in every format: a text in it comes out exactly once, or the kind is refused by its name. The kinds come from
 * the enumeration and the formats from the table of writers: for one that is added, this does not build or does not pass until
 * it is shown. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "doc/doc.h"
#include "font/font.h"
#include "layout/layout.h"
#include "rendered.h"
#include "write/writer.h"

/* One document that holds a kind, and what it is written with. */
struct sample {
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc;
	struct writer_input input;
	struct page_list pages;
	const char *folder;
};

/* A text that stands nowhere else, for each kind of inline. */
static const char *marker(struct sample *s, enum doc_kind kind)
{
	static const char *const signs[] = { "东", "南", "西", "北", "春", "夏", "秋", "冬", "山", "水", "日", "月", "花" };
	size_t index = (size_t)(kind - DOC_TEXT);
	cr_assert_lt(index, sizeof signs / sizeof *signs);
	return arena_printf(s->arena, "标%s记", signs[index]);
}

static struct doc_node *add(struct sample *s, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct place place = { s->doc->source, 0 };
	struct doc_node *node = doc_add(s->doc, parent, kind, place);
	if (text)
		doc_add_text(s->doc, node, DOC_TEXT, str_of(text), place);
	return node;
}

static struct doc_node *add_text(struct sample *s, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct doc_node *node = doc_add_text(s->doc, parent, kind, str_of(text), (struct place){ s->doc->source, 0 });
	node->name = "变量";
	return node;
}

/* An inline of that kind, with its marker. */
static void add_inline(struct sample *s, struct doc_node *parent, enum doc_kind kind)
{
	const char *text = marker(s, kind);
	switch (kind) {
	case DOC_TEXT:
	case DOC_VALUE:
	case DOC_CODE:
		add_text(s, parent, kind, text);
		break;
	case DOC_GAP:
		add_text(s, parent, kind, arena_printf(s->arena, DOC_GAP_OPEN "%s" DOC_GAP_CLOSE, text))->label = text;
		break;
	case DOC_STRONG:
	case DOC_EMPHASIS:
		add(s, parent, kind, text);
		break;
	case DOC_LINK:
		add(s, parent, kind, text)->target = "http://a/b";
		break;
	case DOC_LINE_BREAK: /* the text behind it */
		add(s, parent, kind, NULL);
		add_text(s, parent, DOC_TEXT, text);
		break;
	case DOC_REFERENCE: /* the text of its note; notes have none of their own, nor have contents, which name headings without theirs */
		if (parent->parent->kind == DOC_FOOTNOTE || parent->kind == DOC_ENTRY || parent->parent->kind == DOC_CONTENTS)
			add_text(s, parent, DOC_TEXT, text);
		else
			add(s, doc_add_reference(s->doc, parent, (struct place){ s->doc->source, 0 }), DOC_PARAGRAPH, text);
		break;
	case DOC_ROOT:
	case DOC_FOOTNOTES:
	DOC_CASE_BLOCKS:
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_BOOK_PARTS:
	case DOC_KIND_COUNT:
		cr_assert_fail("%s is no inline", doc_kind_name(kind));
	}
}

static struct doc_node *add_table(struct sample *s, const char *caption)
{
	struct doc_node *table = add(s, s->doc->root, DOC_TABLE, NULL);
	table->columns = 1;
	if (caption)
		add(s, table, DOC_CAPTION, caption);
	return table;
}

static struct doc_node *add_list(struct sample *s, bool ordered)
{
	struct doc_node *list = add(s, s->doc->root, DOC_LIST, NULL);
	list->ordered = ordered;
	return add(s, add(s, list, DOC_ITEM, NULL), DOC_PARAGRAPH, NULL);
}

static struct doc_node *add_signature(struct sample *s, enum doc_kind wanted)
{
	struct doc_node *signature = add(s, s->doc->root, DOC_SIGNATURE, NULL);
	struct doc_node *authority = add(s, signature, DOC_AUTHORITY, wanted == DOC_DATE ? "甲" : NULL);
	struct doc_node *date = add(s, signature, DOC_DATE, wanted == DOC_DATE ? NULL : "2026年3月1日");
	return wanted == DOC_DATE ? date : authority;
}

/* A book of a cover, contents and one plan. */
static struct doc_node *add_book(struct sample *s, enum doc_kind wanted)
{
	struct doc_node *root = s->doc->root, *cover = add(s, root, DOC_COVER, NULL), *contents = add(s, root, DOC_CONTENTS, NULL);
	struct doc_node *plan = add(s, root, DOC_PLAN, NULL);
	plan->name = "1-甲";
	add(s, cover, DOC_TITLE, "汇编");
	struct doc_node *line = add(s, cover, DOC_PARAGRAPH, wanted == DOC_COVER ? NULL : "甲");
	struct doc_node *title = add(s, contents, DOC_TITLE, wanted == DOC_CONTENTS ? NULL : "目录");
	struct doc_node *entry = add(s, contents, DOC_ENTRY, wanted == DOC_ENTRY ? NULL : "计划");
	entry->entry_target = add(s, plan, DOC_TITLE, "计划");
	entry->level = 1;
	entry->page = "1";
	struct doc_node *body = add(s, plan, DOC_PARAGRAPH, wanted == DOC_PLAN ? NULL : "甲");
	return wanted == DOC_COVER ? line : wanted == DOC_CONTENTS ? title : wanted == DOC_ENTRY ? entry : body;
}

/* Head or record block of meta data, whose text is plain. */
static void add_meta(struct sample *s, const char *key)
{
	struct doc_meta *meta = ARENA_NEW(s->arena, struct doc_meta);
	*meta = (struct doc_meta){ key, str_of(marker(s, DOC_TEXT)), { s->doc->source, 0 }, NULL };
	s->doc->meta = meta;
	s->doc->meta_count = 1;
	add(s, s->doc->root, DOC_PARAGRAPH, "甲");
	if (strcmp(key, "抄送") == 0)
		doc_add_record(s->doc, true);
	else
		doc_add_head(s->doc, STR(""), "文件");
}

/* The smallest document that holds the kind. The node that takes its inlines; NULL when it has its text already. */
static struct doc_node *grow(struct sample *s, enum doc_kind kind)
{
	struct doc_node *root = s->doc->root, *node;
	switch (kind) {
	case DOC_TITLE:
	case DOC_RECIPIENT:
	case DOC_NOTE:
		return add(s, root, kind, NULL);
	case DOC_HEADING:
		node = add(s, root, kind, NULL);
		node->level = 1;
		return node;
	case DOC_LIST:
	case DOC_ITEM:
		return add_list(s, kind == DOC_LIST);
	case DOC_QUOTE:
	case DOC_ATTACHMENT_NOTE:
		return add(s, add(s, root, kind, NULL), DOC_PARAGRAPH, NULL);
	case DOC_TABLE:
	case DOC_ROW:
	case DOC_CELL:
		return add(s, add(s, add_table(s, kind == DOC_TABLE ? "甲" : NULL), DOC_ROW, NULL), DOC_CELL, NULL);
	case DOC_CAPTION:
		node = add(s, add_table(s, NULL), DOC_CAPTION, NULL);
		add(s, add(s, node->parent, DOC_ROW, NULL), DOC_CELL, "甲");
		return node;
	case DOC_SIGNATURE:
	case DOC_AUTHORITY:
	case DOC_DATE:
		return add_signature(s, kind);
	case DOC_ATTACHMENT:
		node = add(s, root, kind, NULL);
		add(s, node, DOC_TITLE, "甲");
		return add(s, node, DOC_PARAGRAPH, NULL);
	case DOC_PAGE_BREAK:
		add(s, root, DOC_PARAGRAPH, "甲");
		add(s, root, kind, NULL);
		return add(s, root, DOC_PARAGRAPH, NULL);
	case DOC_HEAD:
	case DOC_FIELD:
		add_meta(s, "发文机关");
		return NULL;
	case DOC_RECORD:
		add_meta(s, "抄送");
		return NULL;
	case DOC_COVER:
	case DOC_CONTENTS:
	case DOC_ENTRY:
	case DOC_PLAN:
		return add_book(s, kind);
	case DOC_FOOTNOTES:
	case DOC_FOOTNOTE:
		node = doc_add_reference(s->doc, add(s, root, DOC_PARAGRAPH, "甲"), (struct place){ s->doc->source, 0 });
		return add(s, node, DOC_PARAGRAPH, NULL);
	case DOC_ROOT:
	case DOC_PARAGRAPH:
	DOC_CASE_INLINES: /* inlines stand in every block that takes them */
	case DOC_KIND_COUNT:
		break;
	}
	return add(s, root, DOC_PARAGRAPH, NULL);
}

/* Adds all that stands between `open` and `close`. */
static void add_between(struct buf *out, const char *text, const char *open, const char *close)
{
	for (const char *at = text; (at = strstr(at, open));) {
		at += strlen(open);
		const char *end = strstr(at, close);
		cr_assert_not_null(end);
		buf_add(out, at, (size_t)(end - at));
	}
}

/* The text that a person reads in the file. False where no program reads it here. */
static bool read_text(struct sample *s, const struct writer *writer, const char *path, const struct buf *bytes, struct buf *out)
{
	struct buf raw = BUF_INIT;
	bool docx = strcmp(writer->name, "docx") == 0, flat = strcmp(writer->name, "xml") == 0;
	if (strcmp(writer->name, "png") == 0) /* pictures/ compares it with the PDF */
		return false;
	if (strcmp(writer->name, "pdf") == 0 || docx) {
		if (!rendered_has(docx ? "unzip" : "pdftotext"))
			return false;
		const char *command = docx ? "unzip -p '%s' word/document.xml word/footnotes.xml 2>/dev/null || true" : "pdftotext -raw '%s' -";
		cr_assert_eq(rendered_run(&raw, "%s", arena_printf(s->arena, command, path)), 0);
	} else {
		buf_add_str(&raw, buf_str(bytes));
	}
	if (docx || flat) {
		add_between(out, raw.data, "<w:t>", "</w:t>");
		add_between(out, raw.data, "<w:t xml:space=\"preserve\">", "</w:t>");
	} else if (strcmp(writer->name, "pages") == 0) {
		const char *lines = strstr(raw.data, "\"lines\":"); /* behind the outline, which repeats headings */
		cr_assert_not_null(lines);
		add_between(out, lines, "\"text\": \"", "\"");
	} else if (strcmp(writer->name, "tree") == 0) {
		const char *root = strstr(raw.data, "\nroot"); /* behind the meta data, of which head and record block are made */
		cr_assert_not_null(root);
		buf_add_text(out, root);
	} else if (strcmp(writer->name, "svg") == 0) {
		rendered_add_svg_text(raw.data, out);
	} else {
		buf_add_str(out, buf_str(&raw));
	}
	rendered_strip(out);
	buf_free(&raw);
	return true;
}

static size_t count(const char *text, const char *needle)
{
	size_t found = 0;
	for (const char *at = text; (at = strstr(at, needle)); at += strlen(needle))
		found++;
	return found;
}

/* Whether an error names the kind as one that the format cannot show. */
static bool is_refused(const struct sample *s, enum doc_kind kind)
{
	for (const struct diag *d = s->diags.first; d; d = d->next)
		if (d->code == DIAG_KIND_UNWRITTEN && strcmp(d->arguments[0], doc_kind_name(kind)) == 0)
			return true;
	return false;
}

/* Writes the sample; pages follow each other. */
static void write_sample(struct sample *s, const struct writer *writer, enum doc_kind kind, struct buf *bytes)
{
	size_t count = writer->per_page ? s->pages.page_count : 1;
	struct buf *files = ARENA_ARRAY(s->arena, struct buf, count);
	cr_assert(writer->write(&s->input, files, &s->diags), "%s in %s", doc_kind_name(kind), writer->name);
	for (size_t i = 0; i < count; i++) {
		buf_add_str(bytes, buf_str(&files[i]));
		buf_free(&files[i]);
	}
}

/* Writes the sample and looks for the text of each inline in it. */
static void check_writer(struct sample *s, const struct writer *writer, enum doc_kind kind, bool all)
{
	const char *path = arena_printf(s->arena, "%s/%s%s", s->folder, doc_kind_name(kind), writer->extension);
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	diag_init(&s->diags, s->arena);
	write_sample(s, writer, kind, &bytes);
	cr_assert(file_write(path, buf_str(&bytes), &s->diags));
	if (!is_refused(s, kind) && read_text(s, writer, path, &bytes, &text))
		for (enum doc_kind inside = DOC_TEXT; inside < (all ? DOC_KIND_COUNT : DOC_TEXT + 1); inside++) {
			size_t found = count(buf_str(&text).data, marker(s, inside));
			cr_expect(found == 1 || is_refused(s, inside), "%s: %s in %s stands there %zu times:\n%s", writer->name,
				  doc_kind_name(inside), doc_kind_name(kind), found, buf_str(&text).data);
		}
	buf_free(&text);
	buf_free(&bytes);
}

static void check_kind(struct arena *arena, enum doc_kind kind, const struct page_template *template, struct font_library *fonts)
{
	struct sample s = { .arena = arena, .folder = rendered_folder(arena) };
	diag_init(&s.diags, arena);
	s.doc = doc_new(arena, source_of_text(arena, "plan.md", STR("甲\n")));
	struct doc_node *node = grow(&s, kind);
	for (enum doc_kind inside = DOC_TEXT; node && inside < DOC_KIND_COUNT; inside++)
		add_inline(&s, node, inside);
	if (!s.doc->root->last || s.doc->root->last->kind != DOC_PLAN)
		doc_number(s.doc, &s.diags);
	doc_set_footnotes(s.doc);
	cr_assert(layout_document(arena, s.doc, template, fonts, &s.pages, &s.diags), "%s", doc_kind_name(kind));
	s.input = (struct writer_input){ .doc = s.doc, .pages = &s.pages, .measures = &s.pages.measures, .template = template, .title = "", .author = "",
					 .keywords = "", .producer = "plangen", .draft = true };
	for (size_t i = 0; writer_table[i]; i++)
		check_writer(&s, writer_table[i], kind, node);
}

Test(kinds, come_out_once_in_every_format)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct font_library *fonts = font_library_new(NULL, NULL);
	const struct page_template *template = template_load(arena, "templates", "gbt9704-head", NULL, &diags);
	cr_assert_not_null(template);
	for (enum doc_kind kind = 0; kind < DOC_KIND_COUNT; kind++)
		check_kind(arena, kind, template, fonts);
	font_library_free(fonts);
	arena_free(arena);
}
