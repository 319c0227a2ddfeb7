/* Text in the headers and footers of two documents. */
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "compare/compare.h"
#include "layout/template.h"

static struct str text_of(const struct diag *margin)
{
	return str_trim(margin->place.source->text);
}

/* Whether the page template sets the text there: the mark of a draft, or the page's number. */
static bool is_set_by(const struct page_template *page, struct str text)
{
	struct str mark = str_trim(str_of(page->draft_mark)), behind = str_of(page->number_format), before = str_cut(&behind, "%d");
	struct buf bare = BUF_INIT, format = BUF_INIT;
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			buf_add_char(&bare, text.data[i]);
	buf_add_str(&format, before);
	buf_add_str(&format, behind);
	bool set = str_equal(text, mark) || str_equal(str_trim(buf_str(&bare)), str_trim(buf_str(&format)));
	buf_free(&bare);
	buf_free(&format);
	return set;
}

static bool has_margin(const struct compare_side *side, struct str text)
{
	if (side->page && is_set_by(side->page, text))
		return true;
	for (const struct diag *d = side->margins ? side->margins->first : NULL; d; d = d->next)
		if (str_equal(text_of(d), text))
			return true;
	return false;
}

/* Of the side's, what the other has not. */
static void tell(const struct compare_side *side, const struct compare_side *other, struct diag_list *diags)
{
	for (const struct diag *d = side->margins ? side->margins->first : NULL; d; d = d->next)
		if (!has_margin(other, text_of(d)))
			diag_add(diags, d->code, d->place, d->arguments[0]);
}

void compare_tell_margins(const struct compare_side *before, const struct compare_side *after, struct diag_list *diags)
{
	tell(before, after, diags);
	tell(after, before, diags);
}
