#include "docx_support.h"

#include <criterion/criterion.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "layout/layout.h"
#include "layout/template.h"

#define FOLDER "out/tests/docx"
#define VALIDATOR "../shared/ooxml/validate-docx"

void set_up(struct fixture *f)
{
	f->arena = arena_new();
	diag_init(&f->diags, f->arena);
	f->doc = doc_new(f->arena, NULL);
	f->input = (struct writer_input){ .doc = f->doc, .title = "党建工作计划要点 <&>", .author = "青石县科技局",
					  .producer = "plangen 1.0.0", .created = 1772323200 };
	f->input.template = template_load(f->arena, "templates", "gbt9704", NULL, &f->diags);
	cr_assert_not_null(f->input.template);
}

void tear_down(struct fixture *f)
{
	arena_free(f->arena);
}

struct doc_node *add(struct fixture *f, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct doc_node *node = doc_add(f->doc, parent ? parent : f->doc->root, kind, NO_PLACE);
	if (text)
		doc_add_text(f->doc, node, DOC_TEXT, str_of(text), NO_PLACE);
	return node;
}

struct doc_node *add_heading(struct fixture *f, struct doc_node *parent, int level, const char *text)
{
	struct doc_node *node = add(f, parent, DOC_HEADING, text);
	node->level = level;
	return node;
}

struct doc_node *add_run_in(struct fixture *f, int level, const char *text, const char *body)
{
	struct doc_node *node = add_heading(f, NULL, level, text);
	node->run_in = true;
	add(f, NULL, DOC_PARAGRAPH, body);
	return node;
}

void add_value(struct fixture *f, struct doc_node *parent, const char *name, const char *text)
{
	doc_add_text(f->doc, parent, DOC_VALUE, str_of(text), NO_PLACE)->name = name;
}

void add_gap(struct fixture *f, struct doc_node *parent, const char *name, const char *label)
{
	const char *text = arena_printf(f->arena, "〔待填：%s〕", label);
	struct doc_node *gap = doc_add_text(f->doc, parent, DOC_GAP, str_of(text), NO_PLACE);
	gap->name = name;
	gap->label = label;
}

struct doc_node *add_table(struct fixture *f, struct doc_node *parent, const char *caption, int rows)
{
	struct doc_node *table = doc_add(f->doc, parent ? parent : f->doc->root, DOC_TABLE, NO_PLACE);
	table->columns = 3;
	if (caption)
		add(f, table, DOC_CAPTION, caption);
	for (int i = 0; i <= rows; i++) {
		struct doc_node *row = add(f, table, DOC_ROW, NULL);
		row->head = i == 0;
		add(f, row, DOC_CELL, i ? "修订完善“三会一课”制度，规范党内政治生活" : "任务");
		add(f, row, DOC_CELL, i ? "办公室" : "责任部门");
		add(f, row, DOC_CELL, i ? "2026年3月" : "完成时限");
	}
	return table;
}

void add_list(struct fixture *f, struct doc_node *parent, bool ordered, int items, int depth)
{
	struct doc_node *list = add(f, parent, DOC_LIST, NULL);
	list->ordered = ordered;
	for (int i = 0; i < items; i++) {
		struct doc_node *item = add(f, list, DOC_ITEM, NULL);
		add(f, item, DOC_PARAGRAPH, ordered ? "抓好学习教育，每月集中学习一次" : "落实谈心谈话制度");
		if (depth && i == 0) {
			add_list(f, item, ordered, 2, depth - 1);
			add(f, item, DOC_PARAGRAPH, "条目的第二段。");
		}
	}
}

struct doc_node *add_signature(struct fixture *f, const char *name, const char *date)
{
	struct doc_node *signature = add(f, NULL, DOC_SIGNATURE, NULL);
	add_value(f, add(f, signature, DOC_AUTHORITY, NULL), "单位.名称", name);
	add_value(f, add(f, signature, DOC_DATE, NULL), "日期", date);
	return signature;
}

/* ---- reading back */

static unsigned get(const char *at, int bytes)
{
	unsigned value = 0;
	for (int i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

/* Text of the entry `name` of the package; walks the local headers. NULL when there is none. */
static const char *unpack(struct arena *arena, const struct buf *zip, const char *name)
{
	struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
	const char *found = NULL, *at = zip->data;
	while (!found && get(at, 4) == 0x04034b50) {
		size_t packed = get(at + 18, 4), full = get(at + 22, 4), name_len = get(at + 26, 2);
		const char *data = at + 30 + name_len + get(at + 28, 2);
		if (strlen(name) == name_len && memcmp(at + 30, name, name_len) == 0) {
			char *text = arena_alloc(arena, full + 1);
			cr_assert_eq(libdeflate_deflate_decompress(inflate, data, packed, text, full, NULL), LIBDEFLATE_SUCCESS);
			cr_assert_eq(libdeflate_crc32(0, text, full), get(at + 14, 4));
			found = text;
		}
		at = data + packed;
	}
	libdeflate_free_decompressor(inflate);
	return found;
}

struct buf write_with(struct fixture *f, const struct writer *writer)
{
	struct buf out = BUF_INIT;
	if (!f->doc->root->first || f->doc->root->first->kind != DOC_COVER)
		doc_number(f->doc, &f->diags);
	struct page_list measured = { 0 };
	struct font_library *fonts = font_library_new(NULL, NULL);
	layout_measure(f->arena, f->doc, f->input.template, fonts, &measured);
	f->input.measures = &measured.measures;
	cr_assert(writer->write(&f->input, &out, &f->diags));
	f->input.measures = NULL;
	font_library_free(fonts);
	return out;
}

const char *part(struct fixture *f, const char *name)
{
	struct buf out = write_with(f, &writer_docx);
	const char *text = unpack(f->arena, &out, name);
	buf_free(&out);
	return text;
}

size_t count(const char *text, const char *needle)
{
	size_t found = 0;
	for (const char *at = text; (at = strstr(at, needle)); at += strlen(needle))
		found++;
	return found;
}

void check_valid(struct fixture *f, const char *name)
{
	const struct writer *const writers[] = { &writer_docx, &writer_flat };
	for (size_t i = 0; i < 2; i++) {
		struct buf out = write_with(f, writers[i]);
		const char *path = arena_printf(f->arena, FOLDER "/%s%s", name, writers[i]->extension);
		cr_assert(file_make_folder(FOLDER, FILE_SYNC_LATER, &f->diags));
		cr_assert(file_write(path, buf_str(&out), &f->diags));
		buf_free(&out);
		if (access(VALIDATOR, X_OK) == 0)
			cr_expect_eq(system(arena_printf(f->arena, VALIDATOR " -q %s", path)), 0, "%s", path);
	}
}

char *shown_text(struct fixture *f, const char *name)
{
	struct buf text = BUF_INIT;
	char chunk[4096];
	check_valid(f, name);
	FILE *tool = popen(arena_printf(f->arena, "tests/tools/docx-text " FOLDER "/%s.docx", name), "r");
	cr_assert_not_null(tool);
	for (size_t got; (got = fread(chunk, 1, sizeof chunk, tool)) > 0;)
		buf_add(&text, chunk, got);
	cr_assert_eq(pclose(tool), 0);
	return buf_move_to(&text, f->arena);
}
