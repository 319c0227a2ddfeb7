/* The check before expansion (MERGE_STRICT): walks through every branch, taken or not, through partials and skeletons,
 * with the names that are known at each place. */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "merge/equal.h"
#include "merge/scope.h"
#include "merge/template.h"
#include "vars/type.h"
#include "vars/value.h"

/* Names known in a section or partial, besides those outside. */
struct known {
	const struct known *outer;
	const struct merge_tag *parameters;          /* of a partial, or NULL */
	const struct merge_declaration *declaration; /* of the section's variable, or NULL */
	const struct value *sample;                  /* the section's value as it is, or NULL */
	bool open;            /* nothing is known about what is in it */
	bool always_open;     /* whatever the values are */
	uint64_t fingerprint; /* of this and the outer ones */
};

/* The blocks given by one {{<skeleton}}, and the names of the blocks that were met. */
struct given {
	struct merge_node *parent;
	struct merge_template *template;
	struct given *outer;
	const char **met;
	size_t met_count, met_capacity;
};

/* Where the check is. Copied on every way down. */
struct walk {
	struct merge_run *run;
	struct merge_template *template;
	const struct known *known;
	struct given *given;
	const struct diag_frame *frames;
	unsigned includes, sections;
};

static void check_nodes(const struct walk *w, struct merge_node *nodes);

static struct place place_at(const struct walk *w, size_t offset)
{
	return (struct place){ w->template->source, offset };
}

static uint64_t mix(uint64_t sum, const char *text)
{
	for (; *text; text++)
		sum = (sum ^ (unsigned char)*text) * 0x100000001b3u;
	return (sum ^ 0xff) * 0x100000001b3u;
}

static const struct merge_declaration *declare(const struct walk *w, struct str name)
{
	const struct merge_options *options = w->run->options;
	return options->declare ? options->declare(options->context, name) : NULL;
}

/* Whether the value, or an item of it, has the name; *member is what it is there. */
static bool sample_member(const struct walk *w, const struct value *sample, struct str name,
			  const struct value **member)
{
	*member = NULL;
	if (!sample || sample->kind != VALUE_LIST)
		return sample && scope_member(w->run, sample, name, member);
	bool known = false;
	for (size_t i = 0; i < sample->count && !value_truth(*member); i++)
		known = scope_member(w->run, sample->items[i], name, member) || known;
	return known;
}

static bool has_parameter(const struct merge_tag *tag, struct str name)
{
	for (size_t i = 0; i < tag->parameter_count; i++)
		if (str_is(name, tag->parameters[i].name))
			return true;
	return false;
}

static bool has_column(const struct merge_declaration *declaration, struct str name)
{
	for (size_t i = 0; declaration && i < declaration->column_count; i++)
		if (str_is(name, declaration->columns[i]))
			return true;
	return false;
}

/* What the check knows of a name. */
struct knowledge {
	bool known;
	bool open;                                   /* known only in that nobody can tell */
	const struct merge_declaration *declaration; /* of a root name */
	const struct value *sample;
};

static struct knowledge look_up(const struct walk *w, struct str name)
{
	struct knowledge found = { .known = true };
	for (const struct known *k = w->known; k; k = k->outer) {
		if (k->parameters) {
			if (has_parameter(k->parameters, name))
				return (struct knowledge){ .known = true, .open = true };
			continue;
		}
		if (str_is(name, ".")) {
			found.open = true;
			return found;
		}
		bool in_sample = sample_member(w, k->sample, name, &found.sample), is_column = has_column(k->declaration, name);
		if (in_sample || is_column || k->open) {
			w->run->unsure = w->run->unsure || !(is_column || k->always_open);
			return in_sample || is_column ? found : (struct knowledge){ .known = true, .open = true };
		}
		w->run->unsure = w->run->unsure || !k->declaration;
	}
	found.declaration = declare(w, name);
	bool in_data = sample_member(w, w->run->options->data, name, &found.sample);
	found.known = found.declaration || in_data || str_is(name, ".");
	w->run->unsure = w->run->unsure || (in_data && !found.declaration);
	return found;
}

static void offer_value(struct suggestion *near, const struct value *value)
{
	if (value && value->kind == VALUE_LIST)
		value = value->count ? value->items[0] : NULL;
	for (size_t i = 0; value && value->kind == VALUE_MAP && i < value->count; i++)
		suggest_offer(near, value->members[i].name);
}

static const char *nearest(const struct walk *w, struct str name)
{
	struct suggestion near = { .wanted = name };
	const struct merge_options *options = w->run->options;
	for (const struct known *k = w->known; k; k = k->outer) {
		for (size_t i = 0; k->parameters && i < k->parameters->parameter_count; i++)
			suggest_offer(&near, k->parameters->parameters[i].name);
		for (size_t i = 0; k->declaration && i < k->declaration->column_count; i++)
			suggest_offer(&near, k->declaration->columns[i]);
		offer_value(&near, k->sample);
	}
	offer_value(&near, options->data);
	const char *declared = options->suggest ? options->suggest(options->context, name) : NULL;
	if (declared)
		suggest_offer(&near, declared);
	return near.best;
}

static bool in_section(const struct walk *w)
{
	const struct known *k = w->known;
	while (k && k->parameters)
		k = k->outer;
	return k != NULL;
}

/* Reports a name that is not known; the node is marked so that the expansion is silent about it. */
static struct knowledge check_name(const struct walk *w, struct merge_node *node, struct str name, size_t offset)
{
	struct diag_list *diags = w->run->diags;
	struct place place = place_at(w, offset);
	const char *text = arena_copy(w->run->arena, name.data, name.len);
	if (merge_is_loop_name(name)) {
		if (!in_section(w) && !node->reported)
			diag_add_framed(diags, DIAG_NAME_OUTSIDE_LOOP, w->frames, place, text);
		node->reported = node->reported || !in_section(w);
		return (struct knowledge){ .known = true, .open = true };
	}
	struct knowledge found = look_up(w, name);
	if (found.known || node->reported)
		return found;
	node->reported = true;
	found.open = true;
	const char *near = nearest(w, name);
	if (near)
		diag_add_framed(diags, DIAG_NAME_UNKNOWN_NEAR, w->frames, place, text, near);
	else
		diag_add_framed(diags, DIAG_NAME_UNKNOWN, w->frames, place, text);
	return found;
}

static void check_value(const struct walk *w, struct merge_node *node)
{
	const struct merge_tag *tag = node->tag;
	struct knowledge found = check_name(w, node, str_of(tag->name), tag->offset);
	if (!found.declaration || found.declaration->markdown == tag->raw || node->reported)
		return;
	node->reported = true;
	diag_add_framed(w->run->diags, tag->raw ? DIAG_MARKDOWN_NOT_TYPE : DIAG_MARKDOWN_AS_TEXT, w->frames,
			place_at(w, node->offset), tag->name);
}

/* Goes down one level of sections and blocks. */
static void descend(struct walk inner, const struct merge_node *node, struct merge_node *nodes)
{
	if (++inner.sections > LIMIT_SECTION_DEPTH)
		merge_stop(inner.run, DIAG_SECTIONS_TOO_DEEP, LIMIT_SECTION_DEPTH, place_at(&inner, node->offset),
			   inner.frames);
	else
		check_nodes(&inner, nodes);
}

/* Reports a text that is none of the choices. */
static void report_choice(const struct walk *w, const struct merge_tag *tag, const char *const *choices, struct str wanted)
{
	struct suggestion near = { .wanted = wanted };
	for (size_t i = 0; choices[i]; i++)
		suggest_offer(&near, choices[i]);
	diag_add_framed(w->run->diags, near.best ? DIAG_NEVER_EQUAL_NEAR : DIAG_NEVER_EQUAL, w->frames, place_at(w, tag->offset), tag->name,
			arena_copy(w->run->arena, wanted.data, wanted.len), near.best);
}

/* Reports what the section compares its variable with and it never is: the text would always be left out, or never. */
static void check_alternatives(const struct walk *w, struct merge_node *node, const struct merge_declaration *declaration)
{
	const struct merge_tag *tag = node->tag;
	struct arena *arena = w->run->arena;
	for (struct str rest = tag->alternatives; rest.data && !node->reported;) {
		struct str wanted = equal_cut(&rest);
		const char *text = arena_copy(arena, wanted.data ? wanted.data : "", wanted.len);
		bool chosen = declaration->choices && str_listed(declaration->choices, text);
		if (!wanted.len || chosen)
			continue;
		node->reported = true;
		if (declaration->choices)
			report_choice(w, tag, declaration->choices, wanted);
		else if (declaration->type && !equal_can_be(arena, declaration->type, wanted))
			diag_add_framed(w->run->diags, DIAG_NEVER_OF_TYPE, w->frames, place_at(w, (size_t)(wanted.data - w->template->source->text.data)),
					tag->name, text, type_name(declaration->type->kind));
		else
			node->reported = false;
	}
}

static void check_section(const struct walk *w, struct merge_node *node)
{
	struct walk inner = *w;
	const struct merge_tag *tag = node->tag;
	struct known known = { .outer = w->known, .open = true, .always_open = true };
	if (tag) {
		struct knowledge found = check_name(w, node, str_of(tag->name), tag->offset);
		known.declaration = found.declaration;
		known.sample = found.sample;
		known.always_open = found.open;
		known.open = found.open || (!found.declaration && !value_truth(found.sample));
		known.fingerprint = mix(w->known ? w->known->fingerprint : 0, tag->name);
		if (tag->other.len)
			check_name(w, node, tag->other, (size_t)(tag->other.data - w->template->source->text.data));
		else if (tag->test != TEST_TRUTH && found.declaration)
			check_alternatives(w, node, found.declaration);
		if (tag->test == TEST_TRUTH && !tag->inverted)
			inner.known = &known;
	}
	descend(inner, node, node->children);
}

/* Whether the template has been checked with these names known. */
static bool is_checked(const struct walk *w, struct merge_template *target, const struct known *known)
{
	uint64_t fingerprint = known ? known->fingerprint : 0;
	for (size_t i = 0; i < target->checked_count; i++)
		if (target->checked[i] == fingerprint)
			return true;
	*ARENA_PUSH(w->run->arena, target->checked, target->checked_count, target->checked_capacity) = fingerprint;
	return false;
}

static void check_target(const struct walk *w, struct merge_node *node, struct given *given)
{
	const struct merge_tag *tag = node->tag;
	struct place place = place_at(w, node->offset);
	struct merge_template *target = merge_target(w->run, w->template->source, node, w->frames);
	struct known known = { .outer = w->known, .parameters = tag,
			       .fingerprint = mix(w->known ? w->known->fingerprint : 0, ">") };
	for (size_t i = 0; i < tag->parameter_count; i++)
		known.fingerprint = mix(known.fingerprint, tag->parameters[i].name);
	struct walk inner = *w;
	inner.known = tag->parameter_count ? &known : w->known;
	if (!target)
		return;
	if (target->active) {
		if (!node->cycle)
			diag_add_framed(w->run->diags, DIAG_PARTIAL_CYCLE, w->frames, place, tag->name);
		node->cycle = true;
		return;
	}
	if (!given && is_checked(w, target, inner.known))
		return;
	if (++inner.includes > LIMIT_INCLUDE_DEPTH) {
		merge_stop(w->run, DIAG_INCLUDE_DEPTH, LIMIT_INCLUDE_DEPTH, place, w->frames);
		return;
	}
	inner.template = target;
	inner.given = given;
	inner.frames = merge_frame(w->run, tag->name, place, w->frames);
	target->active = true;
	check_nodes(&inner, target->nodes);
	target->active = false;
}

/* Whether a tag of the text holds the name. */
static bool tags_hold(struct str text, const char *name)
{
	while (text.data) {
		str_cut(&text, "{{");
		struct str tag = text.data ? str_cut(&text, "}}") : STR("");
		if (str_find(tag, name) != (size_t)-1)
			return true;
	}
	return false;
}

/* Whether the template, or one that it includes, may ask for the name; what is included too deep may. */
static bool asks_for(const struct merge_template *template, const char *name, unsigned depth);

static bool any_asks_for(const struct merge_node *nodes, const char *name, unsigned depth)
{
	for (const struct merge_node *node = nodes; node; node = node->next)
		if ((node->target && asks_for(node->target, name, depth)) || any_asks_for(node->children, name, depth))
			return true;
	return false;
}

static bool asks_for(const struct merge_template *template, const char *name, unsigned depth)
{
	enum { DEEP = 6 };
	return depth > DEEP || tags_hold(template->source->text, name) || any_asks_for(template->nodes, name, depth + 1);
}

static void offer_names(struct suggestion *near, const struct merge_node *nodes)
{
	for (const struct merge_node *node = nodes; node; node = node->next) {
		if (node->tag && (node->kind == NODE_VALUE || node->kind == NODE_SECTION))
			suggest_offer(near, node->tag->name);
		offer_names(near, node->children);
	}
}

/* A value that a partial is given under a name that nothing in it asks for is printed nowhere. */
static void check_use(const struct walk *w, const struct merge_node *node)
{
	for (size_t i = 0; node->kind == NODE_PARTIAL && node->target && i < node->tag->parameter_count; i++) {
		const struct merge_parameter *given = &node->tag->parameters[i];
		struct suggestion near = { .wanted = str_of(given->name) };
		struct place place = place_at(w, given->offset);
		if (asks_for(node->target, given->name, 0))
			continue;
		offer_names(&near, node->target->nodes);
		if (near.best)
			diag_add_framed(w->run->diags, DIAG_PARAMETER_UNUSED_NEAR, w->frames, place, node->tag->name, given->name, near.best);
		else
			diag_add_framed(w->run->diags, DIAG_PARAMETER_UNUSED, w->frames, place, node->tag->name, given->name);
	}
}

static void check_include(const struct walk *w, struct merge_node *node, struct given *given)
{
	if (!node->tag)
		return;
	for (size_t i = 0; i < node->tag->parameter_count; i++) {
		const struct merge_parameter *parameter = &node->tag->parameters[i];
		struct merge_node probe = { .reported = node->reported };
		if (!parameter->literal)
			check_name(w, &probe, parameter->text, parameter->offset);
	}
	check_target(w, node, given);
	check_use(w, node);
}

static void report_unmet(const struct walk *w, const struct given *given, struct merge_node *argument)
{
	struct suggestion near = { .wanted = str_of(argument->tag->name) };
	const char *skeleton = given->parent->tag->name;
	struct place place = place_at(w, argument->tag->offset);
	for (size_t i = 0; i < given->met_count; i++)
		suggest_offer(&near, given->met[i]);
	if (near.best)
		diag_add_framed(w->run->diags, DIAG_BLOCK_UNKNOWN_NEAR, w->frames, place, skeleton,
				argument->tag->name, near.best);
	else
		diag_add_framed(w->run->diags, DIAG_BLOCK_UNKNOWN, w->frames, place, skeleton, argument->tag->name);
}

static bool is_argument(const struct merge_node *node)
{
	return node->kind == NODE_BLOCK && node->tag;
}

static void check_parent(const struct walk *w, struct merge_node *node)
{
	struct given given = { .parent = node, .template = w->template, .outer = w->given };
	check_include(w, node, &given);
	for (struct merge_node *a = node->children; a; a = a->next) {
		if (!is_argument(a) || a->reported)
			continue;
		for (struct merge_node *b = node->children; b != a; b = b->next)
			if (is_argument(b) && strcmp(a->tag->name, b->tag->name) == 0 && !a->reported) {
				a->reported = true;
				diag_add_framed(w->run->diags, DIAG_GIVEN_TWICE, w->frames,
						place_at(w, a->tag->offset), a->tag->name);
			}
		if (!a->used && !a->reported && node->target && !node->cycle) {
			a->reported = true;
			report_unmet(w, &given, a);
		}
	}
}

/* A block: its own text, and each text that overrides it, with the names known here. */
static void check_block(const struct walk *w, struct merge_node *node)
{
	descend(*w, node, node->children);
	for (struct given *g = node->tag ? w->given : NULL; g; g = g->outer) {
		*ARENA_PUSH(w->run->arena, g->met, g->met_count, g->met_capacity) = node->tag->name;
		for (struct merge_node *a = g->parent->children; a; a = a->next) {
			if (!is_argument(a) || strcmp(a->tag->name, node->tag->name) != 0)
				continue;
			struct walk inner = *w;
			a->used = true;
			inner.template = g->template;
			inner.given = g->outer;
			inner.frames = merge_frame(w->run, node->tag->name, place_at(w, node->offset), w->frames);
			descend(inner, a, a->children);
		}
	}
}

static void check_nodes(const struct walk *w, struct merge_node *nodes)
{
	for (struct merge_node *node = nodes; node; node = node->next) {
		if (!merge_step(w->run, place_at(w, node->offset), w->frames))
			return;
		switch (node->kind) {
		case NODE_VALUE:
			check_value(w, node);
			break;
		case NODE_SECTION:
			check_section(w, node);
			break;
		case NODE_PARTIAL:
			check_include(w, node, w->given);
			break;
		case NODE_PARENT:
			check_parent(w, node);
			break;
		case NODE_BLOCK:
			check_block(w, node);
			break;
		case NODE_TEXT:
		case NODE_SUPER:
			break;
		}
	}
}

void merge_check(struct merge_run *run, struct merge_template *template)
{
	struct walk walk = { .run = run, .template = template };
	template->active = true;
	check_nodes(&walk, template->nodes);
	template->active = false;
}
