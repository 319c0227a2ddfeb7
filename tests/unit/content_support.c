#include "content_support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "support.h"

#define FIXTURE "tests/data/catalogue"

char content_folder[] = "/tmp/plangen-catalogue-XXXXXX";

char *content_path(const char *name)
{
	return file_join(arena, content_folder, name);
}

void content_put(const char *name, const char *text)
{
	cr_assert(file_write(content_path(name), str_of(text), &diags));
}

const char *content_get(const char *path)
{
	FILE *file = fopen(path, "rb");
	cr_assert(file);
	struct buf text = BUF_INIT;
	buf_reserve(&text, 1 << 16);
	text.len = fread(text.data, 1, 1 << 16, file);
	text.data[text.len] = '\0';
	fclose(file);
	return buf_move_to(&text, arena);
}

void content_start(void)
{
	start();
	cr_assert(mkdtemp(content_folder));
	cr_assert(file_make_folder(content_path("units"), FILE_SYNC_LATER, &diags) &&
		  file_make_folder(content_path("years"), FILE_SYNC_LATER, &diags));
	static const char *const names[] = { "catalogue.xml", "variables.xml", "years/2026.xml", "units/a.csv" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		content_put(names[i], content_get(file_join(arena, FIXTURE, names[i])));
}

void content_stop(void)
{
	char *command = arena_printf(arena, "rm -rf %s", content_folder);
	cr_assert_eq(system(command), 0);
	stop();
}
