#include "merge/put.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "vars/filter.h"
#include "vars/value.h"

/* Errors about the value of one tag, once for all loop passes. */
#define COMPLAIN(run, node, code, origin, ...)                                                               \
	do {                                                                                                 \
		if (!(node)->reported)                                                                       \
			diag_add_framed((run)->diags, code, (origin).frames, (origin).place, __VA_ARGS__);   \
		(node)->reported = true;                                                                     \
	} while (0)

static const char *describe(struct arena *arena, const struct value *value)
{
	enum { SHOWN_CHARACTERS = 20 };
	if (value->kind == VALUE_LIST)
		return "a list";
	if (value->kind == VALUE_MAP)
		return "a row or group of values";
	return diag_excerpt(arena, value->text, SHOWN_CHARACTERS);
}

/* False after an error. */
static bool apply_pipes(struct merge_run *run, struct merge_node *node, const struct value **value,
			struct merge_origin origin)
{
	for (size_t i = 0; i < node->tag->pipe_count; i++) {
		const struct merge_pipe *pipe = &node->tag->pipes[i];
		const struct value *out = filter_apply(run->arena, pipe->filter,
						       pipe->has_argument ? &pipe->argument : NULL, *value);
		if (!out) {
			origin.place.offset = pipe->offset;
			COMPLAIN(run, node, DIAG_FILTER_VALUE, origin, filter_name(pipe->filter),
				 filter_takes(pipe->filter), node->tag->name, describe(run->arena, *value));
			return false;
		}
		*value = out;
	}
	return true;
}

/* Control characters other than line feed and tab, and the noncharacters that mark placeholders. */
static bool is_forbidden(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0xFDD0 && c <= 0xFDD6);
}

static bool check_text(struct merge_run *run, struct merge_node *node, struct str text, struct merge_origin origin)
{
	char detail[24];
	if (text.len > LIMIT_VALUE_BYTES) {
		snprintf(detail, sizeof detail, "%d", LIMIT_VALUE_BYTES);
		COMPLAIN(run, node, DIAG_MERGED_VALUE_TOO_LARGE, origin, node->tag->name, detail);
		return false;
	}
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_plain(text.data + at, text.len - at);
		if (size)
			continue;
		uint32_t codepoint = (unsigned char)text.data[at];
		size = utf8_decode(text.data + at, text.len - at, &codepoint);
		if (size && !is_forbidden(codepoint))
			continue;
		snprintf(detail, sizeof detail, size ? "U+%04X" : "byte %02X", (unsigned)codepoint);
		COMPLAIN(run, node, DIAG_VALUE_CHARACTER, origin, node->tag->name, detail);
		return false;
	}
	return true;
}

static void add_html(struct str text, struct buf *out)
{
	static const char *const escapes[128] = { ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;" };
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (c < 128 && escapes[c])
			buf_add_text(out, escapes[c]);
		else
			buf_add_char(out, text.data[i]);
	}
}

/* Bytes before the sign that makes the start of a line a list item or an underline (CommonMark 0.30, 4.3, 5.2). */
static size_t marker_offset(struct str line)
{
	size_t at = 0;
	while (at < line.len && (line.data[at] == ' ' || line.data[at] == '\t'))
		at++;
	if (at < line.len && strchr("-+=", line.data[at]))
		return at;
	while (at < line.len && line.data[at] >= '0' && line.data[at] <= '9')
		at++;
	return at && at < line.len && (line.data[at] == '.' || line.data[at] == ')') ? at : (size_t)-1;
}

static void add_markdown(struct str text, struct buf *out)
{
	size_t marker = marker_offset(text);
	for (size_t i = 0; i < text.len; i++) {
		if (i == marker || strchr("\\`*_[]<>#~|&!", text.data[i]))
			buf_add_char(out, '\\');
		buf_add_char(out, text.data[i]);
		if (text.data[i] != '\n')
			continue;
		size_t next = marker_offset(str_from(text, i + 1));
		marker = next == (size_t)-1 ? next : i + 1 + next;
	}
}

/* Emits the slot's text as the sink wants it. */
static void put_slot(struct merge_run *run, struct merge_emitter *emitter, struct merge_slot slot, bool raw,
		     struct str indent, struct merge_origin origin)
{
	struct buf text = BUF_INIT;
	size_t number = emit_slot(emitter, slot);
	enum merge_sink sink = run->options->sink;
	bool gap = slot.kind == SLOT_GAP && sink != MERGE_PLACEHOLDERS;
	if (gap)
		buf_add_text(&text, "【");
	if (sink == MERGE_PLACEHOLDERS) {
		buf_add_text(&text, "\uFDD0");
		buf_add_number(&text, (double)number, 0);
		buf_add_text(&text, "\uFDD1");
	} else if (raw || sink == MERGE_PLAIN) {
		buf_add_str(&text, slot.text);
	} else if (sink == MERGE_HTML) {
		add_html(slot.text, &text);
	} else {
		add_markdown(slot.text, &text);
	}
	if (gap)
		buf_add_text(&text, "】");
	if (slot.kind == SLOT_MARKDOWN)
		emit_break(emitter, origin.place);
	emit_value(emitter, buf_str(&text), indent, origin);
	if (slot.kind == SLOT_MARKDOWN)
		emit_break(emitter, origin.place);
	buf_free(&text);
}

/* The declaration of the variable that was read; an undeclared one is not required. */
static struct merge_declaration declaration_of(struct merge_run *run, const struct scope_found *found)
{
	const struct merge_options *options = run->options;
	const struct merge_declaration *declaration = NULL;
	if (found->variable && options->declare)
		declaration = options->declare(options->context, str_of(found->variable));
	return declaration ? *declaration : (struct merge_declaration){ .label = NULL };
}

bool put_is_refused(struct merge_run *run, const struct scope_found *found)
{
	return !found->value && declaration_of(run, found).refused;
}

bool put_is_required_list(struct merge_run *run, const struct scope_found *found)
{
	struct merge_declaration declaration = declaration_of(run, found);
	return declaration.required && !declaration.refused && declaration.many;
}

void put_gap(struct merge_run *run, struct merge_emitter *emitter, const struct merge_node *node, const struct scope_found *found, struct str indent,
	     struct merge_origin origin)
{
	struct merge_declaration declaration = declaration_of(run, found);
	const char *label = declaration.label ? declaration.label : node->tag->name;
	put_slot(run, emitter, (struct merge_slot){ SLOT_GAP, found->variable, str_of(label), declaration.example, origin.place, NULL }, false, indent,
		 origin);
}

/* Emits the gap of an empty cell, where the row is one of a declared table. */
static bool put_cell_gap(struct merge_run *run, struct merge_emitter *emitter, const struct merge_node *node, const struct scope *pass,
			 struct str indent, struct merge_origin origin)
{
	struct scope_found table = { .variable = pass ? pass->variable : NULL };
	struct merge_declaration declaration = declaration_of(run, &table);
	if (!declaration.column_count)
		return false;
	struct merge_cell *cell = ARENA_NEW(run->arena, struct merge_cell);
	*cell = (struct merge_cell){ pass->variable, declaration.label ? declaration.label : pass->variable, pass->list, pass->ordinal, pass->given };
	put_slot(run, emitter, (struct merge_slot){ SLOT_GAP, node->tag->name, str_of(node->tag->name), NULL, origin.place, cell }, false, indent,
		 origin);
	return true;
}

const struct value *put_absent(struct merge_run *run, const struct scope_found *found)
{
	struct merge_declaration declaration = declaration_of(run, found);
	struct value_builder row = { .arena = run->arena };
	for (size_t i = 0; i < declaration.column_count; i++)
		value_map_set(&row, declaration.columns[i], value_null());
	return value_map_finish(&row);
}

static void put_missing(struct merge_run *run, struct merge_emitter *emitter, struct merge_node *node,
			const struct scope_found *found, struct str indent, struct merge_origin origin)
{
	struct merge_declaration declaration = declaration_of(run, found);
	const char *name = node->tag->name;
	if (run->options->dialect == MERGE_SPEC)
		return;
	if (!found->known && merge_is_loop_name(str_of(name)))
		COMPLAIN(run, node, DIAG_NAME_OUTSIDE_LOOP, origin, name);
	else if (!found->known)
		COMPLAIN(run, node, DIAG_NAME_UNKNOWN, origin, name);
	else if (declaration.refused)
		return;
	else if (declaration.required)
		put_gap(run, emitter, node, found, indent, origin);
	else if (!node->tag->optional && !put_cell_gap(run, emitter, node, found->pass, indent, origin))
		COMPLAIN(run, node, DIAG_VALUE_MISSING, origin, name);
}

void put_value(struct merge_run *run, struct merge_emitter *emitter, struct merge_node *node,
	       const struct scope *scope, struct str indent, struct merge_origin origin)
{
	const struct merge_tag *tag = node->tag;
	bool strict = run->options->dialect == MERGE_STRICT;
	struct scope_found found = scope_resolve(run, scope, str_of(tag->name));
	const struct value *value = found.value;
	if (strict && !found.known)
		value = NULL;
	else if (!apply_pipes(run, node, &value, origin))
		return;
	if (filter_missing(value)) {
		put_missing(run, emitter, node, &found, indent, origin);
		return;
	}
	if (value->kind == VALUE_LIST || value->kind == VALUE_MAP) {
		COMPLAIN(run, node, DIAG_VALUE_NOT_TEXT, origin, tag->name);
		return;
	}
	if (strict && value->kind == VALUE_BOOL) {
		COMPLAIN(run, node, DIAG_VALUE_IS_BOOLEAN, origin, tag->name);
		return;
	}
	if (!check_text(run, node, value->text, origin))
		return;
	struct merge_slot slot = { strict && tag->raw ? SLOT_MARKDOWN : SLOT_VALUE, tag->name, value->text, NULL,
				   origin.place, NULL };
	put_slot(run, emitter, slot, tag->raw, indent, origin);
}

/* ---- outlines */

struct str put_tag_text(const struct merge_node *node, const struct source *source)
{
	struct str text = str_from(source->text, node->offset);
	size_t len = str_find(text, "}}") + strlen("}}");
	while (len < text.len && text.data[len] == '}')
		len++;
	return (struct str){ text.data, len };
}

struct str put_find_written(struct merge_run *run, const struct merge_node *node, const struct scope *scope, const struct source *source)
{
	const struct merge_tag *tag = node->tag;
	const struct value *given = scope_parameter(scope, str_of(tag->name));
	struct str written = put_tag_text(node, source);
	if (!given || !tag->pipe_count)
		return given ? given->text : written;
	struct str pipes = str_from(source->text, tag->offset + strlen(tag->name));
	pipes.len = str_find(pipes, "}}");
	return str_of(arena_printf(run->arena, "%.*s%.*s", (int)given->text.len, given->text.data, (int)pipes.len, pipes.data));
}

void put_tag(struct merge_run *run, struct merge_emitter *emitter, const struct merge_node *node, struct str written, struct str indent,
	     struct merge_origin origin)
{
	struct merge_slot slot = { SLOT_VALUE, node->tag->name, written, NULL, origin.place, NULL };
	if (node->kind == NODE_VALUE && node->tag->raw)
		emit_break(emitter, origin.place);
	put_slot(run, emitter, slot, false, indent, origin);
	if (node->kind == NODE_VALUE && node->tag->raw)
		emit_break(emitter, origin.place);
}
