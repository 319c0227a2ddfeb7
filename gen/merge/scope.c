#include "merge/scope.h"

#include <stdio.h>

#include "base/arena.h"
#include "vars/value.h"

bool scope_member(const struct merge_run *run, const struct value *map, struct str name, const struct value **member)
{
	bool strict = run->options->dialect == MERGE_STRICT;
	struct str rest = name;
	const struct value *value = value_member(map, str_cut(&rest, "."));
	bool known = value && (!strict || !rest.data || value->kind == VALUE_MAP);
	while (value && rest.data)
		value = value_member(value, str_cut(&rest, "."));
	if (!value && strict) {
		value = value_member(map, name);
		known = known || value;
	}
	*member = value;
	return known;
}

/* {{@序号}}, {{@首}}, {{@末}} of the innermost loop. */
static struct scope_found loop_name(struct merge_run *run, const struct scope *scope, struct str name)
{
	while (scope && !scope->ordinal)
		scope = scope->outer;
	if (!scope)
		return (struct scope_found){ .known = false };
	if (!str_is(name, "@序号"))
		return (struct scope_found){ .value = value_bool(run->arena, str_is(name, "@首") ? scope->ordinal == 1 :
											   scope->ordinal == scope->total),
					     .known = true };
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", scope->ordinal);
	return (struct scope_found){ .value = value_number(run->arena, str_of(digits)), .known = true };
}

static struct scope_found root_name(struct merge_run *run, struct str name)
{
	const struct merge_options *options = run->options;
	struct scope_found found = { .known = false };
	found.known = scope_member(run, options->data, name, &found.value);
	found.variable = arena_copy(run->arena, name.data, name.len);
	if (options->declare && options->declare(options->context, name))
		found.known = true;
	if (options->seen)
		options->seen(options->context, name);
	return found;
}

static bool find_parameter(const struct scope *scope, struct str name, struct scope_found *found)
{
	for (size_t i = 0; i < scope->parameter_count; i++) {
		const struct scope_parameter *parameter = &scope->parameters[i];
		if (!str_is(name, parameter->name))
			continue;
		*found = (struct scope_found){ .value = parameter->value, .known = true, .variable = parameter->variable };
		return true;
	}
	return false;
}

const struct value *scope_parameter(const struct scope *scope, struct str name)
{
	struct scope_found found = { .value = NULL };
	while (scope && !find_parameter(scope, name, &found))
		scope = scope->outer;
	return found.value;
}

struct scope_found scope_resolve(struct merge_run *run, const struct scope *scope, struct str name)
{
	struct scope_found found = { .known = true };
	if (run->options->dialect == MERGE_STRICT && merge_is_loop_name(name))
		return loop_name(run, scope, name);
	bool itself = str_is(name, ".");
	for (; scope; scope = scope->outer) {
		if (!scope->value && !itself && find_parameter(scope, name, &found))
			return found;
		if (!scope->value)
			continue;
		found.value = scope->absent ? value_null() : scope->value;
		found.pass = scope->ordinal ? scope : NULL;
		found.variable = scope->absent;
		if (itself || scope_member(run, scope->value, name, &found.value))
			return found;
	}
	if (!itself)
		return root_name(run, name);
	return (struct scope_found){ .value = run->options->data, .known = true };
}
