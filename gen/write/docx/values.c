/* Variables as content controls bound to one custom XML part: a clerk changes a value once and Word changes it
 * everywhere. A variable has one element for each of its texts (a date may stand as 2026年3月1日 and as 3月). In a book the
 * plans, which may be those of different organisations, have their values apart. */
#include "write/docx/internal.h"

#include <string.h>

#include "base/arena.h"

struct docx_value {
	struct docx_value *next_in_bucket, *next;
	const char *plan;  /* of a book; or NULL */
	const char *name;
	struct str text;
	size_t form;   /* 1 … : which of the variable's texts; for the entry of the name alone, how many it has */
	bool counts;   /* the entry of a name alone: holds no text */
};

enum { FIRST_BUCKETS = 64 };

/* FNV-1a, 32 bits. */
static uint32_t hash_of(uint32_t hash, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash;
}

static uint32_t hash_value(const char *plan, const char *name, struct str text, bool counts)
{
	uint32_t hash = hash_of(2166136261u, name, strlen(name) + 1);
	hash = plan ? hash_of(hash, plan, strlen(plan) + 1) : hash;
	return counts ? hash : hash_of(hash, text.data, text.len);
}

static void grow_table(struct docx *docx)
{
	size_t buckets = docx->value_buckets ? docx->value_buckets * 2 : FIRST_BUCKETS;
	docx->values = ARENA_ARRAY(docx->arena, struct docx_value *, buckets);
	docx->value_buckets = buckets;
	for (struct docx_value *v = docx->first_value; v; v = v->next) {
		size_t bucket = hash_value(v->plan, v->name, v->text, v->counts) & (buckets - 1);
		v->next_in_bucket = docx->values[bucket];
		docx->values[bucket] = v;
	}
}

static bool is_same_plan(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* The entry for the name and text in the plan being written, made when there is none yet (form 0). */
static struct docx_value *find_value(struct docx *docx, const char *name, struct str text, bool counts)
{
	if (docx->value_count * 2 >= docx->value_buckets)
		grow_table(docx);
	struct docx_value **bucket = &docx->values[hash_value(docx->plan, name, text, counts) & (docx->value_buckets - 1)];
	for (struct docx_value *v = *bucket; v; v = v->next_in_bucket)
		if (v->counts == counts && strcmp(v->name, name) == 0 && (counts || str_equal(v->text, text)) &&
		    is_same_plan(v->plan, docx->plan))
			return v;
	struct docx_value *value = ARENA_NEW(docx->arena, struct docx_value);
	*value = (struct docx_value){ .next_in_bucket = *bucket, .plan = docx->plan, .name = name, .text = text, .counts = counts };
	*bucket = value;
	if (docx->last_value)
		docx->last_value->next = value;
	else
		docx->first_value = value;
	docx->last_value = value;
	docx->value_count++;
	return value;
}

static const struct docx_value *bind_value(struct docx *docx, const char *name, struct str text)
{
	struct docx_value *value = find_value(docx, name, text, false);
	if (!value->form)
		value->form = ++find_value(docx, name, text, true)->form;
	return value;
}

/* "[@name='…'][2]" behind `element`. XPath 1.0 has no escapes in literals: a name with ' is quoted by ". */
static void add_step(struct buf *out, const char *element, const char *name, size_t position)
{
	const char *quote = strchr(name, '\'') ? "&quot;" : "'";
	buf_add_text(out, element);
	buf_add_text(out, quote);
	buf_add_xml(out, str_of(name));
	buf_add_text(out, quote);
	buf_add_text(out, "][");
	buf_add_number(out, (double)position, 0);
	buf_add_char(out, ']');
}

static void add_binding(struct buf *out, const struct docx_value *value)
{
	buf_add_text(out, "<w:dataBinding w:prefixMappings=\"xmlns:v='" DOCX_NS_VALUES "'\" w:xpath=\"/v:values[1]");
	if (value->plan)
		add_step(out, "/v:plan[@name=", value->plan, 1);
	add_step(out, "/v:value[@name=", value->name, value->form);
	buf_add_text(out, "\" w:storeItemID=\"" DOCX_STORE_ID "\"/>");
}

/* A value is bound as a combo box without a list: of w:text LibreOffice makes a field, and writes its text four times when it saves. One that
 * is broken into lines, which no combo box holds, is not bound. */
void docx_write_control(struct docx *docx, const struct doc_node *node, const char *style)
{
	bool gap = node->kind == DOC_GAP;
	const char *name = node->name ? node->name : "";
	const char *label = node->label ? node->label : name;
	docx_write_due_break(docx);
	bool broken = docx_breaks_within(docx, node->text.len);
	buf_add_text(&docx->body, "<w:sdt><w:sdtPr>");
	if (style) { /* of what is typed in the place of the text */
		docx_add_value(&docx->body, "<w:rPr><w:rStyle w:val=\"", style);
		buf_add_text(&docx->body, "</w:rPr>");
	}
	docx_add_value(&docx->body, "<w:alias w:val=\"", label);
	docx_add_value(&docx->body, "<w:tag w:val=\"", name);
	docx_add_number(&docx->body, "<w:id w:val=\"", (int)++docx->control_count);
	if (gap) /* no w:text: LibreOffice would turn the control into a field and lose its look */
		buf_add_text(&docx->body, "<w:showingPlcHdr/>");
	else if (!broken)
		add_binding(&docx->body, bind_value(docx, name, node->text));
	if (!gap && !broken)
		buf_add_text(&docx->body, "<w:comboBox/>");
	buf_add_text(&docx->body, "</w:sdtPr><w:sdtContent>");
	docx_write_run(docx, node->text, gap ? docx_gap_style : style, node->place);
	buf_add_text(&docx->body, "</w:sdtContent></w:sdt>");
}

void docx_write_values(const struct docx *docx, struct buf *out)
{
	buf_add_text(out, "<values xmlns=\"" DOCX_NS_VALUES "\">");
	const char *plan = NULL; /* values of a plan stand together: plans are written one after the other */
	for (const struct docx_value *v = docx->first_value; v; v = v->next) {
		if (v->counts)
			continue;
		if (!is_same_plan(v->plan, plan)) {
			buf_add_text(out, plan ? "</plan>" : "");
			buf_add_text(out, "<plan name=\"");
			buf_add_xml(out, str_of(v->plan));
			buf_add_text(out, "\">");
			plan = v->plan;
		}
		buf_add_text(out, "<value name=\"");
		buf_add_xml(out, str_of(v->name));
		buf_add_text(out, "\">");
		buf_add_xml(out, v->text);
		buf_add_text(out, "</value>");
	}
	buf_add_text(out, plan ? "</plan>" : "");
	buf_add_text(out, "</values>");
}
