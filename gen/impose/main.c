#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/buf.h"
#include "impose/form.h"
#include "impose/join.h"
#include "impose/open.h"

/* The matrix of a page, as an operator. */
static void add_matrix(const struct impose_sheet *sheet, int cell, const struct impose_page *page, struct buf *drawing)
{
	double m[6];
	impose_place(sheet, cell, page, m);
	buf_printf(drawing, "q %.6f %.6f %.6f %.6f %.4f %.4f cm\n", m[0], m[1], m[2], m[3], m[4], m[5]);
}

/* The page, whose size is checked. */
static qpdf_oh get_page(qpdf_data file, size_t number, struct impose_page *box)
{
	qpdf_oh page = qpdf_get_page_n(file, number);
	char digits[24];
	*box = form_box(file, page);
	impose_check(file);
	snprintf(digits, sizeof digits, "%zu", number + 1);
	if (!impose_page_good(box))
		impose_fail(IMPOSE_BAD_PAGE, digits);
	return page;
}

/* Adds a side with what is drawn on it. */
static void add_side(qpdf_data out, const struct impose_sheet *sheet, qpdf_oh xobjects, const struct buf *drawing)
{
	char dictionary[160];
	snprintf(dictionary, sizeof dictionary, "<< /Type /Page /MediaBox [ 0 0 %.4f %.4f ] /Resources << >> >>", sheet->width, sheet->height);
	qpdf_oh page = qpdf_make_indirect_object(out, qpdf_oh_parse(out, dictionary)), content = qpdf_oh_new_stream(out);
	qpdf_oh_replace_stream_data(out, content, (const unsigned char *)(drawing->len ? drawing->data : ""), drawing->len,
				    qpdf_oh_new_null(out), qpdf_oh_new_null(out));
	qpdf_oh_replace_key(out, page, "/Contents", content);
	qpdf_oh_replace_key(out, qpdf_oh_get_key(out, page, "/Resources"), "/XObject", xobjects);
	qpdf_add_page(out, out, page, QPDF_FALSE);
	impose_check(out);
}

/* What the layers of the file show (8.11) counts for its pages wherever they stand; its title goes on. */
static void take_over(qpdf_data out, qpdf_data file)
{
	qpdf_oh root = qpdf_get_root(file), layers = qpdf_oh_get_key(file, root, "/OCProperties");
	qpdf_oh title = qpdf_oh_get_key_if_dict(file, qpdf_oh_get_key_if_dict(file, qpdf_get_trailer(file), "/Info"), "/Title");
	if (qpdf_oh_is_dictionary(file, layers)) {
		if (!qpdf_oh_is_indirect(file, layers))
			layers = qpdf_make_indirect_object(file, layers);
		qpdf_oh_replace_key(out, qpdf_get_root(out), "/OCProperties", qpdf_oh_copy_foreign_object(out, file, layers));
	}
	if (qpdf_oh_is_string(file, title)) {
		qpdf_oh info = qpdf_oh_new_dictionary(out);
		qpdf_oh_replace_key(out, info, "/Title", qpdf_oh_new_unicode_string(out, qpdf_oh_get_utf8_value(file, title)));
		qpdf_oh_replace_key(out, qpdf_get_trailer(out), "/Info", qpdf_make_indirect_object(out, info));
	}
}

static void impose(enum impose_how how, double paper_width, double paper_height, const char *path)
{
	size_t pages;
	qpdf_data file = impose_open(path, &pages), out = impose_new();
	struct impose_page box;
	struct buf drawing = BUF_INIT;
	get_page(file, 0, &box);
	struct impose_sheet sheet = impose_sheet_for(how, &box, paper_width, paper_height);
	take_over(out, file);
	for (size_t side = 0; side < impose_sides(how, pages); side++) {
		long order[IMPOSE_CELLS];
		qpdf_oh xobjects = qpdf_oh_new_dictionary(out);
		impose_order(how, pages, side, order);
		buf_reset(&drawing);
		for (int cell = 0; cell < IMPOSE_CELLS; cell++) {
			if (order[cell] == IMPOSE_BLANK)
				continue;
			qpdf_oh page = get_page(file, (size_t)order[cell], &box);
			add_matrix(&sheet, cell, &box, &drawing);
			form_add_page(out, file, page, (size_t)order[cell] + 1, xobjects, &drawing);
			buf_add_text(&drawing, "Q\n");
		}
		add_side(out, &sheet, xobjects, &drawing);
		qpdf_oh_release_all(file);
		qpdf_oh_release_all(out);
	}
	impose_write(out);
	fprintf(stderr, "%zu %zu %.0f %.0f", pages, impose_sides(how, pages), sheet.width / 72 * 25.4, sheet.height / 72 * 25.4);
	buf_free(&drawing);
	qpdf_cleanup(&out);
	qpdf_cleanup(&file);
}

/* What a file that means harm may take: 4 GiB, two minutes of work. */
static void limit_self(void)
{
	const struct rlimit memory = { (rlim_t)4 << 30, (rlim_t)4 << 30 }, seconds = { 120, 120 };
	setrlimit(RLIMIT_AS, &memory);
	setrlimit(RLIMIT_CPU, &seconds);
}

int main(int argc, char **argv)
{
	bool booklet = argc == 5 && strcmp(argv[1], "booklet") == 0, two_up = argc == 5 && strcmp(argv[1], "2up") == 0;
	limit_self();
	if (booklet || two_up)
		impose(booklet ? IMPOSE_BOOKLET : IMPOSE_TWO_UP, strtod(argv[2], NULL), strtod(argv[3], NULL), argv[4]);
	else if (argc == 2 && strcmp(argv[1], "join") == 0)
		join_files();
	else
		return EXIT_FAILURE;
	return IMPOSE_DONE;
}
