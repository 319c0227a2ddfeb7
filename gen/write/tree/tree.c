#include "write/tree/tree.h"

#include "base/buf.h"
#include "doc/doc.h"

static bool write_tree(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	(void)diags;
	doc_dump_content(input->doc, out);
	return true;
}

const struct writer writer_tree = {
	.name = "tree",
	.extension = ".tree",
	.help = "what the document says and how it is built, one node a line, to compare two documents",
	.write = write_tree,
};
