#include "rendered.h"

#include <criterion/criterion.h>
#include <libxml/xmlreader.h>
#include <stdarg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"

int rendered_run(struct buf *out, const char *format, ...)
{
	char command[8192];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(command, sizeof command, format, args);
	va_end(args);
	cr_assert(len < (int)sizeof command);
	FILE *pipe = popen(command, "r");
	cr_assert_not_null(pipe);
	char chunk[4096];
	for (size_t got; (got = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
		if (out)
			buf_add(out, chunk, got);
	int status = pclose(pipe);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool rendered_has(const char *program)
{
	return rendered_run(NULL, "command -v %s", program) == 0;
}

static void remove_folder(void *folder)
{
	rendered_run(NULL, "rm -rf '%s'", (const char *)folder);
}

const char *rendered_folder(struct arena *arena)
{
	char *folder = arena_strdup(arena, "/tmp/plangen-rendered-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	arena_on_free(arena, remove_folder, folder);
	return folder;
}

const char *rendered_plangen(void)
{
	const char *program = getenv("PLANGEN");
	return program ? program : "out/bin/plangen";
}

const char *rendered_find(struct arena *arena, const char *folder, const char *ending)
{
	const char **names;
	const char *found = NULL;
	size_t count = file_list(arena, folder, &names);
	for (size_t i = 0; i < count; i++)
		if (str_ends(str_of(names[i]), ending)) {
			cr_assert_null(found, "two files end in %s", ending);
			found = file_join(arena, folder, names[i]);
		}
	cr_assert_not_null(found, "no file ends in %s", ending);
	return found;
}

struct rendered_pdf rendered_office(struct arena *arena, const char *folder)
{
	const char *pages = file_join(arena, folder, "office");
	cr_assert_eq(rendered_run(NULL, "soffice --headless -env:UserInstallation=file://'%s'/profile --convert-to pdf --outdir '%s' '%s' >/dev/null 2>&1",
				  folder, pages, rendered_find(arena, folder, ".docx")), 0);
	return rendered_read(arena, rendered_find(arena, pages, ".pdf"));
}

void rendered_chromium(struct arena *arena, const char *options, const char *page, struct buf *out)
{
	const char *profile = rendered_folder(arena);
	cr_assert_eq(rendered_run(out, "chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir='%s' "
				       "--virtual-time-budget=20000 %s 'file://%s' 2>/dev/null", profile, options, page), 0);
}

/* The character that the entity at `text` stands for; *len receives its length. 0: it is none. */
static char entity_at(const char *text, size_t *len)
{
	static const struct {
		const char *entity;
		char character;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strncmp(text, known[i].entity, *len = strlen(known[i].entity)) == 0)
			return known[i].character;
	return 0;
}

void rendered_add_svg_text(const char *svg, struct buf *out)
{
	for (const char *at = svg, *next; *at; at = next) {
		size_t len;
		char entity = entity_at(at, &len);
		bool style = strncmp(at, "<style>", strlen("<style>")) == 0;
		next = style ? strstr(at, "</style>") : *at == '<' ? strchr(at, '>') + 1 : entity ? at + len : at + 1;
		cr_assert_not_null(next);
		if (*at != '<')
			buf_add_char(out, entity ? entity : *at);
	}
}

void rendered_strip(struct buf *text)
{
	size_t kept = 0;
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->data[i];
		bool wide = i + 2 < text->len && (memcmp(text->data + i, "\u3000", 3) == 0 ||
						 memcmp(text->data + i, "\uFEFF", 3) == 0);
		if (wide)
			i += 2;
		else if (c > ' ')
			text->data[kept++] = text->data[i];
	}
	text->len = kept;
	if (text->data)
		text->data[kept] = '\0';
}

static char *attribute(xmlTextReaderPtr reader, struct arena *arena, const char *name)
{
	xmlChar *value = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);
	char *copy = arena_strdup(arena, value ? (const char *)value : "");
	xmlFree(value);
	return copy;
}

/* Adds the character of a <char> element. */
static void add_char(xmlTextReaderPtr reader, struct rendered_pdf *pdf, const char *font, double size)
{
	cr_assert(pdf->count > 0);
	struct rendered_page *page = &pdf->pages[pdf->count - 1];
	struct rendered_char *new = ARENA_PUSH(pdf->arena, page->chars, page->count, page->capacity);
	double quad[4];
	const char *c = attribute(reader, pdf->arena, "c");
	sscanf(attribute(reader, pdf->arena, "quad"), "%lf %lf %lf %lf", &quad[0], &quad[1], &quad[2], &quad[3]);
	new->x = atof(attribute(reader, pdf->arena, "x"));
	new->y = atof(attribute(reader, pdf->arena, "y"));
	new->right = quad[2];
	new->font = font;
	new->size = size;
	utf8_decode(c, strlen(c), &new->codepoint);
}

struct rendered_pdf rendered_read(struct arena *arena, const char *path)
{
	struct rendered_pdf pdf = { .arena = arena };
	if (!rendered_has("mutool"))
		cr_skip_test("mutool is not installed");
	struct buf xml = BUF_INIT;
	cr_assert_eq(rendered_run(&xml, "mutool draw -q -F stext -o - '%s' 2>/dev/null", path), 0);
	xmlTextReaderPtr reader = xmlReaderForMemory(xml.data, (int)xml.len, NULL, NULL, XML_PARSE_HUGE | XML_PARSE_NONET);
	const char *font = "";
	double size = 0;
	while (xmlTextReaderRead(reader) == 1) {
		if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT)
			continue;
		const char *name = (const char *)xmlTextReaderConstName(reader);
		if (strcmp(name, "page") == 0) {
			*ARENA_PUSH(arena, pdf.pages, pdf.count, pdf.capacity) = (struct rendered_page){ 0 };
		} else if (strcmp(name, "font") == 0) {
			font = attribute(reader, arena, "name");
			size = atof(attribute(reader, arena, "size"));
		} else if (strcmp(name, "char") == 0) {
			add_char(reader, &pdf, font, size);
		}
	}
	xmlFreeTextReader(reader);
	buf_free(&xml);
	return pdf;
}

size_t rendered_rules(struct arena *arena, const char *path, struct rendered_rule **rules)
{
	static const char element[] = "<fill_path";
	struct buf trace = BUF_INIT;
	size_t count = 0, capacity = 0;
	if (!rendered_has("mutool"))
		cr_skip_test("mutool is not installed");
	*rules = NULL;
	rendered_run(&trace, "mutool draw -q -F trace '%s' 2>/dev/null | grep -A4 '%s'", path, element);
	for (const char *at = trace.len ? strstr(trace.data, element) : NULL, *end; at; at = end) {
		double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9, bottom = 0;
		end = strstr(at + 1, element);
		const char *transform = strstr(at, "transform=\"");
		sscanf(transform ? transform : "", "transform=\"%*f %*f %*f %*f %*f %lf", &bottom);
		for (const char *x = at; (x = strstr(x, " x=\"")) && (!end || x < end); x++) {
			double px = atof(x + 4), py = bottom - atof(strstr(x, "y=\"") + 3);
			low_x = fmin(low_x, px), high_x = fmax(high_x, px), low_y = fmin(low_y, py), high_y = fmax(high_y, py);
		}
		const char *red = strstr(at, "color=\"1 0 0\"");
		*ARENA_PUSH(arena, *rules, count, capacity) = (struct rendered_rule){ low_x, low_y, high_x - low_x, high_y - low_y, red && (!end || red < end) };
	}
	buf_free(&trace);
	return count;
}
