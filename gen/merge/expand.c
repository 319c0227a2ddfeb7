/* Walks the nodes and emits the merged text. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "merge/emit.h"
#include "merge/equal.h"
#include "merge/library.h"
#include "merge/merge.h"
#include "merge/put.h"
#include "merge/scope.h"
#include "merge/template.h"
#include "vars/filter.h"
#include "vars/type.h"
#include "vars/value.h"

/* The blocks given by one {{<skeleton}}. Outer ones win: they are nearer to the plan. */
struct overrides {
	const struct merge_node *parent;
	const struct merge_template *template; /* that holds parent */
	const struct overrides *outer;
};

/* Where the walk is. Copied on every way down. */
struct state {
	const struct merge_template *template;
	const struct scope *scope;
	const struct overrides *overrides;
	const struct use *use;
	const struct diag_frame *frames;
	struct str indent; /* before each line */
	unsigned includes, sections;
};

/* A block being overridden, for {{@上级}}. */
struct use {
	const struct merge_node *site;
	const struct state *state; /* of the site */
	const struct overrides *current;
};

struct expander {
	struct merge_run *run;
	struct merge_emitter emitter;
};

static void walk(struct expander *x, const struct state *state, struct merge_node *nodes);

static struct place place_at(const struct state *state, size_t offset)
{
	return (struct place){ state->template->source, offset };
}

static struct merge_origin origin_at(const struct state *state, size_t offset)
{
	return (struct merge_origin){ place_at(state, offset), state->frames };
}

/* Text of the current template, given as a view of it. */
static void put_text(struct expander *x, const struct state *state, struct str text)
{
	if (text.len)
		emit_text(&x->emitter, text, state->indent,
			  origin_at(state, (size_t)(text.data - state->template->source->text.data)));
}

static bool count_pass(struct expander *x, const struct state *state, const struct merge_node *node)
{
	if (++x->run->passes <= LIMIT_LOOP_ITERATIONS)
		return true;
	merge_stop(x->run, DIAG_LOOP_PASSES, LIMIT_LOOP_ITERATIONS, place_at(state, node->offset), state->frames);
	return false;
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
	if (!b.len)
		return a;
	char *text = arena_alloc(arena, a.len + b.len + 1);
	if (a.len)
		memcpy(text, a.data, a.len);
	memcpy(text + a.len, b.data, b.len);
	return (struct str){ text, a.len + b.len };
}

/* Walks one level further down. */
static void descend(struct expander *x, struct state inner, const struct merge_node *node, struct merge_node *nodes)
{
	if (++inner.sections > LIMIT_SECTION_DEPTH)
		merge_stop(x->run, DIAG_SECTIONS_TOO_DEEP, LIMIT_SECTION_DEPTH, place_at(&inner, node->offset),
			   inner.frames);
	else
		walk(x, &inner, nodes);
}

/* Reports what the variable that a partial was given never is: the check does not know which one a parameter stands for. */
static void report_never(struct expander *x, const struct state *state, struct merge_node *node, const struct value_type *type)
{
	const struct merge_tag *tag = node->tag;
	for (struct str rest = tag->alternatives; rest.data && !node->reported;) {
		struct str wanted = equal_cut(&rest);
		if (!wanted.len || equal_can_be(x->run->arena, type, wanted))
			continue;
		node->reported = true;
		diag_add_framed(x->run->diags, DIAG_NEVER_OF_TYPE, state->frames, place_at(state, (size_t)(wanted.data - state->template->source->text.data)),
				tag->name, arena_copy(x->run->arena, wanted.data, wanted.len), type_name(type->kind));
	}
}

/* Whether the section's value is one of those that it is compared with. */
static bool is_one_of(struct expander *x, const struct state *state, struct merge_node *node, const struct scope_found *found)
{
	const struct merge_options *options = x->run->options;
	const struct merge_tag *tag = node->tag;
	if (tag->other.len)
		return equal_each_other(found->value, scope_resolve(x->run, state->scope, tag->other).value);
	const struct merge_declaration *declaration =
		found->variable && options->declare ? options->declare(options->context, str_of(found->variable)) : NULL;
	const struct value_type *type = declaration ? declaration->type : NULL;
	if (type && strcmp(found->variable, tag->name) != 0)
		report_never(x, state, node, type);
	return equal_any(x->run->arena, found->value, type, tag->alternatives);
}

static void expand_loop(struct expander *x, const struct state *state, const struct merge_node *node,
			const struct value *list, const char *variable)
{
	for (size_t i = 0; i < list->count && !x->run->stopped; i++) {
		const struct value *item = list->items[i];
		struct scope scope = { .outer = state->scope, .value = item, .ordinal = i + 1, .total = list->count,
				       .list = node->tag->name, .variable = variable, .given = item->place.source ? item->place : list->place };
		struct state inner = *state;
		inner.scope = &scope;
		if (count_pass(x, state, node))
			descend(x, inner, node, node->children);
	}
}

/* Whether the text may begin a block of another kind than a paragraph, by its first sign. */
static bool begins_block(const struct state *state, const struct merge_node *node)
{
	const char *text = state->template->source->text.data;
	return node && node->kind == NODE_TEXT && strchr("#>`~|*+- 0123456789\t\n\r", text[node->offset]);
}

/* Whether nothing else stands on the line of the tag. */
static bool is_alone(const struct source *source, size_t start, size_t len)
{
	const char *text = source->text.data;
	size_t end = start + len;
	while (start && (text[start - 1] == ' ' || text[start - 1] == '\t'))
		start--;
	while (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')
		end++;
	return (!start || text[start - 1] == '\n') && (!text[end] || text[end] == '\n');
}

/* A section in an outline. Within a line its tags are shown, so that what it depends on is, too. */
static void outline_section(struct expander *x, const struct state *state, struct merge_node *node)
{
	const struct source *source = state->template->source;
	struct str open = put_tag_text(node, source), close = str_of(arena_printf(x->run->arena, "{{/%s}}", node->tag->name));
	bool shown = x->emitter.paragraphs && !is_alone(source, node->offset, open.len) &&
		     !(x->emitter.line_start && begins_block(state, node->children));
	if (shown)
		put_tag(x->run, &x->emitter, node, open, state->indent, origin_at(state, node->offset));
	descend(x, *state, node, node->children);
	if (shown && !x->emitter.line_start)
		put_tag(x->run, &x->emitter, node, close, state->indent, origin_at(state, node->offset));
}

/* A pass over what is not there: what it names is a gap of the list or table. */
static void expand_absent(struct expander *x, const struct state *state, const struct merge_node *node, const struct scope_found *found)
{
	struct scope scope = { .outer = state->scope, .value = put_absent(x->run, found), .absent = found->variable, .ordinal = 1, .total = 1,
			       .list = node->tag->name };
	struct state inner = *state;
	inner.scope = &scope;
	descend(x, inner, node, node->children);
}

/* A required list or table that has nothing is a gap where a section runs through it; whether it is one. A section in which no gap stands then, and
 * that has its lines for itself, makes a line of it. */
static bool expand_gap(struct expander *x, const struct state *state, const struct merge_node *node, const struct scope_found *found)
{
	const struct merge_tag *tag = node->tag;
	bool asked = x->run->options->dialect == MERGE_STRICT && tag->test == TEST_TRUTH && !tag->inverted && filter_missing(found->value);
	size_t slots = x->emitter.slot_count;
	if (!asked || !put_is_required_list(x->run, found))
		return false;
	expand_absent(x, state, node, found);
	if (x->emitter.slot_count > slots)
		return true;
	const struct source *source = state->template->source;
	struct merge_origin origin = origin_at(state, node->offset);
	put_gap(x->run, &x->emitter, node, found, state->indent, origin);
	if (is_alone(source, node->offset, put_tag_text(node, source).len))
		emit_text(&x->emitter, STR("\n"), state->indent, origin);
	return true;
}

static void expand_section(struct expander *x, const struct state *state, struct merge_node *node)
{
	const struct merge_tag *tag = node->tag;
	if (!tag)
		return;
	if (x->run->options->outline) {
		outline_section(x, state, node);
		return;
	}
	struct place place = place_at(state, tag->offset);
	struct scope_found found = scope_resolve(x->run, state->scope, str_of(tag->name));
	if (!found.known && x->run->options->dialect == MERGE_STRICT && !node->reported) {
		diag_add_framed(x->run->diags, DIAG_NAME_UNKNOWN, state->frames, place, tag->name);
		node->reported = true;
	}
	if (put_is_refused(x->run, &found) || expand_gap(x, state, node, &found))
		return;
	bool truth = tag->test == TEST_TRUTH ? value_truth(found.value) :
					       is_one_of(x, state, node, &found) == (tag->test == TEST_EQUAL);
	if (truth == tag->inverted)
		return;
	if (truth && tag->test == TEST_TRUTH && found.value->kind == VALUE_LIST) {
		expand_loop(x, state, node, found.value, found.variable);
		return;
	}
	struct state inner = *state;
	struct scope scope = { .outer = state->scope, .value = found.value };
	if (truth && tag->test == TEST_TRUTH)
		inner.scope = &scope;
	descend(x, inner, node, node->children);
}

static void read_parameters(struct expander *x, const struct state *state, const struct merge_tag *tag,
			    struct scope *scope)
{
	struct scope_parameter *parameters =
		ARENA_ARRAY(x->run->arena, struct scope_parameter, tag->parameter_count);
	for (size_t i = 0; i < tag->parameter_count; i++) {
		const struct merge_parameter *given = &tag->parameters[i];
		parameters[i].name = given->name;
		if (given->literal) {
			parameters[i].value = value_string(x->run->arena, given->text);
			continue;
		}
		if (x->run->options->outline) {
			const struct value *outer = scope_parameter(state->scope, given->text);
			const char *named = arena_printf(x->run->arena, "{{%.*s}}", (int)given->text.len, given->text.data);
			parameters[i].value = outer ? outer : value_string(x->run->arena, str_of(named));
			continue;
		}
		struct scope_found found =
			scope_resolve(x->run, state->scope, given->text);
		parameters[i].value = found.value;
		parameters[i].variable = found.variable;
	}
	*scope = (struct scope){ .outer = state->scope, .parameters = parameters,
				 .parameter_count = tag->parameter_count };
}

/* Walks a partial that stands within a line: at its edges it makes no paragraphs. */
static void walk_inline(struct expander *x, const struct state *state, struct merge_node *nodes)
{
	size_t before = x->emitter.text.len;
	emit_join(&x->emitter);
	walk(x, state, nodes);
	if (x->emitter.text.len > before)
		x->emitter.break_due = false;
}

/* {{>partial}} and {{<skeleton}}…{{/skeleton}}. */
static void expand_include(struct expander *x, const struct state *state, struct merge_node *node)
{
	if (!node->tag || node->cycle || !count_pass(x, state, node))
		return;
	struct place place = place_at(state, node->offset);
	const struct merge_template *target = merge_target(x->run, state->template->source, node, state->frames);
	if (!target)
		return;
	if (state->includes >= LIMIT_INCLUDE_DEPTH) {
		merge_stop(x->run, DIAG_INCLUDE_DEPTH, LIMIT_INCLUDE_DEPTH, place, state->frames);
		return;
	}
	struct overrides overrides = { node, state->template, state->overrides };
	struct scope scope;
	struct state inner = *state;
	inner.template = target;
	inner.frames = merge_frame(x->run, node->tag->name, place, state->frames);
	inner.includes++;
	inner.use = NULL;
	inner.indent = node->standalone ? join(x->run->arena, state->indent, node->lead) : (struct str){ NULL, 0 };
	if (node->kind == NODE_PARENT)
		inner.overrides = &overrides;
	if (node->tag->parameter_count) {
		read_parameters(x, state, node->tag, &scope);
		inner.scope = &scope;
	}
	if (node->standalone)
		emit_break(&x->emitter, place);
	else if (node->kind == NODE_PARENT)
		put_text(x, state, node->lead);
	if (node->standalone)
		walk(x, &inner, target->nodes);
	else
		walk_inline(x, &inner, target->nodes);
	if (node->standalone)
		emit_break(&x->emitter, place);
}

static struct merge_node *find_argument(const struct overrides *overrides, const char *name)
{
	struct merge_node *found = NULL;
	for (struct merge_node *n = overrides->parent->children; n; n = n->next)
		if (n->kind == NODE_BLOCK && n->tag && strcmp(n->tag->name, name) == 0)
			found = n;
	return found;
}

/* Puts the block's text as `set` gives it; NULL: as the site itself does. */
static void expand_use(struct expander *x, const struct state *state, const struct merge_node *site,
		       const struct overrides *set)
{
	struct state inner = *state;
	if (!set) {
		if (site->children)
			put_text(x, state, site->lead);
		descend(x, inner, site, site->children);
		return;
	}
	struct use use = { site, state, set };
	if (!site->standalone)
		put_text(x, state, site->lead);
	inner.template = set->template;
	inner.overrides = set->outer;
	inner.use = &use;
	inner.frames = merge_frame(x->run, site->tag->name, place_at(state, site->offset), state->frames);
	if (site->standalone)
		inner.indent = join(x->run->arena, state->indent, site->indent);
	struct merge_node *argument = find_argument(set, site->tag->name);
	descend(x, inner, argument, argument->children);
}

static void expand_block(struct expander *x, const struct state *state, struct merge_node *node)
{
	if (!node->tag)
		return;
	const struct overrides *set = NULL;
	for (const struct overrides *o = state->overrides; o; o = o->outer)
		if (find_argument(o, node->tag->name))
			set = o;
	size_t before = x->emitter.text.len;
	if (node->standalone)
		emit_break(&x->emitter, place_at(state, node->offset));
	expand_use(x, state, node, set);
	bool unfinished = set ? x->emitter.text.len > before && !x->emitter.line_start : node->children && !node->own_close;
	if (!node->standalone)
		return;
	if (unfinished)
		put_text(x, state, node->newline);
	emit_break(&x->emitter, place_at(state, node->offset));
}

/* {{@上级}}: the next override inwards, or the block of the skeleton itself. */
static void expand_super(struct expander *x, const struct state *state, const struct merge_node *node)
{
	const struct use *use = state->use;
	if (!use)
		return;
	const struct overrides *next = NULL;
	for (const struct overrides *o = use->state->overrides; o && o != use->current; o = o->outer)
		if (find_argument(o, use->site->tag->name))
			next = o;
	struct state site = *use->state;
	site.sections = state->sections;
	if (node->standalone)
		emit_break(&x->emitter, place_at(state, node->offset));
	expand_use(x, &site, use->site, next);
	if (node->standalone)
		emit_break(&x->emitter, place_at(state, node->offset));
}

static void expand_value(struct expander *x, const struct state *state, struct merge_node *node)
{
	struct merge_origin origin = origin_at(state, node->offset);
	if (!x->run->options->outline) {
		put_value(x->run, &x->emitter, node, state->scope, state->indent, origin);
	} else if (node->tag) {
		struct str written = put_find_written(x->run, node, state->scope, state->template->source);
		put_tag(x->run, &x->emitter, node, written, state->indent, origin);
	}
}

static void expand_node(struct expander *x, const struct state *state, struct merge_node *node)
{
	const char *text = state->template->source->text.data + node->offset;
	switch (node->kind) {
	case NODE_TEXT:
		put_text(x, state, (struct str){ text, node->len });
		break;
	case NODE_VALUE:
		expand_value(x, state, node);
		break;
	case NODE_SECTION:
		expand_section(x, state, node);
		break;
	case NODE_PARTIAL:
	case NODE_PARENT:
		expand_include(x, state, node);
		break;
	case NODE_BLOCK:
		expand_block(x, state, node);
		break;
	case NODE_SUPER:
		expand_super(x, state, node);
		break;
	}
}

static void walk(struct expander *x, const struct state *state, struct merge_node *nodes)
{
	for (struct merge_node *node = nodes; node && !x->run->stopped; node = node->next) {
		struct place place = place_at(state, node->offset);
		if (!merge_step(x->run, place, state->frames))
			return;
		expand_node(x, state, node);
		if (x->emitter.text.len > LIMIT_EXPANDED_BYTES)
			merge_stop(x->run, DIAG_EXPANDED_SIZE, LIMIT_EXPANDED_BYTES, place, state->frames);
	}
}

static void finish(struct expander *x, const struct source *source, struct merged *out)
{
	struct merge_emitter *emitter = &x->emitter;
	if (!emitter->span_count)
		*ARENA_PUSH(x->run->arena, emitter->spans, emitter->span_count, emitter->span_capacity) =
			(struct merge_span){ .place = { source, 0 }, .verbatim = true };
	*out = (struct merged){ .text = buf_move_str(&emitter->text, x->run->arena),
				.spans = emitter->spans, .span_count = emitter->span_count,
				.slots = emitter->slots, .slot_count = emitter->slot_count };
}

bool merge_expand(struct arena *arena, const struct source *template, const struct merge_options *options,
		  struct merged *out, struct diag_list *diags)
{
	size_t errors = diag_errors(diags);
	struct merge_run run = { .arena = arena, .options = options, .diags = diags };
	struct merge_template *root = library_open(&run, template);
	bool strict = options->dialect == MERGE_STRICT;
	struct expander x = { .run = &run, .emitter = { .arena = arena, .line_start = true } };
	x.emitter.paragraphs = strict && !str_ends(str_of(template->name), ".xml");
	struct state state = { .template = root };
	walk(&x, &state, root->nodes);
	library_close(&run, root);
	finish(&x, template, out);
	return diag_errors(diags) == errors;
}

struct place merge_place(const struct merged *merged, size_t offset, const struct diag_frame **frames)
{
	const struct merge_span *span = merged->spans;
	span += source_find(&span->start, merged->span_count, sizeof *span, offset);
	size_t within = offset > span->start ? offset - span->start : 0;
	struct place place = span->place;
	if (span->verbatim)
		place.offset += within < span->len ? within : span->len;
	if (frames)
		*frames = span->frames;
	return place;
}
