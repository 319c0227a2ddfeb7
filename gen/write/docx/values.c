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
	size_t number; /* 1 …: unlike that of any other */
	size_t form;   /* 1 … : which of the variable's texts; for the entry of the name alone, how many it has */
	bool counts;   /* the entry of a name alone: holds no text */
	const struct doc_node *gap; /* the first of those that lack it; NULL: it has a value */
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
	value->number = ++docx->value_count;
	return value;
}

static struct docx_value *bind_value(struct docx *docx, const char *name, struct str text)
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

/* "Gap3": unlike all others of the document. */
static void add_block_name(struct buf *out, const struct docx_value *value)
{
	buf_add_text(out, "Gap");
	buf_add_number(out, (double)value->number, 0);
}

static void add_binding(struct buf *out, const struct docx_value *value)
{
	buf_add_text(out, "<w:dataBinding w:prefixMappings=\"xmlns:v='" DOCX_NS_VALUES "'\" w:xpath=\"/v:values[1]");
	if (value->plan)
		add_step(out, "/v:plan[@name=", value->plan, 1);
	add_step(out, "/v:value[@name=", value->name, value->form);
	buf_add_text(out, "\" w:storeItemID=\"" DOCX_STORE_ID "\"/>");
}

/* What is shown where nothing was entered: the building block of the gap, by the number of its form. */
static void add_placeholder(struct docx *docx, const struct docx_value *value)
{
	buf_add_text(&docx->body, "<w:placeholder><w:docPart w:val=\"");
	add_block_name(&docx->body, value);
	buf_add_text(&docx->body, "\"/></w:placeholder><w:showingPlcHdr/>");
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
	struct docx_value *value = broken || (gap && !node->help) ? NULL : bind_value(docx, name, node->text);
	if (value && gap) {
		value->gap = value->gap ? value->gap : node;
		docx->look.gaps = true;
		add_placeholder(docx, value);
	} else if (gap) {
		buf_add_text(&docx->body, "<w:showingPlcHdr/>");
	}
	if (value) {
		add_binding(&docx->body, value);
		buf_add_text(&docx->body, "<w:comboBox/>");
	}
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
		if (!v->gap)
			buf_add_xml(out, v->text);
		buf_add_text(out, "</value>");
	}
	buf_add_text(out, plan ? "</plan>" : "");
	buf_add_text(out, "</values>");
}

/* A building block: what a gap shows, and behind it what is to be entered (ECMA-376 part 1, 17.12). */
static void add_block(struct buf *out, const struct docx_value *value)
{
	buf_add_text(out, "<w:docPart><w:docPartPr><w:name w:val=\"");
	add_block_name(out, value);
	buf_add_text(out, "\"/><w:category><w:name w:val=\"General\"/><w:gallery w:val=\"placeholder\"/></w:category>"
			  "<w:types><w:type w:val=\"bbPlcHdr\"/></w:types><w:behaviors><w:behavior w:val=\"content\"/></w:behaviors>"
			  "</w:docPartPr><w:docPartBody><w:p><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:highlight w:val=\"yellow\"/></w:rPr>"
			  "<w:t xml:space=\"preserve\">");
	buf_add_xml(out, value->text);
	if (*value->gap->help) {
		buf_add_text(out, "（");
		buf_add_xml(out, str_of(value->gap->help));
		buf_add_text(out, "）");
	}
	buf_add_text(out, "</w:t></w:r></w:p></w:docPartBody></w:docPart>");
}

void docx_write_glossary(const struct docx *docx, struct buf *out)
{
	buf_add_text(out, "<w:glossaryDocument xmlns:w=\"" DOCX_NS_WORD "\"><w:docParts>");
	for (const struct docx_value *v = docx->first_value; v; v = v->next)
		if (v->gap)
			add_block(out, v);
	buf_add_text(out, "</w:docParts></w:glossaryDocument>");
}
