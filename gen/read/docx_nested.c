/* Controls that touch each other: a word processor may save the second within the first, and all their text in that one. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/package.h"

/* ---- what a control is bound to */

/* The name in a step of a binding's path, element[@name='…'], in `arena`; NULL: there is no such step. *after: what follows it. */
static const char *step_name(struct arena *arena, const char *path, const char *step, const char **after)
{
	const char *start = path ? strstr(path, step) : NULL;
	start = start ? start + strlen(step) : NULL;
	const char *end = start && (*start == '\'' || *start == '"') ? strchr(start + 1, *start) : NULL;
	*after = end ? end + 1 : "";
	return end ? arena_copy(arena, start + 1, (size_t)(end - start - 1)) : NULL;
}

struct docx_binding docx_binding_of(struct docx_reader *r, const xmlNode *control)
{
	const xmlNode *binding = docx_child(docx_child(control, "sdtPr"), "dataBinding");
	const char *path = binding ? docx_attribute(r->scratch, binding, "xpath") : NULL, *after;
	struct docx_binding found = { .plan = step_name(r->scratch, path, ":plan[@name=", &after), .position = 1 };
	found.name = step_name(r->arena, path, ":value[@name=", &after);
	if (strncmp(after, "][", 2) == 0)
		found.position = strtoul(after + 2, NULL, 10);
	return found;
}

/* ---- the values as the document was written */

/* The data that the controls are bound to, a part of the package (22.5): values by name; NULL: there is none. */
static const xmlNode *data_of(struct docx_reader *r)
{
	static const char space[] = "urn:plangen:values";
	const struct package_link *links;
	size_t count = r->data_read ? 0 : package_links(r->package, &links);
	r->data_read = true;
	for (size_t i = 0; i < count && !r->data; i++) {
		bool custom = strcmp(links[i].type, "customXml") == 0 && !links[i].external;
		xmlDocPtr part = custom ? package_load(r->package, r->scratch, links[i].target) : NULL;
		const xmlNode *root = part ? xmlDocGetRootElement(part) : NULL;
		if (root && root->ns && strcmp((const char *)root->ns->href, space) == 0)
			r->data = root;
	}
	return r->data;
}

/* The n-th element of that name attribute, from 1, or NULL. */
static const xmlNode *find_named(struct docx_reader *r, const xmlNode *parent, const char *element, const char *name, unsigned long n)
{
	for (const xmlNode *node = xml_first(parent); node; node = xml_next(node)) {
		const char *is = xml_is(node, element) ? docx_attribute(r->scratch, node, "name") : NULL;
		if (is && strcmp(is, name) == 0 && --n == 0)
			return node;
	}
	return NULL;
}

/* The value that a control is bound to, as it was written; {NULL}: not known. */
static struct str written_value(struct docx_reader *r, const struct docx_binding *binding)
{
	const xmlNode *data = data_of(r);
	if (data && binding->plan)
		data = find_named(r, data, "plan", binding->plan, 1);
	const xmlNode *value = data ? find_named(r, data, "value", binding->name, binding->position) : NULL;
	const xmlNode *text = value ? value->children : NULL;
	return value ? str_of(text && text->content ? (const char *)text->content : "") : (struct str){ NULL, 0 };
}

/* ---- telling them apart */

/* Adds the bound controls within the node. False: one of them has text of its own, and is no other's. */
static bool add_controls(struct docx_reader *r, const xmlNode *node, struct docx_nested *nested, int depth)
{
	bool bare = true;
	for (const xmlNode *n = xml_first(node); bare && n && depth < DOCX_DEPTH; n = xml_next(n)) {
		struct docx_binding binding = { 0 };
		if (xml_is(n, "sdt"))
			binding = docx_binding_of(r, n);
		if (binding.name) {
			struct buf text = BUF_INIT;
			docx_add_texts(n, "", &text, 0);
			bare = !text.len;
			buf_free(&text);
			*ARENA_PUSH(r->scratch, nested->items, nested->count, nested->capacity) =
				(struct docx_nested_value){ binding.name, written_value(r, &binding), 0 };
		}
		bare = bare && add_controls(r, n, nested, depth + 1);
	}
	return bare;
}

/* Whether the text is what was written but for the value `changed`, which is not empty; its length, then. */
static bool fits(const struct docx_nested *nested, size_t changed, struct str text, size_t *len)
{
	size_t around = 0;
	for (size_t i = 0; i < nested->count; i++)
		around += i == changed ? 0 : nested->items[i].written.len;
	if (around >= text.len)
		return false;
	*len = text.len - around;
	for (size_t i = 0; i < nested->count; i++) {
		struct str due = nested->items[i].written;
		if (i != changed && memcmp(text.data, due.data, due.len) != 0)
			return false;
		text = str_from(text, i == changed ? *len : due.len);
	}
	return true;
}

/* Works out which part of the text is whose, when one of them was changed at most. False: it cannot be told. */
static bool part(struct docx_nested *nested, struct str text)
{
	size_t found = 0, which = 0, len = 0, whole = 0;
	for (size_t i = 0; i < nested->count; i++) {
		if (!nested->items[i].written.data)
			return false;
		whole += nested->items[i].written.len;
		nested->items[i].len = nested->items[i].written.len;
	}
	for (size_t i = 0, fitting; i < nested->count; i++)
		if (fits(nested, i, text, &fitting)) {
			which = i;
			len = fitting;
			found++;
		}
	if (found && len == nested->items[which].written.len && whole == text.len) /* nothing was changed: each of them fits */
		return true;
	if (found == 1)
		nested->items[which].len = len;
	return found == 1;
}

struct docx_nested *docx_part_nested(struct docx_reader *r, const xmlNode *control)
{
	struct docx_binding outer = docx_binding_of(r, control);
	const xmlNode *content = docx_child(control, "sdtContent");
	struct docx_nested *nested = ARENA_NEW(r->scratch, struct docx_nested);
	*nested = (struct docx_nested){ 0 };
	if (!outer.name)
		return NULL;
	*ARENA_PUSH(r->scratch, nested->items, nested->count, nested->capacity) =
		(struct docx_nested_value){ outer.name, written_value(r, &outer), 0 };
	if (!add_controls(r, content, nested, 0) || nested->count == 1)
		return NULL;
	struct buf text = BUF_INIT;
	docx_add_texts(content, "", &text, 0);
	if (!part(nested, buf_str(&text))) {
		nested->items[0].name = NULL;
		nested->count = 1;
	}
	buf_free(&text);
	return nested;
}
