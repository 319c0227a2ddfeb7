#include "build/formal.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "layout/template.h"

/* The page template, of those that come with the program, that shows all meta data. */
static const char formal_template[] = "gbt9704-head";

/* What the keys belong to. Others are document information, or stand in the text. */
static const char *const head_keys[] = { "发文机关", "发文字号", "份号", "密级", "保密期限", "紧急程度", "签发人", NULL };
static const char *const record_keys[] = { "抄送", "印发机关", "印发日期", NULL };

static bool is_among(const char *const *keys, const char *key)
{
	for (; *keys; keys++)
		if (strcmp(*keys, key) == 0)
			return true;
	return false;
}

static void report_hidden(const struct doc *doc, const struct page_template *template, struct diag_list *diags)
{
	struct buf keys = BUF_INIT;
	struct place place = NO_PLACE;
	for (size_t i = 0; i < doc->meta_count; i++) {
		const struct doc_meta *meta = &doc->meta[i];
		bool hidden = (!template->head.shown && is_among(head_keys, meta->key)) ||
			      (!template->record.shown && is_among(record_keys, meta->key));
		if (!hidden || !str_trim(meta->value).len)
			continue;
		if (!keys.len)
			place = meta->place;
		buf_printf(&keys, "%s%s", keys.len ? ", " : "", meta->key);
	}
	if (keys.len)
		diag_add(diags, DIAG_META_HIDDEN, place, keys.data, formal_template);
	buf_free(&keys);
}

void formal_add(struct doc *doc, const struct page_template *template, struct str authority, struct diag_list *diags)
{
	if (template->head.shown)
		doc_add_head(doc, authority, template->head.mark_suffix);
	if (template->record.shown)
		doc_add_record(doc);
	report_hidden(doc, template, diags);
}
