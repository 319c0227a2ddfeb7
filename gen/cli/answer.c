#include "cli/answer.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

const char *answer_read(struct arena *arena)
{
	char line[8192];
	if (!fgets(line, sizeof line, stdin)) {
		fputc('\n', stderr);
		return NULL;
	}
	struct str text = str_trim(str_of(line));
	return arena_copy(arena, text.data, text.len);
}

bool answer_is_yes(void)
{
	char answer[16] = "";
	return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y' || str_starts(str_of(answer), "是"));
}
