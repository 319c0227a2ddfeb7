#include "api/passages_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "draft/draft.h"
#include "draft/own.h"
#include "draft/own_json.h"

/* Lines of a text behind a sign. */
static void add_lines(struct buf *out, struct str text, const char *sign)
{
	while (text.len) {
		struct str line = str_cut(&text, "\n");
		buf_printf(out, "      %s %.*s\n", sign, (int)line.len, line.data);
	}
}

/* How the passage begins below its heading. */
static void add_beginning(struct buf *out, const struct own_passage *passage)
{
	enum { MOST = 30 };
	struct str text = passage->text, line = str_cut(&text, "\n");
	if (passage->level)
		line = str_cut(&text, "\n");
	size_t kept = utf8_prefix(line.data, line.len, MOST);
	if (line.len && !str_starts(line, "#"))
		buf_printf(out, "    %.*s%s\n", (int)kept, line.data, kept < line.len ? "…" : "");
}

static void add_use(struct buf *out, enum words_language language, const struct own_use *use)
{
	const struct own_override *override = use->override;
	buf_printf(out, "    %s %s: %s  ", own_action_name(override->action), use->id ? use->id : override->target,
		   override->reason ? override->reason : "");
	source_add_place(override->place, out);
	if (use->state == OWN_HIDDEN)
		buf_printf(out, "  (%s)", words_in(language, "not shown with these values"));
	if (use->id && !use->base)
		buf_printf(out, "  (%s)", words_in(language, "without a base"));
	if (use->changed)
		buf_printf(out, "  (%s)", words_in(language, "base changed"));
	buf_add_char(out, '\n');
	if (!use->changed)
		return;
	add_lines(out, use->base->text, "-");
	add_lines(out, use->now, "+");
}

void passages_add_text(const struct draft_request *request, const struct own_view *view, enum words_language language, struct buf *out)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s\n", request->values.variant->id);
	for (size_t i = 0; i < view->passage_count; i++) {
		const struct own_passage *passage = &view->passages[i];
		buf_printf(&text, "  %s  ", passage->id);
		source_add_place(passage->place, &text);
		buf_add_char(&text, '\n');
		add_beginning(&text, passage);
		for (size_t k = 0; k < view->use_count; k++)
			if (own_is_about(&view->uses[k], passage->id))
				add_use(&text, language, &view->uses[k]);
	}
	for (size_t k = 0; k < view->use_count; k++)
		if (!view->uses[k].id)
			add_use(&text, language, &view->uses[k]);
	buf_add_printable(out, buf_str(&text), "\n\t");
	buf_free(&text);
}
