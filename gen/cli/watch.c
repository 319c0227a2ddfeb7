#include "cli/watch.h"

#include <time.h>

#include "base/state.h"

static void pause_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

void watch_wait(const char *content, const char *templates, struct hash before)
{
	struct hash after = state_of_files(content, templates);
	while (hash_equal(before, after)) {
		pause_ms(300);
		after = state_of_files(content, templates);
	}
	do { /* an editor may write several files */
		before = after;
		pause_ms(200);
		after = state_of_files(content, templates);
	} while (!hash_equal(before, after));
}
