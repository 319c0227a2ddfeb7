/* Inks: what ghostscript finds on the pages of each profile, and what PDF/X-4 (ISO 15930-7) asks for that a program can look at. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "rendered.h"

static const char intent[] = "/usr/share/color/icc/ghostscript/default_cmyk.icc"; /* comes with ghostscript */

/* The options of a profile. */
static const char *profile_options(struct arena *arena, const char *profile)
{
	return strcmp(profile, "x-4") == 0 ? arena_printf(arena, "--profile x-4 --output-intent %s", intent) : arena_printf(arena, "--profile %s", profile);
}

/* A document with a red head, a link, a table and an attachment set across; its PDF. */
static const char *render(struct arena *arena, const char *profile, const char *page_template)
{
	const char *folder = rendered_folder(arena), *source = file_join(arena, folder, "a.md");
	static const char text[] = "---\n标题: 关于做好年度工作的通知\n发文机关: 青石县人民政府\n发文字号: 青政发〔2026〕3号\n---\n\n各乡镇：\n\n"
				   "正文。见[网站](https://example.com)。\n\n```表格\n序号 | 任务\n1 | 供水\n```\n\n```附件 标题=\"分工表\" 方向=\"横\"\n```\n\n内容。\n";
	struct diag_list diags;
	diag_init(&diags, arena);
	cr_assert(file_write(source, str_of(text), &diags));
	cr_assert_eq(rendered_run(NULL, "%s render -q -f pdf %s --template %s -o '%s' '%s' 2>/dev/null", rendered_plangen(), profile_options(arena, profile),
				  page_template, folder, source), 0);
	return rendered_find(arena, folder, ".pdf");
}

/* The coverage of the four inks of each page; how many pages. */
static size_t read_inks(const char *path, double inks[][4], size_t most)
{
	struct buf out = BUF_INIT;
	size_t count = 0;
	cr_assert_eq(rendered_run(&out, "gs -q -o - -sDEVICE=inkcov '%s'", path), 0);
	char *at = out.data;
	for (; at && count < most && strstr(at, "CMYK"); count++) {
		for (int i = 0; i < 4; i++)
			inks[count][i] = strtod(at, &at);
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	buf_free(&out);
	return count;
}

Test(print, black_is_black_alone_in_each_profile_and_red_has_no_cyan, .timeout = 120)
{
	static const char *const profiles[] = { "a-2a+ua", "a-2u", "a-1b", "x-4", "plain" };
	struct arena *arena = arena_new();
	if (!rendered_has("gs") || !file_exists(intent))
		cr_skip_test("ghostscript is not installed");
	for (size_t k = 0; k < sizeof profiles / sizeof *profiles; k++) {
		double inks[8][4];
		size_t pages = read_inks(render(arena, profiles[k], "gbt9704"), inks, 8);
		cr_assert_eq(pages, 2);
		for (size_t p = 0; p < pages; p++) {
			cr_expect(inks[p][0] == 0 && inks[p][1] == 0 && inks[p][2] == 0, "%s, page %zu: %.5f %.5f %.5f", profiles[k], p + 1, inks[p][0],
				  inks[p][1], inks[p][2]);
			cr_expect_gt(inks[p][3], 0);
		}
		pages = read_inks(render(arena, profiles[k], "gbt9704-head"), inks, 8);
		cr_assert_geq(pages, 2);
		cr_expect(inks[0][0] == 0 || strcmp(profiles[k], "x-4") != 0, "%s: red with cyan", profiles[k]);
		cr_expect(inks[0][1] > 0 && fabs(inks[0][1] - inks[0][2]) < 1e-4, "magenta and yellow make red");
	}
	arena_free(arena);
}

static size_t count(const struct buf *text, const char *word)
{
	size_t found = 0;
	for (const char *at = text->data; (at = strstr(at, word)); at += strlen(word))
		found++;
	return found;
}

Test(print, x4_has_what_the_standard_asks_for, .timeout = 120)
{
	struct arena *arena = arena_new();
	struct buf text = BUF_INIT;
	if (!rendered_has("qpdf") || !file_exists(intent))
		cr_skip_test("qpdf or ghostscript is not installed");
	const char *path = render(arena, "x-4", "gbt9704-head");
	cr_assert_eq(rendered_run(NULL, "qpdf --check '%s' >/dev/null", path), 0);
	cr_assert_eq(rendered_run(&text, "qpdf --qdf --object-streams=disable '%s' - | tr -d '\\000' | tr -s ' \\n' ' '", path), 0);
	size_t pages = count(&text, "/MediaBox [ -28.346 -28.346 623.622 870.236 ]");
	cr_assert_geq(pages, 2);
	cr_expect_eq(count(&text, "/TrimBox [ 0 0 595.276 841.89 ]"), pages);
	cr_expect_eq(count(&text, "/BleedBox [ -8.504 -8.504 603.78 850.394 ]"), pages, "3 mm, within the sheet");
	cr_expect_eq(count(&text, "%PDF-1.6"), 1);
	cr_expect_eq(count(&text, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"), 1);
	cr_expect_eq(count(&text, "/S /GTS_PDFX "), 1);
	cr_expect_eq(count(&text, "/N 4 "), 1, "the profile of the printing condition");
	cr_expect_eq(count(&text, "/Trapped /False"), 1);
	cr_expect_eq(count(&text, "<pdf:Trapped>False</pdf:Trapped>"), 1);
	cr_expect_eq(count(&text, "/ID ["), 1);
	cr_expect_eq(count(&text, "/Annots"), 0, "nothing lies on the page");
	cr_expect_eq(count(&text, " rg "), 0, "no colour of the screen");
	cr_expect_eq(count(&text, " g "), 0);
	cr_expect_gt(count(&text, " 0 0 0 1 k "), 0);
	cr_expect_gt(count(&text, " 0 1 1 0 k "), 0);
	buf_free(&text);
	arena_free(arena);
}
