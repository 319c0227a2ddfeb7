#include "build/merging.h"

#include "base/diag.h"
#include "base/source.h"
#include "build/build.h"
#include "build/identity.h"
#include "build/partial.h"
#include "build/reads.h"

static const struct source *load(void *context, struct str name)
{
	struct merging *m = context;
	return partial_load(m->tools, name, m->extension, m->reads, m->diags);
}

static const struct merge_declaration *declare(void *context, struct str name)
{
	struct merging *m = context;
	const struct catalogue_variable *variable = catalogue_variable(m->tools->catalogue, name);
	if (!variable)
		return NULL;
	m->declaration = (struct merge_declaration){
		.label = variable->label, .example = variable->example, .required = variable->required
	};
	return &m->declaration;
}

static const struct value *seen(void *context, struct str name, struct place place)
{
	struct merging *m = context;
	(void)place;
	if (m->reads)
		reads_add(m->reads, READ_VALUE, name, identity_of_value(m->values, name));
	return NULL;
}

bool merging_expand(struct arena *arena, struct merging *merging, const struct source *source, enum merge_sink sink,
		    struct merged *out)
{
	struct merge_options options = {
		.sink = sink,
		.dialect = MERGE_STRICT,
		.data = merging->values->root,
		.load = load,
		.declare = declare,
		.seen = seen,
		.context = merging,
	};
	return merge_expand(arena, source, &options, out, merging->diags);
}

const struct source *merging_title_source(struct arena *arena, const struct catalogue_variant *variant)
{
	const struct source *file = variant->title_place.source;
	return source_of_text(arena, file ? file->name : variant->id, str_of(variant->title));
}
