#include "write/pages/pages.h"

#include "layout/layout.h"

static bool write_pages(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	(void)diags;
	layout_dump(input->pages, out);
	return true;
}

const struct writer writer_pages = {
	.name = "pages",
	.extension = ".json",
	.help = "every line with its place on the page (JSON)",
	.needs_pages = true,
	.write = write_pages,
};
