#include "impose/form.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "impose/open.h"

struct rectangle {
	double left, bottom, right, top;
};

/* Numbers of an array; false when it is none of so many. */
static bool read_numbers(qpdf_data file, qpdf_oh array, int count, double *numbers)
{
	if (!qpdf_oh_is_array(file, array) || qpdf_oh_get_array_n_items(file, array) != count)
		return false;
	for (int i = 0; i < count; i++)
		if (!qpdf_oh_get_value_as_number(file, qpdf_oh_get_array_item(file, array, i), &numbers[i]) || !isfinite(numbers[i]))
			return false;
	return true;
}

/* Any two corners that lie across from each other (7.9.5). */
static bool read_rectangle(qpdf_data file, qpdf_oh array, struct rectangle *box)
{
	double n[4];
	if (!read_numbers(file, array, 4, n))
		return false;
	*box = (struct rectangle){ fmin(n[0], n[2]), fmin(n[1], n[3]), fmax(n[0], n[2]), fmax(n[1], n[3]) };
	return true;
}

struct impose_page form_box(qpdf_data file, qpdf_oh page)
{
	struct rectangle media, crop;
	double unit = 1;
	long long turn = 0;
	if (!read_rectangle(file, qpdf_oh_get_key(file, page, "/MediaBox"), &media))
		return (struct impose_page){ .unit = 1 };
	if (!read_rectangle(file, qpdf_oh_get_key(file, page, "/CropBox"), &crop))
		crop = media;
	if (!qpdf_oh_get_value_as_number(file, qpdf_oh_get_key(file, page, "/UserUnit"), &unit) || !(unit > 0))
		unit = 1;
	if (!qpdf_oh_get_value_as_longlong(file, qpdf_oh_get_key(file, page, "/Rotate"), &turn))
		turn = 0;
	return (struct impose_page){
		.left = fmax(media.left, crop.left), .bottom = fmax(media.bottom, crop.bottom),
		.right = fmin(media.right, crop.right), .top = fmin(media.top, crop.top),
		.unit = unit, .turns = (unsigned)((turn / 90 % 4 + 4) % 4),
	};
}

static qpdf_oh new_box(qpdf_data file, const struct impose_page *box)
{
	qpdf_oh array = qpdf_oh_new_array(file);
	const double corners[] = { box->left, box->bottom, box->right, box->top };
	for (int i = 0; i < 4; i++)
		qpdf_oh_append_item(file, array, qpdf_oh_new_real_from_double(file, corners[i], 4));
	return array;
}

/* The page's content and resources as a form of `file`. */
static qpdf_oh form_of_page(qpdf_data file, qpdf_oh page)
{
	unsigned char *data = NULL;
	size_t length = 0;
	qpdf_oh_get_page_content_data(file, page, &data, &length);
	impose_check(file);
	qpdf_oh form = qpdf_oh_new_stream(file), dictionary = qpdf_oh_get_dict(file, form);
	qpdf_oh_replace_stream_data(file, form, data, length, qpdf_oh_new_null(file), qpdf_oh_new_null(file));
	free(data);
	struct impose_page box = form_box(file, page);
	qpdf_oh_replace_key(file, dictionary, "/Type", qpdf_oh_new_name(file, "/XObject"));
	qpdf_oh_replace_key(file, dictionary, "/Subtype", qpdf_oh_new_name(file, "/Form"));
	qpdf_oh_replace_key(file, dictionary, "/BBox", new_box(file, &box));
	if (qpdf_oh_has_key(file, page, "/Resources"))
		qpdf_oh_replace_key(file, dictionary, "/Resources", qpdf_oh_get_key(file, page, "/Resources"));
	if (qpdf_oh_has_key(file, page, "/Group"))
		qpdf_oh_replace_key(file, dictionary, "/Group", qpdf_oh_get_key(file, page, "/Group"));
	impose_check(file);
	return form;
}

/* The annotation's look in print, a stream; false: it has none, or is not printed (12.5.3: hidden is bit 2, print is bit 3). */
static bool appearance_of(qpdf_data file, qpdf_oh annotation, qpdf_oh *look)
{
	long long flags = 0;
	qpdf_oh name = qpdf_oh_get_key_if_dict(file, annotation, "/Subtype");
	if (!qpdf_oh_is_dictionary(file, annotation) || qpdf_oh_is_name_and_equals(file, name, "/Popup"))
		return false;
	qpdf_oh_get_value_as_longlong(file, qpdf_oh_get_key(file, annotation, "/F"), &flags);
	*look = qpdf_oh_get_key_if_dict(file, qpdf_oh_get_key(file, annotation, "/AP"), "/N");
	if (qpdf_oh_is_dictionary(file, *look)) {
		qpdf_oh state = qpdf_oh_get_key(file, annotation, "/AS");
		if (!qpdf_oh_is_name(file, state))
			return false;
		*look = qpdf_oh_get_key(file, *look, qpdf_oh_get_name(file, state));
	}
	return qpdf_oh_is_stream(file, *look) && (flags & 4) && !(flags & 2);
}

/* The box of the look, after its matrix. */
static struct rectangle turned_box(const struct rectangle *box, const double m[6])
{
	const double xs[] = { box->left, box->right }, ys[] = { box->bottom, box->top };
	struct rectangle around = { INFINITY, INFINITY, -INFINITY, -INFINITY };
	for (int i = 0; i < 4; i++) {
		double x = m[0] * xs[i % 2] + m[2] * ys[i / 2] + m[4], y = m[1] * xs[i % 2] + m[3] * ys[i / 2] + m[5];
		around = (struct rectangle){ fmin(around.left, x), fmin(around.bottom, y), fmax(around.right, x), fmax(around.top, y) };
	}
	return around;
}

/* Appends the matrix that puts the look into the annotation's rectangle (12.5.5, algorithm 8.1); false: one of both has no size. */
static bool add_fit(qpdf_data file, qpdf_oh annotation, qpdf_oh look, struct buf *drawing)
{
	double matrix[6] = { 1, 0, 0, 1, 0, 0 };
	struct rectangle box, place;
	qpdf_oh dictionary = qpdf_oh_get_dict(file, look);
	if (!read_rectangle(file, qpdf_oh_get_key(file, dictionary, "/BBox"), &box) ||
	    !read_rectangle(file, qpdf_oh_get_key(file, annotation, "/Rect"), &place))
		return false;
	read_numbers(file, qpdf_oh_get_key(file, dictionary, "/Matrix"), 6, matrix);
	struct rectangle around = turned_box(&box, matrix);
	double across = (place.right - place.left) / (around.right - around.left), up = (place.top - place.bottom) / (around.top - around.bottom);
	if (!isfinite(across) || !isfinite(up))
		return false;
	buf_printf(drawing, "q %.6f 0 0 %.6f %.4f %.4f cm ", across, up, place.left - around.left * across, place.bottom - around.bottom * up);
	return true;
}

static void add_annotations(qpdf_data out, qpdf_data file, qpdf_oh page, size_t number, qpdf_oh xobjects, struct buf *drawing)
{
	qpdf_oh annotations = qpdf_oh_get_key(file, page, "/Annots");
	int count = qpdf_oh_is_array(file, annotations) ? qpdf_oh_get_array_n_items(file, annotations) : 0;
	for (int i = 0; i < count; i++) {
		qpdf_oh annotation = qpdf_oh_get_array_item(file, annotations, i), look;
		if (!appearance_of(file, annotation, &look) || !add_fit(file, annotation, look, drawing))
			continue;
		struct buf name = BUF_INIT;
		buf_printf(&name, "/P%zuA%d", number, i);
		qpdf_oh_replace_key(file, qpdf_oh_get_dict(file, look), "/Subtype", qpdf_oh_new_name(file, "/Form"));
		qpdf_oh_replace_key(out, xobjects, name.data, qpdf_oh_copy_foreign_object(out, file, look));
		buf_printf(drawing, "%s Do Q\n", name.data);
		buf_free(&name);
	}
}

void form_add_page(qpdf_data out, qpdf_data file, qpdf_oh page, size_t number, qpdf_oh xobjects, struct buf *drawing)
{
	struct impose_page box = form_box(file, page);
	struct buf name = BUF_INIT;
	buf_printf(&name, "/P%zu", number);
	qpdf_oh_replace_key(out, xobjects, name.data, qpdf_oh_copy_foreign_object(out, file, form_of_page(file, page)));
	buf_printf(drawing, "%s Do\n%.4f %.4f %.4f %.4f re W n\n", name.data, box.left, box.bottom, box.right - box.left, box.top - box.bottom);
	add_annotations(out, file, page, number, xobjects, drawing);
	impose_check(file);
	impose_check(out);
	buf_free(&name);
}
