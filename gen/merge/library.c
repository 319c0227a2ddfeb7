#include "merge/library.h"

#include "base/arena.h"

/* The templates of one source and of the partials that it includes. They hold what has been reported about them, so only
 * those of runs that reported nothing are kept. */
struct kept {
	struct kept *next;
	struct merge_template *root;
	const struct merge_loading *loadings;
	struct arena *arena; /* holds the templates, the loadings and this */
};

struct merge_library {
	struct kept *first;
};

static void release(void *arena)
{
	arena_free(arena);
}

static void release_library(void *library)
{
	for (struct kept *k = ((struct merge_library *)library)->first, *next; k; k = next) {
		next = k->next;
		arena_free(k->arena);
	}
}

struct merge_library *merge_library_new(struct arena *arena)
{
	struct merge_library *library = ARENA_NEW(arena, struct merge_library);
	arena_on_free(arena, release_library, library);
	return library;
}

/* Whether the names that were loaded still stand for the same sources. Asks for all of them, as the first run did. */
static bool loads_the_same(struct merge_run *run, const struct kept *kept)
{
	bool same = true;
	for (const struct merge_loading *l = kept->loadings; l; l = l->next)
		same = run->options->load(run->options->context, str_of(l->name)) == l->source && same;
	return same;
}

/* Takes the templates out; they go with the arena of the run, whose messages may name them. */
static void give_up(struct merge_run *run, struct kept **link)
{
	struct kept *kept = *link;
	*link = kept->next;
	arena_on_free(run->arena, release, kept->arena);
}

static struct kept **find(struct merge_library *library, const struct source *source)
{
	struct kept **link = &library->first;
	while (*link && (*link)->root->source != source)
		link = &(*link)->next;
	return link;
}

static struct merge_template *compile(struct merge_run *run, const struct source *source)
{
	struct arena *arena = run->arena;
	if (run->options->library)
		run->arena = arena_new();
	run->home = run->arena;
	struct merge_template *root = merge_compile(run, source, NULL);
	if (run->options->dialect == MERGE_STRICT)
		merge_check(run, root);
	run->steps = 0;
	run->arena = arena;
	return root;
}

struct merge_template *library_open(struct merge_run *run, const struct source *source)
{
	struct merge_library *library = run->options->library;
	run->said = diag_count(run->diags);
	if (!library)
		return compile(run, source);
	struct kept **link = find(library, source);
	if (*link && loads_the_same(run, *link))
		return (*link)->root;
	if (*link)
		give_up(run, link);
	return compile(run, source);
}

void library_close(struct merge_run *run, const struct merge_template *root)
{
	struct merge_library *library = run->options->library;
	if (!library)
		return;
	bool good = diag_count(run->diags) == run->said && !run->unsure;
	struct kept **link = find(library, root->source);
	if (*link && !good)
		give_up(run, link);
	if (!run->home)
		return;
	if (!good) {
		arena_on_free(run->arena, release, run->home);
		return;
	}
	*link = ARENA_NEW(run->home, struct kept);
	**link = (struct kept){ NULL, (struct merge_template *)root, run->loadings, run->home };
}
