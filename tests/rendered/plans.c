/* Every written plan, drafted for a unit that uses it: text, fonts, packages, bytes. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "rendered.h"

/* Plans that are written, with the first unit that uses each. */
struct plan {
	const char *variant, *unit;
};

static size_t list_plans(struct arena *arena, struct plan **plans)
{
	struct buf text = BUF_INIT;
	cr_assert_eq(rendered_run(&text, "%s list --format json -q", rendered_plangen()), 0);
	json_t *all = json_loadb(text.data, text.len, 0, NULL);
	size_t count = 0, capacity = 0, i, j, k;
	json_t *variant, *unit, *used;
	json_array_foreach(json_object_get(all, "variants"), i, variant) {
		const char *id = json_string_value(json_object_get(variant, "id")), *found = NULL;
		json_array_foreach(json_object_get(all, "units"), j, unit)
			json_array_foreach(json_object_get(unit, "variants"), k, used)
				if (!found && strcmp(json_string_value(used), id) == 0)
					found = json_string_value(json_object_get(unit, "name"));
		if (found && json_is_true(json_object_get(variant, "written")))
			*ARENA_PUSH(arena, *plans, count, capacity) =
				(struct plan){ arena_strdup(arena, id), arena_strdup(arena, found) };
	}
	json_decref(all);
	buf_free(&text);
	cr_assert_gt(count, 0);
	return count;
}

/* Drafts the plan finally in the formats; returns the folder. */
static const char *draft(struct arena *arena, const struct plan *plan, const char *formats)
{
	const char *folder = rendered_folder(arena);
	cr_assert_eq(rendered_run(NULL, "%s --unit '%s' --variant '%s' --final -q -f %s -o '%s'", rendered_plangen(), plan->unit,
				  plan->variant, formats, folder),
		     0, "%s for %s", plan->variant, plan->unit);
	return folder;
}

static void read_file(const char *path, struct buf *out)
{
	cr_assert_eq(rendered_run(out, "cat '%s'", path), 0);
}

/* Where two texts part, for the message. */
static const char *around(const struct buf *a, const struct buf *b)
{
	size_t same = 0;
	while (same < a->len && same < b->len && a->data[same] == b->data[same])
		same++;
	while (same && ((unsigned char)a->data[same] & 0xC0) == 0x80)
		same--;
	return a->data + same;
}

/* The text of the page dump's lines; artifacts (page numbers, repeated table heads) only when wanted. */
static void add_lines(const char *dump, bool artifacts, struct buf *out)
{
	struct buf text = BUF_INIT;
	read_file(dump, &text);
	json_t *all = json_loadb(text.data, text.len, 0, NULL), *line;
	size_t i;
	json_array_foreach(json_object_get(all, "lines"), i, line)
		if (artifacts || !json_is_true(json_object_get(line, "artifact")))
			buf_add_text(out, json_string_value(json_object_get(line, "text")));
	json_decref(all);
	buf_free(&text);
	rendered_strip(out);
}

static void expect_same(const struct buf *got, const struct buf *expected, const char *variant, const char *what)
{
	cr_expect_str_eq(got->data, expected->data, "%s: %s: ‘%.60s’ instead of ‘%.60s’", variant, what, around(got, expected),
			 around(expected, got));
}

/* The text of all SVG pages in the folder. */
static void add_svg_pages(struct arena *arena, const char *folder, struct buf *out)
{
	const char **names;
	for (size_t i = 0, count = file_list(arena, folder, &names); i < count; i++) {
		struct buf page = BUF_INIT;
		if (!str_ends(str_of(names[i]), ".svg"))
			continue;
		read_file(file_join(arena, folder, names[i]), &page);
		rendered_add_svg_text(page.data, out);
		buf_free(&page);
	}
	rendered_strip(out);
}

/* Text → pages → PDF and SVG: nothing missing, doubled or wrong between them. */
Test(plans, pdf_text_is_the_plans_text, .timeout = 1200)
{
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	if (!rendered_has("pdftotext"))
		cr_skip_test("pdftotext is not installed");
	for (size_t i = 0, count = list_plans(arena, &plans); i < count; i++) {
		struct buf text = BUF_INIT, body = BUF_INIT, pages = BUF_INIT, pdf = BUF_INIT, svg = BUF_INIT;
		const char *folder = draft(arena, &plans[i], "pdf,svg,txt,pages");
		read_file(rendered_find(arena, folder, ".txt"), &text);
		rendered_strip(&text);
		add_lines(rendered_find(arena, folder, ".json"), false, &body);
		add_lines(rendered_find(arena, folder, ".json"), true, &pages);
		cr_assert_eq(rendered_run(&pdf, "pdftotext -raw '%s' -", rendered_find(arena, folder, ".pdf")), 0);
		rendered_strip(&pdf);
		expect_same(&body, &text, plans[i].variant, "the pages have");
		add_svg_pages(arena, folder, &svg);
		expect_same(&pdf, &pages, plans[i].variant, "the PDF has");
		expect_same(&svg, &pages, plans[i].variant, "the SVG has");
		buf_free(&svg);
		buf_free(&text);
		buf_free(&body);
		buf_free(&pages);
		buf_free(&pdf);
	}
	arena_free(arena);
}

static size_t count(const struct buf *text, const char *word)
{
	size_t found = 0;
	for (const char *at = text->data; at && (at = strstr(at, word)); at += strlen(word))
		found++;
	return found;
}

static const char pdf_js[] = "/usr/share/javascript/pdf/build/pdf.js"; /* of Debian's libjs-pdf, with its worker beside it */

/* Its reader in Chromium, as browsers show PDF files: the text of all of them, pages one after the other. */
static void read_pdf_js(struct arena *arena, const char *paths, struct buf *out)
{
	static const char script[] =
		"(async()=>{let out='';for(const file of files){const pdf=await pdfjsLib.getDocument({data:Uint8Array.from(atob(file),c=>c.charCodeAt(0))}).promise;\n"
		"for(let n=1;n<=pdf.numPages;n++)out+=(await(await pdf.getPage(n)).getTextContent()).items.map(i=>i.str).join('')}\n"
		"document.body.innerHTML='<pre></pre>';document.body.firstChild.textContent=out})()";
	const char *page = file_join(arena, rendered_folder(arena), "read.html");
	cr_assert_eq(rendered_run(NULL, "{ printf '<!DOCTYPE html><meta charset=utf-8><body><script src=\"file://%s\"></script><script src=\"file://%.*s.worker.js\"></script>"
					"<script>const files=['; for f in %s; do printf '\"'; base64 -w0 \"$f\"; printf '\",'; done; printf ']</script>'; } >'%s'",
				  pdf_js, (int)(strlen(pdf_js) - strlen(".js")), pdf_js, paths, page), 0);
	cr_assert_eq(rendered_run(NULL, "cat >>'%s' <<'END'\n<script>%s</script>\nEND\n", page, script), 0);
	rendered_chromium(arena, "--dump-dom", page, out);
}

/* Who searches for the year finds it wherever it stands, in each reader: none sees a blank in the gap between digits and Han, whether it goes by
 * /ActualText or by widths alone. */
Test(plans, the_year_is_found_in_each_reader, .timeout = 1200)
{
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	setenv("SOURCE_DATE_EPOCH", "1767600000", 1); /* in 2026 */
	size_t wanted = 0, plan_count = list_plans(arena, &plans);
	struct buf paths = BUF_INIT, shown = BUF_INIT;
	if (!rendered_has("pdftotext") || !rendered_has("mutool"))
		cr_skip_test("pdftotext or mutool is not installed");
	for (size_t i = 0; i < plan_count; i++) {
		const char *folder = draft(arena, &plans[i], "pdf,txt"), *pdf = rendered_find(arena, folder, ".pdf");
		struct buf text = BUF_INIT, popplers = BUF_INIT, mupdfs = BUF_INIT;
		read_file(rendered_find(arena, folder, ".txt"), &text);
		cr_assert_eq(rendered_run(&popplers, "pdftotext '%s' -", pdf), 0);
		cr_assert_eq(rendered_run(&mupdfs, "mutool draw -q -F txt -o - '%s' 2>/dev/null", pdf), 0);
		cr_expect_eq(count(&popplers, "2026年"), count(&text, "2026年"), "%s in poppler", plans[i].variant);
		cr_expect_eq(count(&mupdfs, "2026年"), count(&text, "2026年"), "%s in MuPDF", plans[i].variant);
		wanted += count(&text, "2026年");
		buf_printf(&paths, " '%s'", pdf);
		buf_free(&text);
		buf_free(&popplers);
		buf_free(&mupdfs);
	}
	cr_expect_gt(wanted, 2 * plan_count);
	if (rendered_has("chromium") && file_exists(pdf_js)) {
		read_pdf_js(arena, paths.data, &shown);
		cr_expect_eq(count(&shown, "2026年"), wanted, "pdf.js finds it %zu times, not %zu", count(&shown, "2026年"), wanted);
	}
	buf_free(&shown);
	buf_free(&paths);
	arena_free(arena);
}

Test(plans, pdf_is_sound_and_its_fonts_embedded, .timeout = 1200)
{
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	if (!rendered_has("qpdf") || !rendered_has("pdffonts"))
		cr_skip_test("qpdf or pdffonts is not installed");
	for (size_t i = 0, count = list_plans(arena, &plans); i < count; i++) {
		const char *pdf = rendered_find(arena, draft(arena, &plans[i], "pdf"), ".pdf");
		cr_expect_eq(rendered_run(NULL, "qpdf --check '%s'", pdf), 0);
		/* pdffonts' columns emb, sub, uni of every font */
		cr_expect_neq(rendered_run(NULL, "pdffonts '%s' | tail -n +3 | grep -v ' yes yes yes '", pdf), 0);
	}
	arena_free(arena);
}

Test(plans, same_input_gives_the_same_bytes, .timeout = 1200)
{
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	for (size_t i = 0, count = list_plans(arena, &plans); i < count; i++) {
		const char *one = draft(arena, &plans[i], "pdf,docx,xml,md,txt,pages");
		const char *two = draft(arena, &plans[i], "pdf,docx,xml,md,txt,pages");
		cr_expect_eq(rendered_run(NULL, "diff -r '%s' '%s'", one, two), 0, "%s", plans[i].variant);
	}
	arena_free(arena);
}

Test(plans, docx_follows_the_schemas, .timeout = 2400)
{
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	if (!file_exists("../shared/ooxml/validate-docx"))
		cr_skip_test("../shared/ooxml/validate-docx is not there");
	for (size_t i = 0, count = list_plans(arena, &plans); i < count; i++) {
		const char *folder = draft(arena, &plans[i], "docx,xml");
		cr_expect_eq(rendered_run(NULL, "../shared/ooxml/validate-docx -q '%s' '%s' >&2", rendered_find(arena, folder, ".docx"),
					  rendered_find(arena, folder, ".xml")),
			     0, "%s", plans[i].variant);
	}
	arena_free(arena);
}

/* LibreOffice sets the numbers itself: its text must be ours with the numbers written out. */
Test(plans, libreoffice_shows_the_same_text, .timeout = 2400)
{
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	if (!rendered_has("soffice"))
		cr_skip_test("LibreOffice is not installed");
	size_t count = list_plans(arena, &plans);
	for (size_t i = 0; i < count && i < 6; i++) {
		struct buf expected = BUF_INIT, got = BUF_INIT;
		const char *folder = draft(arena, &plans[i], "docx,txt");
		const char *docx = rendered_find(arena, folder, ".docx");
		read_file(rendered_find(arena, folder, ".txt"), &expected);
		cr_assert_eq(rendered_run(NULL, "soffice --headless -env:UserInstallation=file://%s/profile --convert-to "
						"'txt:Text (encoded):UTF8' --outdir '%s/lo' '%s' >/dev/null 2>&1", folder, folder,
					  docx),
			     0);
		read_file(rendered_find(arena, file_join(arena, folder, "lo"), ".txt"), &got);
		rendered_strip(&got);
		rendered_strip(&expected);
		cr_expect_str_eq(got.data, expected.data, "%s: LibreOffice has ‘%.60s’, text has ‘%.60s’", plans[i].variant,
				 around(&got, &expected), around(&expected, &got));
		buf_free(&expected);
		buf_free(&got);
	}
	arena_free(arena);
}

/* Whether the text starts or ends with one of the marks. */
static bool has_edge(const char *text, const char *const *marks, bool (*at_edge)(struct str, const char *))
{
	for (; *marks; marks++)
		if (at_edge(str_of(text), *marks))
			return true;
	return false;
}

/* CLREQ 3.1.4 and typography of official documents: what no line may start or end with. */
Test(plans, no_line_starts_or_ends_wrongly, .timeout = 1200)
{
	static const char *const not_first[] = { "、", "，", "。", "；", "：", "！", "？", "）", "》", "”", "〕", "%", NULL };
	static const char *const not_last[] = { "（", "《", "“", "〔", NULL };
	struct arena *arena = arena_new();
	struct plan *plans = NULL;
	for (size_t i = 0, count = list_plans(arena, &plans); i < count; i++) {
		struct buf text = BUF_INIT;
		read_file(rendered_find(arena, draft(arena, &plans[i], "pages"), ".json"), &text);
		json_t *all = json_loadb(text.data, text.len, 0, NULL), *line;
		size_t l;
		cr_expect_gt(json_array_size(json_object_get(all, "lines")), 20);
		json_array_foreach(json_object_get(all, "lines"), l, line) {
			const char *shown = json_string_value(json_object_get(line, "text"));
			cr_expect_not(has_edge(shown, not_first, str_starts), "%s: ‘%s’", plans[i].variant, shown);
			cr_expect_not(has_edge(shown, not_last, str_ends), "%s: ‘%s’", plans[i].variant, shown);
		}
		json_decref(all);
		buf_free(&text);
	}
	arena_free(arena);
}

Test(plans, rare_characters_reach_pdf_and_docx)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena);
	struct buf text = BUF_INIT;
	cr_assert_eq(rendered_run(NULL, "%s --unit 县科技局 --set 联系人=𠮷慧敏 -q -o '%s'", rendered_plangen(), folder), 0);
	cr_assert_eq(rendered_run(&text, "pdftotext '%s' -", rendered_find(arena, folder, ".pdf")), 0);
	cr_assert_neq(str_find(buf_str(&text), "𠮷慧敏"), (size_t)-1);
	buf_reset(&text);
	cr_assert_eq(rendered_run(&text, "unzip -p '%s' word/document.xml", rendered_find(arena, folder, ".docx")), 0);
	cr_assert_neq(str_find(buf_str(&text), "𠮷慧敏"), (size_t)-1);
	buf_free(&text);
	arena_free(arena);
}

/* A tree without what a DOCX does not show: meta data, and widths that layout measured. */
static void read_tree(const char *folder, struct buf *out)
{
	struct buf text = BUF_INIT;
	cr_assert_eq(rendered_run(&text, "cat '%s'/*.tree", folder), 0);
	for (struct str rest = buf_str(&text); rest.data;) {
		struct str line = str_cut(&rest, "\n");
		if (str_starts(line, "meta "))
			continue;
		buf_add_str(out, str_cut(&line, " widths="));
		buf_add_char(out, '\n');
	}
	buf_free(&text);
}

Test(plans, each_docx_is_imported_as_the_same_document, .timeout = 1200)
{
	struct arena *arena = arena_new();
	struct plan *plans;
	size_t count = list_plans(arena, &plans);
	for (size_t i = 0; i < count; i++) {
		const char *folder = draft(arena, &plans[i], "docx,tree"), *back = rendered_folder(arena);
		struct buf before = BUF_INIT, after = BUF_INIT;
		cr_assert_eq(rendered_run(NULL, "%s import '%s'/*.docx -o '%s/plan.md' -q", rendered_plangen(), folder, back), 0);
		cr_assert_eq(rendered_run(NULL, "%s render '%s/plan.md' -f tree -o '%s' -q", rendered_plangen(), back, back), 0);
		read_tree(folder, &before);
		read_tree(back, &after);
		cr_expect_str_eq(after.data, before.data, "%s", plans[i].variant);
		buf_free(&before);
		buf_free(&after);
	}
	arena_free(arena);
}
