#include "base/state.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"

static struct hash state_of_folder(struct arena *arena, const char *folder)
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

struct hash state_of_files(const char *content, const char *templates)
{
	struct arena *arena = arena_new();
	struct hash hash = hash_join(state_of_folder(arena, content), state_of_folder(arena, templates));
	arena_free(arena);
	return hash;
}
