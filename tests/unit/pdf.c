#include <criterion/criterion.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "font/font.h"
#include "layout/page.h"
#include "write/pdf/icc.h"
#include "write/pdf/pdf.h"
#include "write/pdf/token.h"
#include "write/profile.h"

/* ---- pages made by hand */

enum { MAX_LINES = 40, MAX_PAGES = 2000 };

struct book {
	struct arena *arena;
	struct diag_list diags;
	struct font_library *library;
	const struct font_face *face;
	struct page *pages;
	struct page_list list;
	struct buf out;
	struct cache *cache; /* of the writer; NULL: none */
	const char *profile;
	const struct doc *doc; /* whose pages they are; NULL: no tree's */
};

/* A book whose text is set in the first family that is installed. Skips the test where there is none. */
static void open_book(struct book *book, const char *family)
{
	*book = (struct book){ .arena = arena_new(), .profile = "a-2u" }; /* pages of no tree have no tags */
	diag_init(&book->diags, book->arena);
	book->library = font_library_new(NULL, NULL);
	struct font_stack *stack = font_stack_open(book->library, "body", &family, 1, &book->diags);
	if (!stack) {
		font_library_free(book->library);
		arena_free(book->arena);
		cr_skip_test("font %s is not installed", family);
	}
	book->face = font_stack_first(stack);
	book->pages = ARENA_ARRAY(book->arena, struct page, MAX_PAGES);
	book->list.pages = book->pages;
}

static void close_book(struct book *book)
{
	buf_free(&book->out);
	font_library_free(book->library);
	arena_free(book->arena);
}

static struct page *add_page(struct book *book, const char *label)
{
	struct page *page = &book->pages[book->list.page_count];
	page->index = (int)book->list.page_count++;
	page->label = label;
	page->width = 595.28;
	page->height = 841.89;
	page->lines = ARENA_ARRAY(book->arena, struct page_line, MAX_LINES);
	return page;
}

/* A line of one run on the grid: every glyph gets `pitch` pt (0: its natural width). */
static struct page_line *add_line(struct book *book, struct page *page, double x, double baseline, double size,
				  double pitch, const char *text)
{
	size_t count;
	struct str str = str_of(text);
	struct font_glyph *shaped = font_shape(book->arena, book->face, str, &count);
	struct page_glyph *glyphs = ARENA_ARRAY(book->arena, struct page_glyph, count);
	double pen = 0;
	for (size_t i = 0; i < count; i++) {
		double advance = pitch > 0 ? pitch : (double)shaped[i].advance * size;
		size_t end = i + 1 < count ? shaped[i + 1].cluster : str.len;
		glyphs[i] = (struct page_glyph){ .id = shaped[i].id, .x = (float)pen, .advance = (float)advance,
						 .start = shaped[i].cluster, .len = (uint32_t)(end - shaped[i].cluster) };
		pen += advance;
	}
	struct page_run *run = ARENA_NEW(book->arena, struct page_run);
	*run = (struct page_run){ .face = book->face, .size = size, .x = x, .text = str, .glyphs = glyphs,
				  .glyph_count = count };
	struct page_line *line = (struct page_line *)&page->lines[page->line_count++];
	*line = (struct page_line){ .baseline = baseline, .left = x, .right = x + pen, .size = size, .runs = run,
				    .run_count = 1, .text = str };
	return line;
}

static struct page_run *first_run(const struct page_line *line)
{
	return (struct page_run *)line->runs;
}

static bool write_book(struct book *book)
{
	struct writer_input input = { .pages = &book->list, .profile = profile_lookup(book->profile), .doc = book->doc, .title = "县科技局2026年“党建”计划 <&>", .author = "县科技局",
				      .keywords = "党建，计划", .producer = "plangen test", .created = 1767225600, .cache = book->cache };
	buf_reset(&book->out);
	return writer_pdf.write(&input, &book->out, &book->diags);
}

/* Runs a command with the PDF's path behind it; its output is in *result. Returns the exit status; skips the test
 * where the program is missing. */
static int run_tool(const struct book *book, const char *command, struct buf *result)
{
	char path[] = "/tmp/plangen-pdf-XXXXXX";
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, book->out.data, book->out.len), (ssize_t)book->out.len);
	close(fd);
	struct buf line = BUF_INIT;
	buf_add_text(&line, command);
	buf_printf(&line, " %s %s 2>&1", path, strncmp(command, "pdftotext", 9) == 0 ? "-" : "");
	FILE *pipe = popen(line.data, "r");
	buf_free(&line);
	char piece[4096];
	for (size_t size; (size = fread(piece, 1, sizeof piece, pipe)) > 0;)
		buf_add(result, piece, size);
	int status = pclose(pipe);
	unlink(path);
	if (status == 127 << 8)
		cr_skip_test("not installed: %s", command);
	return status;
}

static bool holds(const struct buf *out, const char *text)
{
	return memmem(out->data, out->len, text, strlen(text)) != NULL;
}

/* ---- syntax */

Test(pdf_token, strings_names_and_dates)
{
	struct buf out = BUF_INIT;
	pdf_add_text_string(&out, STR("党a𠮷\xFF"));
	cr_assert_str_eq(out.data, "<FEFF515A0061D842DFB7FFFD>");
	buf_reset(&out);
	pdf_add_literal(&out, "(a\\)\r\n\0b", 8);
	cr_assert_eq(out.len, 14);
	cr_assert_eq(memcmp(out.data, "(\\(a\\\\\\)\\r\n\0b)", 14), 0);
	buf_reset(&out);
	pdf_add_name(&out, "A#b/宋");
	cr_assert_str_eq(out.data, "/A#23b#2F#E5#AE#8B");
	buf_free(&out);
}

Test(pdf_token, dates_of_the_gregorian_calendar)
{
	static const struct {
		long long seconds;
		const char *date;
	} cases[] = {
		{ 0, "1970-01-01T00:00:00Z" },           { 951782399, "2000-02-28T23:59:59Z" },
		{ 951782400, "2000-02-29T00:00:00Z" },   { 1709164800, "2024-02-29T00:00:00Z" },
		{ 1767225599, "2025-12-31T23:59:59Z" },  { -2203891200, "1900-03-01T00:00:00Z" },
		{ -62167219200, "0000-01-01T00:00:00Z" }, { 253402300799, "9999-12-31T23:59:59Z" },
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_reset(&out);
		cr_assert(pdf_date_is_valid(cases[i].seconds));
		pdf_add_iso_date(&out, cases[i].seconds);
		cr_assert_str_eq(out.data, cases[i].date);
	}
	cr_assert_not(pdf_date_is_valid(253402300800));
	cr_assert_not(pdf_date_is_valid(-62167219201));
	buf_reset(&out);
	pdf_add_date(&out, 1767225599);
	cr_assert_str_eq(out.data, "(D:20251231235959Z)");
	buf_free(&out);
}

/* ---- whole files */

static const char *const families[] = { "LXGW WenKai", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "FandolFang" };

static void check_family(const char *family)
{
	struct book book;
	open_book(&book, family);
	struct page *page = add_page(&book, "1");
	add_line(&book, page, 79.37, 120, 16, 15.7930, "县科技局党建工作计划要点，以“两学一做”为抓手。");
	add_line(&book, page, 79.37, 148.95, 16, 15.7930, "全年发展党员3名，（一）落实“三会一课”制度；");
	add_line(&book, page, 79.37, 177.9, 16, 0, "Party building 2026: 100% and 98.5%.");
	struct page_line *number = add_line(&book, page, 250, 780, 14, 0, "— 1 —");
	number->artifact = true;
	cr_assert(write_book(&book), "%s", family);

	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "pdftotext -raw", &text), 0);
	cr_assert_str_eq(text.data, "县科技局党建工作计划要点，以“两学一做”为抓手。\n全年发展党员3名，（一）落实“三会一课”制度；\n"
				    "Party building 2026: 100% and 98.5%.\n— 1 —\n\f");
	buf_reset(&text);
	cr_assert_eq(run_tool(&book, "qpdf --check", &text), 0, "%s", text.data);
	buf_reset(&text);
	cr_assert_eq(run_tool(&book, "pdffonts", &text), 0);
	cr_assert(strstr(text.data, "yes yes yes"), "embedded, subset, with Unicode map: %s", text.data);
	buf_free(&text);
	close_book(&book);
}

Test(pdf_file, text_and_fonts_truetype)
{
	check_family(families[0]);
}

Test(pdf_file, text_and_fonts_truetype_collection)
{
	check_family(families[1]);
}

Test(pdf_file, text_and_fonts_cff_with_cids)
{
	check_family(families[2]);
}

Test(pdf_file, text_and_fonts_cff)
{
	check_family(families[3]);
}

Test(pdf_file, characters_beyond_the_bmp)
{
	struct book book;
	open_book(&book, "Noto Serif CJK SC");
	add_line(&book, add_page(&book, NULL), 80, 100, 16, 0, "姓名：𠮷田");
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "pdftotext -raw", &text), 0);
	cr_assert_str_eq(text.data, "姓名：𠮷田\n\f");
	buf_free(&text);
	close_book(&book);
}

/* Horizontal position of each character as MuPDF sees it. */
static size_t char_positions(const char *xml, double *x, size_t limit)
{
	size_t count = 0;
	for (const char *at = xml; count < limit && (at = strstr(at, "<char ")); at++) {
		const char *value = strstr(at, " x=\"");
		if (value)
			x[count++] = strtod(value + 4, NULL);
	}
	return count;
}

static void check_positions(const char *family, double size)
{
	struct book book;
	open_book(&book, family);
	struct page *page = add_page(&book, NULL);
	struct page_line *line = add_line(&book, page, 79.3701, 120.123, size, 442.205 / 28,
					  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八");
	struct page_glyph *glyphs = (struct page_glyph *)first_run(line)->glyphs;
	/* a stretched line: some gaps wider, one narrower */
	for (size_t i = 9; i < 28; i++)
		glyphs[i].x += 0.731F * (float)(i - 8);
	for (size_t i = 20; i < 28; i++)
		glyphs[i].x -= 2.5F;
	cr_assert(write_book(&book));
	struct buf xml = BUF_INIT;
	cr_assert_eq(run_tool(&book, "mutool draw -q -F stext", &xml), 0);
	double x[28];
	cr_assert_eq(char_positions(xml.data, x, 28), 28, "%s", xml.data);
	for (size_t i = 0; i < 28; i++)
		cr_assert(fabs(x[i] - (79.3701 + (double)glyphs[i].x)) < 0.0105, "glyph %zu at %g, not %g", i, x[i],
			  79.3701 + (double)glyphs[i].x);
	buf_free(&xml);
	close_book(&book);
}

Test(pdf_file, glyphs_stand_where_the_layout_put_them)
{
	check_positions("LXGW WenKai", 16);
	check_positions("Noto Serif CJK SC", 22);
}

Test(pdf_file, one_glyph_for_different_texts)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	struct page *page = add_page(&book, NULL);
	add_line(&book, page, 80, 100, 16, 0, "一心一意");
	struct page_line *line = add_line(&book, page, 80, 130, 16, 0, "一心一意");
	/* the third glyph stands for the Kangxi radical, the last two together for one character */
	struct page_run *run = first_run(line);
	run->text = STR("一心⼀党");
	struct page_glyph *glyphs = (struct page_glyph *)run->glyphs;
	glyphs[2].len = 3;
	struct page_line *cluster = add_line(&book, page, 80, 160, 16, 0, "甲乙丙");
	struct page_glyph *parts = (struct page_glyph *)first_run(cluster)->glyphs;
	parts[0].len = 6;
	parts[1].len = 0;
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "pdftotext -raw", &text), 0);
	cr_assert_str_eq(text.data, "一心一意\n一心⼀党\n甲乙丙\n\f");
	buf_free(&text);
	close_book(&book);
}

/* A line whose characters from the third on came from a variable. */
static void add_variable_line(struct book *book, const char *family, const char *text)
{
	open_book(book, family);
	struct page_line *line = add_line(book, add_page(book, NULL), 80, 100, 16, 0, text);
	struct page_glyph *glyphs = (struct page_glyph *)first_run(line)->glyphs;
	for (size_t i = 2; i < first_run(line)->glyph_count; i++)
		glyphs[i].variable = true;
}

/* Two documents of one source share the font of its own text, whatever the values are; what was cached changes no byte. */
static void check_shared_font(const char *family)
{
	struct book one, other;
	struct buf fonts = BUF_INIT, text = BUF_INIT, alone = BUF_INIT;
	add_variable_line(&one, family, "计划甲乙计划");
	cr_assert(write_book(&one));
	cr_assert_eq(run_tool(&one, "pdffonts", &fonts), 0);
	char name[8] = "";
	snprintf(name, sizeof name, "%.7s", strstr(fonts.data, "+") - 6);
	close_book(&one);

	add_variable_line(&other, family, "计划丙丁计划");
	cr_assert(write_book(&other));
	buf_add_str(&alone, buf_str(&other.out));
	other.cache = cache_new(1 << 20);
	for (int i = 0; i < 2; i++) {
		cr_assert(write_book(&other));
		cr_assert(str_equal(buf_str(&alone), buf_str(&other.out)));
	}
	buf_reset(&fonts);
	cr_assert_eq(run_tool(&other, "pdffonts", &fonts), 0);
	cr_assert(strstr(fonts.data, name), "%s is not in\n%s", name, fonts.data);
	cr_assert_eq(run_tool(&other, "pdftotext -raw", &text), 0);
	cr_assert_str_eq(text.data, "计划丙丁计划\n\f");
	cache_free(other.cache);
	buf_free(&fonts);
	buf_free(&text);
	buf_free(&alone);
	close_book(&other);
}

Test(pdf_file, documents_of_a_source_share_its_font)
{
	check_shared_font("Noto Serif CJK SC");
	check_shared_font("LXGW WenKai");
}

/* Puts the runs of `more` behind those of `line`, `gap` pt to the right; `more` is taken off its page. */
static void join_lines(struct book *book, struct page *page, struct page_line *line, const struct page_line *more,
		       double gap)
{
	struct page_run *runs = ARENA_ARRAY(book->arena, struct page_run, line->run_count + 1);
	memcpy(runs, line->runs, line->run_count * sizeof *runs);
	runs[line->run_count] = more->runs[0];
	runs[line->run_count].x = line->right + gap;
	line->right += gap + more->right - more->left;
	line->runs = runs;
	line->run_count++;
	page->line_count--;
}

Test(pdf_file, gaps_are_no_spaces)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	struct page *page = add_page(&book, NULL);
	struct page_line *line = add_line(&book, page, 80, 100, 16, 0, "发展党员");
	join_lines(&book, page, line, add_line(&book, page, 0, 0, 16, 0, "12"), 4);
	join_lines(&book, page, line, add_line(&book, page, 0, 0, 16, 0, "名，占"), 4);
	join_lines(&book, page, line, add_line(&book, page, 0, 0, 16, 0, "a b"), 4);
	join_lines(&book, page, line, add_line(&book, page, 0, 0, 16, 0, "乙"), 40);
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "pdftotext -raw", &text), 0);
	cr_assert_str_eq(text.data, "发展党员12名，占a b 乙\n\f", "only a wide gap parts the text");
	buf_reset(&text);
	cr_assert_eq(run_tool(&book, "pdftotext -layout", &text), 0);
	cr_assert(strstr(text.data, "发展党员12名，占a b "), "%s", text.data);
	buf_free(&text);
	close_book(&book);
}

Test(pdf_file, long_runs_in_pieces)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	struct buf long_text = BUF_INIT;
	for (int i = 0; i < 300; i++)
		buf_add_text(&long_text, i % 2 ? "建" : "党");
	add_line(&book, add_page(&book, NULL), 10, 100, 1.5, 1.6, long_text.data);
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "pdftotext -raw", &text), 0);
	buf_add_text(&long_text, "\n\f");
	cr_assert_str_eq(text.data, long_text.data);
	buf_free(&text);
	buf_free(&long_text);
	close_book(&book);
}

Test(pdf_file, same_input_same_bytes)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	add_line(&book, add_page(&book, "1"), 80, 100, 16, 0, "同样的输入得到同样的文件");
	cr_assert(write_book(&book));
	struct buf first = book.out;
	book.out = (struct buf)BUF_INIT;
	cr_assert(write_book(&book));
	cr_assert_eq(first.len, book.out.len);
	cr_assert_eq(memcmp(first.data, book.out.data, first.len), 0);
	/* another text: another id */
	add_line(&book, &book.pages[0], 80, 130, 16, 0, "输入");
	cr_assert(write_book(&book));
	const char *old = memmem(first.data, first.len, "/ID[<", 5);
	const char *new = memmem(book.out.data, book.out.len, "/ID[<", 5);
	cr_assert(old && new && memcmp(old, new, 37) != 0);
	buf_free(&first);
	close_book(&book);
}

Test(pdf_file, information_and_language)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	book.profile = "plain"; /* what is looked for is not packed */
	add_line(&book, add_page(&book, NULL), 80, 100, 16, 0, "标题");
	cr_assert(write_book(&book));
	cr_assert(holds(&book.out, "%PDF-1.7\n"));
	cr_assert(holds(&book.out, "/Title<FEFF53BF79D16280"));
	cr_assert(holds(&book.out, "/CreationDate(D:20260101000000Z)"));
	cr_assert(holds(&book.out, "/Lang(zh-CN)"));
	cr_assert(holds(&book.out, "/DisplayDocTitle true"));
	cr_assert(holds(&book.out, "“党建”计划 &lt;&amp;&gt;</rdf:li>"));
	cr_assert(holds(&book.out, "/Keywords<FEFF515A5EFAFF0C8BA15212>"));
	cr_assert(holds(&book.out, "<pdf:Keywords>党建，计划</pdf:Keywords>"));
	cr_assert(holds(&book.out, "<xmp:CreateDate>2026-01-01T00:00:00Z<"));
	cr_assert_not(holds(&book.out, "Haru"));
	cr_assert_not(holds(&book.out, "/PageLabels"), "no page has a label");
	close_book(&book);
}

Test(pdf_file, bookmarks_labels_and_links)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	book.profile = "plain"; /* what is looked for is not packed */
	struct doc *doc = doc_new(book.arena, NULL);
	struct doc_node *heading = doc_add(doc, doc->root, DOC_HEADING, NO_PLACE);
	struct doc_node *lost = doc_add(doc, doc->root, DOC_HEADING, NO_PLACE);
	static const char *const labels[] = { NULL, "1", "2", "附-1", "5" };
	for (size_t i = 0; i < 5; i++)
		add_line(&book, add_page(&book, labels[i]), 80, 100, 16, 0, "一、指导思想");
	first_run(&book.pages[0].lines[0])->target = heading;
	first_run(&book.pages[1].lines[0])->link = "https://example.org/(党)";
	first_run(&book.pages[2].lines[0])->target = lost;
	((struct page_line *)book.pages[3].lines)->node = heading;
	const struct page_outline outline[] = {
		{ NULL, 0, "计划", 0, 80 },
		{ NULL, 1, "一、指导思想", 1, 84 },
		{ NULL, 3, "1.学习", 1, 84 },
		{ NULL, 1, "二、任务", 2, 84 },
	};
	book.list.outline = outline;
	book.list.outline_count = 4;
	cr_assert(write_book(&book));
	cr_assert(holds(&book.out, "/Nums[0<<>>1<</S/D/St 1>>3<</P<FEFF9644002D0031>>>4<</S/D/St 5>>]"));
	cr_assert(holds(&book.out, "/URI(https://example.org/\\(%E5%85%9A\\))"));
	cr_assert(holds(&book.out, "/XYZ null 757.89 null]"), "top of the heading's first line: 841.89 - (100 - 16)");
	cr_assert_eq(book.diags.counts[DIAG_WARNING], 1, "a target on no page");
	cr_assert(holds(&book.out, "/PageMode/UseOutlines"));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "qpdf --check", &text), 0, "%s", text.data);
	buf_reset(&text);
	cr_assert_eq(run_tool(&book, "qpdf --json=1 --json-key=outlines", &text), 0);
	cr_assert(strstr(text.data, "\"title\": \"1.学习\""));
	buf_free(&text);
	close_book(&book);
}

/* A run-in heading and its paragraph are two elements though they share a line; an artifact is none. */
Test(pdf_file, structure_of_the_tree)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	struct doc *doc = doc_new(book.arena, NULL);
	const struct doc_node *title = doc_add(doc, doc->root, DOC_TITLE, NO_PLACE);
	struct doc_node *heading = doc_add(doc, doc->root, DOC_HEADING, NO_PLACE);
	const struct doc_node *paragraph = doc_add(doc, doc->root, DOC_PARAGRAPH, NO_PLACE);
	heading->level = 3;
	struct page_line *line = add_line(&book, add_page(&book, NULL), 80, 80, 22, 0, "工作计划");
	line->node = title;
	struct page *page = add_page(&book, NULL);
	line = add_line(&book, page, 80, 100, 16, 0, "明确责任。各科室");
	struct page_run *runs = ARENA_ARRAY(book.arena, struct page_run, 2);
	runs[0] = runs[1] = *first_run(line);
	runs[0].node = line->node = heading;
	runs[0].glyph_count = 5;
	runs[1].node = paragraph;
	runs[1].glyphs += 5;
	runs[1].glyph_count -= 5;
	line->runs = runs;
	line->run_count = 2;
	add_line(&book, page, 250, 780, 14, 0, "2")->artifact = true;
	line = add_line(&book, add_page(&book, NULL), 80, 100, 16, 0, "抓好落实");
	line->node = paragraph;
	book.doc = doc;
	book.profile = "a-2a+ua";
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "pdfinfo -struct-text", &text), 0);
	cr_assert_str_eq(text.data, "Document\n  H1 (block)\n    \"工作计划\"\n  H2 (block)\n    \"明确责任。\"\n  P (block)\n    \"各科室\"\n"
				    "    \"抓好落实\"\n");
	buf_reset(&text);
	cr_assert_eq(run_tool(&book, "qpdf --check", &text), 0, "%s", text.data);
	buf_free(&text);
	close_book(&book);
}

Test(pdf_file, colours_rules_and_rise)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	struct page *page = add_page(&book, NULL);
	struct page_line *line = add_line(&book, page, 80, 100, 16, 0, "红头文件");
	first_run(line)->color = 0xFF0000;
	((struct page_glyph *)first_run(line)->glyphs)[1].y = -3;
	add_line(&book, page, 80, 130, 16, 0, "黑字");
	const struct page_rule rule = { 79, 140, 440, 0.5, 0xFF0000, 0 };
	page->rules = &rule;
	page->rule_count = 1;
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "mutool draw -q -F trace", &text), 0);
	cr_assert(strstr(text.data, "color=\"1 0 0\""), "%s", text.data);
	cr_assert(strstr(text.data, "color=\"0\""));
	cr_assert(strstr(text.data, "y=\"3\"") || strstr(text.data, "y=\"744.89\""), "%s", text.data);
	buf_free(&text);
	close_book(&book);
}

Test(pdf_file, empty_pages_and_no_pages)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	cr_assert(write_book(&book), "no page at all");
	add_page(&book, NULL);
	add_line(&book, add_page(&book, "1"), 80, 100, 16, 0, "");
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "qpdf --check", &text), 0, "%s", text.data);
	buf_reset(&text);
	cr_assert_eq(run_tool(&book, "pdftotext -raw", &text), 0);
	cr_assert_str_eq(text.data, "\f\f");
	buf_free(&text);
	close_book(&book);
}

Test(pdf_file, thousands_of_pages)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	for (size_t i = 0; i < 1500; i++)
		add_line(&book, add_page(&book, NULL), 80, 100, 16, 0, "页");
	cr_assert(write_book(&book));
	struct buf text = BUF_INIT;
	cr_assert_eq(run_tool(&book, "qpdf --show-npages", &text), 0);
	cr_assert_str_eq(text.data, "1500\n");
	buf_free(&text);
	close_book(&book);
}

Test(pdf_file, a_page_that_pdf_cannot_hold_is_an_error)
{
	struct book book;
	open_book(&book, "LXGW WenKai");
	add_page(&book, NULL)->width = 20000;
	cr_assert_not(write_book(&book));
	cr_assert_eq(book.out.len, 0, "nothing half-written");
	cr_assert_eq(book.diags.counts[DIAG_ERROR], 1);
	cr_assert_eq(book.diags.last->code, DIAG_PDF_FAILED);
	close_book(&book);
}

/* ---- profiles of printing conditions */

/* A profile of version 2 with one text; `kind`: class and colours. */
static struct str make_icc(struct arena *arena, const char *kind, const char *name)
{
	struct buf icc = BUF_INIT;
	size_t length = strlen(name) + 1;
	buf_add_binary(&icc, (uint32_t)(144 + 12 + length), 4);
	while (icc.len < 12)
		buf_add_char(&icc, '\0');
	buf_add_text(&icc, kind);
	while (icc.len < 36)
		buf_add_char(&icc, '\0');
	buf_add_text(&icc, "acsp");
	while (icc.len < 128)
		buf_add_char(&icc, '\0');
	buf_add_binary(&icc, 1, 4);
	buf_add_text(&icc, "desc");
	buf_add_binary(&icc, 144, 4);
	buf_add_binary(&icc, (uint32_t)(12 + length), 4);
	buf_add(&icc, "desc\0\0\0\0", 8);
	buf_add_binary(&icc, (uint32_t)length, 4);
	buf_add(&icc, name, length);
	return buf_move_str(&icc, arena);
}

Test(pdf_icc, only_profiles_of_printers_with_four_colours_are_for_print)
{
	struct arena *arena = arena_new();
	struct buf srgb = BUF_INIT;
	struct str good = make_icc(arena, "prtrCMYK", "Coated");
	icc_add_srgb(&srgb);
	cr_expect(icc_is_print(good));
	cr_expect_not(icc_is_print(make_icc(arena, "mntrCMYK", "Coated")));
	cr_expect_not(icc_is_print(make_icc(arena, "prtrRGB ", "Coated")));
	cr_expect_not(icc_is_print(buf_str(&srgb)));
	for (size_t cut = 0; cut < good.len; cut++)
		cr_expect_not(icc_is_print((struct str){ good.data, cut }), "cut to %zu bytes", cut);
	buf_free(&srgb);
	arena_free(arena);
}

Test(pdf_icc, tells_its_name_whatever_is_wrong_with_it)
{
	struct arena *arena = arena_new();
	struct str icc = make_icc(arena, "prtrCMYK", "Coated (39)");
	cr_expect_str_eq(icc_name(arena, icc), "Coated (39)");
	cr_expect_str_eq(icc_name(arena, make_icc(arena, "prtrCMYK", "")), "Custom");
	for (size_t cut = 0; cut < icc.len; cut++) /* reads nothing behind the end: for sanitizers */
		cr_expect_not_null(icc_name(arena, str_of(arena_copy(arena, icc.data, cut))));
	char *wrong = arena_copy(arena, icc.data, icc.len);
	memset(wrong + 136, 0xFF, 8);
	cr_expect_str_eq(icc_name(arena, (struct str){ wrong, icc.len }), "Custom");
	arena_free(arena);
}
