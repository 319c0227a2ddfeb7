/* The line that the text of a paragraph stands on: w:position (17.3.2.24) says how much above or below it a run is. */
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx.h"

struct look docx_look_of(struct docx_reader *r, const struct docx_fill *f, const xmlNode *run)
{
	const xmlNode *properties = docx_child(run, "rPr");
	struct look own = look_read(r->scratch, properties), style = styles_character(r->styles, docx_value_of(r->scratch, properties, "rStyle"));
	return look_of_run(&own, &style, &f->paragraph);
}

enum { MOST = 16 }; /* heights that are told apart */

/* How much text of a paragraph stands at each height. */
struct heights {
	struct {
		short position;
		size_t chars;
	} items[MOST];
	size_t count, all;
};

static void count_chars(struct heights *heights, short position, size_t chars)
{
	size_t i = 0;
	while (i < heights->count && heights->items[i].position != position)
		i++;
	if (i == MOST)
		return;
	heights->count += i == heights->count;
	heights->items[i].position = position;
	heights->items[i].chars += chars;
	heights->all += chars;
}

static size_t chars_of(const xmlNode *run)
{
	struct buf text = BUF_INIT;
	docx_add_texts(run, "", &text, 0);
	struct str seen = str_trim(buf_str(&text));
	size_t chars = utf8_count(seen.data, seen.len);
	buf_free(&text);
	return chars;
}

/* Counts the text of the runs below the element; blocks in it have lines of their own. */
static void count_runs(struct docx_reader *r, const struct docx_fill *f, const xmlNode *node, struct heights *heights, int depth)
{
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		if (kind == ELEMENT_RUN)
			count_chars(heights, docx_look_of(r, f, n).position, chars_of(n));
		else if (kind != ELEMENT_BOX && kind != ELEMENT_DELETED && kind != ELEMENT_NOTHING)
			count_runs(r, f, n, heights, depth + 1);
	}
}

short docx_baseline(struct docx_reader *r, struct docx_fill *f)
{
	enum { TIMES = 5 }; /* more text than the rest of the paragraph: x raised by 2n+1 is still a power */
	struct heights heights = { .count = 0 };
	if (f->based)
		return f->baseline;
	f->based = true;
	count_runs(r, f, f->element, &heights, 0);
	for (size_t i = 0; i < heights.count; i++)
		if (heights.items[i].chars && heights.items[i].chars >= TIMES * (heights.all - heights.items[i].chars))
			f->baseline = heights.items[i].position;
	return f->baseline;
}
