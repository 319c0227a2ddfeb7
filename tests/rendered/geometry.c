/* One geometry: what PDF and DOCX both show is measured once. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "rendered.h"

/* Sources with tables of different kinds, titles of several lines, lists, notes, signatures; a head and a record block; seals in rows, stamps. */
static const struct {
	const char *source, *template;
} samples[] = {
	{ "tests/data/geometry/plan.md", "gbt9704" },
	{ "tests/data/geometry/head.md", "gbt9704-head" },
	{ "tests/data/geometry/joint.md", "gbt9704-head" },
	{ "tests/data/geometry/seals.md", "gbt9704-head" },
	{ "tests/data/geometry/stamps.md", "gbt9704-head" },
	{ "tests/data/geometry/letter.md", "gbt9704-letter" },
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static const char *render(struct arena *arena, size_t sample, const char *formats)
{
	const char *folder = rendered_folder(arena);
	cr_assert_eq(rendered_run(NULL, "%s render %s --template %s -q -f %s -o '%s'", rendered_plangen(), samples[sample].source,
				  samples[sample].template, formats, folder), 0);
	return folder;
}

/* `office`: the word processor's pages, or "". */
static void expect_agreement(struct arena *arena, const char *folder, const char *office, const char *name)
{
	struct buf said = BUF_INIT;
	cr_expect_eq(rendered_run(&said, "tests/tools/geometry '%s' '%s' %s", rendered_find(arena, folder, ".pdf"),
				  rendered_find(arena, folder, ".docx"), office),
		     0, "%s:\n%s", name, said.data);
	buf_free(&said);
}

Test(geometry, docx_says_what_the_pdf_shows, .timeout = 600)
{
	struct arena *arena = arena_new();
	if (!rendered_has("mutool"))
		cr_skip_test("mutool is not installed");
	for (size_t i = 0; i < SAMPLES; i++)
		expect_agreement(arena, render(arena, i, "pdf,docx"), "", samples[i].source);
	arena_free(arena);
}

/* Every fourth of them, to be quick. */
Test(geometry, every_plan_says_what_its_pdf_shows, .timeout = 1200)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena);
	struct buf said = BUF_INIT;
	if (!rendered_has("mutool"))
		cr_skip_test("mutool is not installed");
	cr_assert_eq(rendered_run(NULL, "%s build --units all --draft -q -f pdf,docx -o '%s'", rendered_plangen(), folder), 0);
	cr_assert_eq(rendered_run(&said, "find '%s/plans' -name '*.docx' | LC_ALL=C sort | awk 'NR %% 4 == 1' | while read -r f; do tests/tools/geometry \"${f%%.docx}.pdf\" \"$f\" "
					 ">'%s/said' || { echo \"$f\"; cat '%s/said'; }; done", folder, folder, folder), 0);
	cr_expect_str_eq(buf_str(&said).data, "");
	buf_free(&said);
	arena_free(arena);
}

/* Measures need no pages; with pages they are the same. */
Test(geometry, docx_alone_is_the_docx_beside_a_pdf)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < SAMPLES; i++) {
		const char *beside = rendered_find(arena, render(arena, i, "pdf,docx"), ".docx");
		const char *alone = rendered_find(arena, render(arena, i, "docx"), ".docx");
		cr_expect_eq(rendered_run(NULL, "cmp '%s' '%s' >&2", beside, alone), 0, "%s", samples[i].source);
	}
	arena_free(arena);
}

Test(geometry, a_word_processor_draws_it, .timeout = 1200)
{
	struct arena *arena = arena_new();
	const char *pages = rendered_folder(arena), *folders[SAMPLES];
	struct buf files = BUF_INIT;
	if (!rendered_has("mutool") || !rendered_has("soffice") || !rendered_has("zip"))
		cr_skip_test("LibreOffice, mutool or zip is not installed");
	for (size_t i = 0; i < SAMPLES; i++) {
		folders[i] = render(arena, i, "pdf,docx");
		buf_printf(&files, " '%s'", rendered_find(arena, folders[i], ".docx"));
	}
	cr_assert_eq(rendered_run(NULL, "tests/tools/lo-compare -o '%s' %s", pages, files.data), 0);
	for (size_t i = 0; i < SAMPLES; i++)
		expect_agreement(arena, folders[i], arena_printf(arena, "'%s/%zu.pdf'", pages, i + 1), samples[i].source);
	buf_free(&files);
	arena_free(arena);
}
