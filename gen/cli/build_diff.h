/* What a build would alter, shown before it makes anything. */
#ifndef CLI_BUILD_DIFF_H
#define CLI_BUILD_DIFF_H

#include <stdbool.h>
#include <stddef.h>

struct batch_job;
struct draft_tools;
struct guard;
struct session;

/* Whether the options ask for it: --diff, --altered, --redlines. */
bool build_diff_is_wanted(const struct session *session);

/* Shows what would become of the jobs that have a reason; `store`: the folder of the records. Writes the files of --altered and --redlines, nothing
 * else. Whether something would be altered. */
bool build_diff(struct session *session, struct draft_tools *tools, const struct batch_job *jobs, size_t count, unsigned year, const char *store,
		const struct guard *guard);

#endif
