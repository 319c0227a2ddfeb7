/* What tests on finished files share: running programs, and a PDF read back through MuPDF. */
#ifndef RENDERED_H
#define RENDERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define MM(mm) ((mm) * 72.0 / 25.4)

struct rendered_char {
	uint32_t codepoint;
	double x, y; /* origin on the baseline, pt from the page's top left corner */
	double right;
	double size; /* pt */
	const char *font;
};

struct rendered_page {
	struct rendered_char *chars; /* in content order */
	size_t count, capacity;
};

struct rendered_pdf {
	struct arena *arena;
	struct rendered_page *pages;
	size_t count, capacity;
};

/* Reads the PDF through mutool. Fails the test when that does not work; skips it when mutool is not there. */
struct rendered_pdf rendered_read(struct arena *arena, const char *path);

/* The box of what is filled besides glyphs, pt from the page's top left corner. */
struct rendered_rule {
	double x, y, width, height;
	bool red;
};

/* All of a PDF, in the order of its pages and of mutool's trace; returns how many. */
size_t rendered_rules(struct arena *arena, const char *path, struct rendered_rule **rules);

/* Runs a shell command; its standard output is appended to `out` (may be NULL). Returns the exit status. */
int rendered_run(struct buf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether the program is on the PATH. */
bool rendered_has(const char *program);

/* A new empty folder that is removed when the arena is freed. */
const char *rendered_folder(struct arena *arena);

/* The program under test: $PLANGEN. */
const char *rendered_plangen(void);

/* Path of the only file with that ending in the folder. */
const char *rendered_find(struct arena *arena, const char *folder, const char *ending);

/* The pages that LibreOffice makes of the only DOCX in the folder, in a folder below it. The test asks before whether it is installed. */
struct rendered_pdf rendered_office(struct arena *arena, const char *folder);

/* Runs Chromium on the page, a file; its standard output is appended to `out` (may be NULL). The test asks before whether it is installed. */
void rendered_chromium(struct arena *arena, const char *options, const char *page, struct buf *out);

/* Appends what SVG pages, which follow each other, have outside of tags and styles. */
void rendered_add_svg_text(const char *svg, struct buf *out);

/* The text without any white space and byte order mark. */
void rendered_strip(struct buf *text);

#endif
