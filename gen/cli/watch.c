#include "cli/watch.h"

#include <stdint.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

static void pause_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

/* Names, sizes and times of all files below the folder. */
static struct hash state_of(struct arena *arena, const char *folder)
{
	const char **paths;
	size_t count = file_list_tree(arena, folder, &paths);
	struct hash hash = { count, 0 };
	for (size_t i = 0; i < count; i++) {
		struct file_stamp file;
		hash = hash_join(hash, hash_text(str_of(paths[i])));
		if (file_stat(paths[i], &file))
			hash = hash_join(hash, (struct hash){ (uint64_t)file.size, (uint64_t)file.modified });
	}
	return hash;
}

struct hash watch_state(const char *content, const char *templates)
{
	struct arena *arena = arena_new();
	struct hash hash = hash_join(state_of(arena, content), state_of(arena, templates));
	arena_free(arena);
	return hash;
}

void watch_wait(const char *content, const char *templates, struct hash before)
{
	struct hash after = watch_state(content, templates);
	while (hash_equal(before, after)) {
		pause_ms(300);
		after = watch_state(content, templates);
	}
	do { /* an editor may write several files */
		before = after;
		pause_ms(200);
		after = watch_state(content, templates);
	} while (!hash_equal(before, after));
}
