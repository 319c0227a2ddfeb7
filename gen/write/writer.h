/* Output formats: one folder and one line of the table each.
 *
 * A writer turns a document (and, where it needs them, its pages) into bytes. It never touches files. Same input, same bytes. */
#ifndef WRITE_WRITER_H
#define WRITE_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

struct arena;
struct buf;
struct cache;
struct doc;
struct doc_node;
struct font_library;
struct measures;
struct page_list;
struct page_template;
struct profile;

/* How values of variables stand in DOCX. */
enum docx_form {
	DOCX_FORM_CONTROLS, /* in content controls, bound to one part: changed once, they are changed everywhere */
	DOCX_FORM_PLAIN,    /* as text, which every program reads (many skip what stands in controls) */
};

/* A block of the tree and the passage of the plan that it is, or stands in. */
struct writer_passage {
	const struct doc_node *block;
	const char *id;                      /* as plangen explain --passages names passages and their blocks */
	bool own;                            /* the unit's own text */
};

/* A font that stands apart from the pages that show it. */
struct writer_font {
	const char *hash;                    /* of the file: 32 hexadecimal digits */
	const char *name;                    /* of the face */
	struct str file;
};

/* Those of a document. */
struct writer_fonts {
	struct arena *arena;                 /* of what is added */
	const char *prefix;                  /* of their addresses; hash and .otf stand behind it. "": pages only name the families */
	struct writer_font *items;           /* those that the writers added */
	size_t count, room;
};

struct writer_input {
	const struct doc *doc;
	const struct page_list *pages;       /* NULL unless a writer of the document asks for them */
	const struct measures *measures;     /* of the document's blocks; NULL unless a writer asks for them */
	const struct page_template *template;
	const char *title;                   /* document information */
	const char *author;                  /* the organisation; may be "" */
	const char *keywords;                /* "党建，计划"; "" = none */
	const char *producer;                /* "plangen 1.0.0" */
	const char *unit, *variant;          /* ids of a plan (of a unit in no file its name); NULL: it is of none, or no plan */
	unsigned year;                       /* of a plan */
	long long created;                   /* seconds since 1970-01-01 UTC */
	bool issued;                         /* it is the notice that issues the plan */
	bool draft;                          /* has gaps: marked as a draft */
	const struct profile *profile;       /* of a PDF; NULL: the first of the table */
	struct str output_intent;            /* of a PDF for print: the ICC profile of the printing condition; else empty */
	enum docx_form docx_form;
	const struct writer_passage *passages; /* by address of the block; none unless a writer asks for them */
	size_t passage_count;
	struct writer_fonts *fonts;          /* of SVG pages; NULL: each page holds its own */
	unsigned resolution;                 /* of pictures, pixels in an inch; 0: WRITER_RESOLUTION, on a contact sheet what suits it */
	bool sheet;                          /* a contact sheet in place of pages, where the writer makes them */
	int compression;                     /* 1 … 12 (libdeflate); 0 = default */
	struct cache *cache;                 /* keeps what later documents of the batch need again, as long as page templates
					      * live; NULL: nothing */
};

enum { WRITER_RESOLUTION = 96, WRITER_RESOLUTION_LEAST = 10, WRITER_RESOLUTION_MOST = 600 };

struct writer {
	const char *name;      /* as in --format: "pdf" */
	const char *extension; /* ".pdf" */
	const char *help;      /* one line, English (translated by the command line) */
	bool needs_pages;
	bool needs_measures;   /* of layout, with pages or without */
	bool (*write)(const struct writer_input *input, struct buf *out, struct diag_list *diags);
	bool per_page;         /* makes a file of each page: `out` is as many buffers as input->pages has pages */
	bool (*is_untouched)(struct str file); /* whether the file is as it was written; NULL: that cannot be told from it */
	bool has_profile;      /* depends on writer_input.profile */
	bool has_docx_form;    /* depends on writer_input.docx_form */
	bool has_sheet;        /* depends on writer_input.resolution, and on writer_input.sheet, with which it makes one file */
	bool needs_passages;   /* writer_input.passages */
	bool record_needs_pages; /* needs pages where the page template has a record block (版记) */
};

/* The writers of the formats that a person names, in that order and in the arena; none of "". False, with an error in `diags`, where one is no
 * format. */
bool writers_read(struct arena *arena, const char *formats, const struct writer *const **writers, size_t *count, struct diag_list *diags);

/* The form of this name, "controls" or "plain". False, with an error in `diags`, when there is none. */
bool writer_docx_form(const char *name, enum docx_form *form, struct diag_list *diags);

/* The resolution that the text gives; 0, with an error in `diags`, when it is none. */
unsigned writer_resolution(const char *text, struct diag_list *diags);

/* All formats, ended by NULL. */
extern const struct writer *const writer_table[];

/* The names of all, separated by ", "; in `arena`. */
const char *writer_names(struct arena *arena);

/* By name, or NULL. */
const struct writer *writer_lookup(const char *name);

#endif
