/* Regions by their paths, 省/市/县: what is set for one holds in those below it. */
#include <string.h>

#include "base/buf.h"
#include "catalogue/internal.h"

bool catalogue_in_region(struct str region, const char *path)
{
	size_t len = strlen(path);
	return str_starts(region, path) && (region.len == len || region.data[len] == '/');
}

struct str catalogue_tidy_region(struct arena *arena, struct str region)
{
	struct buf path = BUF_INIT;
	while (region.len) {
		struct str step = str_cut(&region, "/");
		for (struct str rest = step; rest.data;) {
			struct str part = str_trim(str_cut(&rest, "／"));
			if (part.len) {
				buf_add_text(&path, path.len ? "/" : "");
				buf_add_str(&path, part);
			}
		}
	}
	return buf_move_str(&path, arena);
}

/* The longest declared region that the path is or lies in; "": none. */
static const char *widest_known(const struct catalogue *catalogue, struct str region)
{
	const char *best = "";
	for (size_t i = 0; i < catalogue->region_count; i++)
		if (catalogue_in_region(region, catalogue->regions[i].name) && strlen(catalogue->regions[i].name) > strlen(best))
			best = catalogue->regions[i].name;
	return best;
}

void catalogue_report_region(const struct catalogue *catalogue, struct str region, struct place place, struct diag_list *diags)
{
	const char *known = widest_known(catalogue, region);
	struct nearest nearest;
	bool parted = false; /* what lies in the known one is told apart by its regions */
	nearest_start(&nearest, region);
	if (!region.len || str_is(region, known))
		return;
	for (size_t i = 0; i < catalogue->region_count; i++) {
		struct str name = str_of(catalogue->regions[i].name);
		parted |= !*known || (name.len > strlen(known) && catalogue_in_region(name, known));
		nearest_offer(&nearest, name);
	}
	if (parted)
		catalogue_report_unknown(DIAG_REGION_UNKNOWN, DIAG_REGION_UNKNOWN_NEAR, &nearest, place, diags);
}

const char *catalogue_region_by_name(const struct catalogue *catalogue, struct str name)
{
	const char *found = NULL;
	size_t longest = 0;
	bool alone = true;
	for (size_t i = 0; i < catalogue->region_count; i++) {
		const char *path = catalogue->regions[i].name, *step = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
		size_t len = strlen(step);
		if (len < longest || str_find(name, step) == (size_t)-1)
			continue;
		alone = len > longest;
		longest = len;
		found = path;
	}
	return alone ? found : NULL;
}

void catalogue_offer_regions(const struct catalogue *catalogue, struct nearest *nearest)
{
	for (size_t i = 0; i < catalogue->region_count; i++) {
		struct str rest = str_of(catalogue->regions[i].name);
		if (str_find(nearest->query, "/") != (size_t)-1)
			nearest_offer(nearest, rest);
		else
			while (rest.len)
				nearest_offer(nearest, str_cut(&rest, "/"));
	}
}
