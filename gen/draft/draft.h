/* The chain for one document: values → merge → parse → tree → pages → bytes in memory. It touches no file but those it reads. */
#ifndef DRAFT_DRAFT_H
#define DRAFT_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "catalogue/catalogue.h"
#include "doc/doc.h"
#include "draft/document_id.h"

struct arena;
struct break_words;
struct buf;
struct cache;
struct check_basis;
struct contents_entry;
struct doc;
struct draft_source;
struct draft_template;
struct font_library;
struct identity_cache;
struct merge_library;
struct merge_cell;
struct own_view;
struct page_list;
struct page_template;
struct profile;
struct reads;
struct source;
struct writer;
struct writer_fonts;

/* Who is told of each step of what takes long, and may stop it. */
struct draft_progress {
	bool (*step)(void *context, size_t done, size_t total); /* false: stop; NULL: nobody is told */
	void *context;
};

/* What all documents of a process share. `arena` holds shared sources; it lives as long as the process's work. */
struct draft_tools {
	struct arena *arena;
	const struct catalogue *catalogue;
	const char *templates;             /* folder of the page templates */
	struct font_library *fonts;        /* NULL where nothing is laid out */
	struct cache *cache;               /* what writers keep between documents; NULL: nothing */
	const char *producer;              /* "plangen 1.0.0" */
	struct draft_template *page_templates; /* opened so far */
	const struct break_words *words;   /* of the content, read with the first of them */
	struct draft_source *sources;      /* plans and partials read so far */
	struct merge_library *library;     /* and compiled */
	const struct check_basis *proofs;  /* what final documents are looked through with, read with the first of them */
	struct identity_cache *identities; /* of files, fonts and the program, found so far */
	const struct draft_progress *progress; /* NULL: nobody is told */
	unsigned threads;                  /* that may lay out a book; 0 or 1: one */
};

enum draft_policy {
	POLICY_DRAFT, /* missing values are visible gaps, and the document is marked as a draft */
	POLICY_FINAL, /* missing values are errors, nothing is written */
	POLICY_REVIEW, /* for draft_compose(): as a draft, without the list of what is missing */
};

enum draft_kind {
	DRAFT_PLAN, /* a variant's plan, with the values of a unit or of none */
	DRAFT_FILE, /* a file of one's own */
	DRAFT_BOOK, /* plans in one document; made by book/ */
};

/* Which document, and how it is made. Those of plans are made by draft_request_of() alone, those of books by book_request(). */
struct draft_request {
	enum draft_kind kind;
	struct catalogue_request values; /* unit, variant (none for a book, nor for most files of one's own), year, values by hand */
	const char *file;                /* source to read; NULL: the variant is not written yet */
	enum draft_policy policy;
	bool formal;                     /* shows the head and record block that the page template has; draft_lay_out() sets it */
	const struct page_template *page_template; /* of this document; lives as long as the tools. NULL where it is only composed */
	bool template_given;             /* it stands whatever the document says (版式) */
	const struct writer *const *writers; /* its formats */
	size_t writer_count;
	const struct profile *profile;   /* of its PDF; NULL: the first of the table */
	struct str output_intent;        /* of its PDF for print: an ICC profile (write/pdf/icc.h) */
	bool plain_docx;                 /* its DOCX has values as text (DOCX_FORM_PLAIN) */
	struct writer_fonts *fonts;      /* of its SVG pages, apart; NULL: in each page */
	unsigned resolution;             /* of its pictures, pixels in an inch; 0: as writer_input has it */
	bool sheet;                      /* its pictures are a contact sheet of all pages */
	struct reads *reads;             /* records what the document read; NULL: not recorded */
	bool in_book;                    /* it stands in a book: without the notice that issues it (issue.h) */
	bool passages;                   /* result->own is wanted, whether or not the unit has text of its own */
	bool elements;                   /* with `formal`: result->elements is wanted */
	bool parts;                      /* with `passages`: result->own->parts, too */
	const struct source *own_text;   /* that the unit has for the plan, in place of its file; NULL: the file */
};

/* A value that is missing in the document. */
struct draft_gap {
	const char *name, *label, *example; /* of the variable; example may be NULL */
	struct place place;                 /* first place that uses it */
	const char *column;                 /* of an empty cell: its column; NULL: the variable has no value */
	const struct merge_cell *cell;      /* and which it is */
};

/* A named element of a document (vars/element.h) that is meta data, whether or not its pages show it. */
struct draft_element {
	struct doc_meta meta;
	bool pages;  /* the page template shows it */
	bool source; /* the document's own source, or its Markdown, gives it; else only the variable of its name has a value */
};

struct draft_result {
	const char *title; /* the document's; the source's file name when it has none */
	struct str author; /* 作者 of the source, else the organisation */
	struct str date;   /* 成文日期, ISO; may be empty */
	size_t pages; /* 0 when no format needed pages */
	const struct draft_gap *gaps;
	size_t gap_count;
	struct doc *doc;
	const struct page_list *layout; /* without pages where measures were enough; NULL when no format needed either */
	const struct contents_entry *entries; /* of a book's contents; NULL: take the layout's outline */
	size_t entry_count;
	const struct catalogue_values *values; /* that it was merged with */
	const struct draft_element *elements;  /* with draft_request.elements */
	size_t element_count;
	const struct own_view *own;            /* the unit's own text in it; NULL: it has none, or this is a book */
	const struct page_template *page_template; /* that the document names itself (版式), or the request's; NULL: the request's */
	const char **unshown;                  /* variables that only meta data names which its pages do not show */
	size_t unshown_count;
	bool issued;                           /* the document is the notice that issues the plan */
	size_t own_changed;                    /* overrides whose shared passage changed since */
};

/* The tools for documents of the catalogue, with a cache that the caller frees. All arguments live as long as they. */
struct draft_tools draft_tools_new(struct arena *arena, const struct catalogue *catalogue, const char *templates,
				   struct font_library *fonts);

/* The request for the plan of the variant with the values of the unit (NULL: of none): `base`, which has year, data, policy, formats and
 * page template, with these. The path of the source is in `arena`. */
struct draft_request draft_request_of(struct arena *arena, const struct catalogue *catalogue, const struct draft_request *base,
				      const struct catalogue_unit *unit, const struct catalogue_variant *variant);

/* Which document the request makes; its texts are the catalogue's. A file of one's own is none that is known by an id. */
struct document_id draft_id(const struct draft_request *request);

/* Whether some format of the request has the flag: the offset of a bool of struct writer. */
bool draft_has_writer(const struct draft_request *request, size_t flag);

/* Whether some format of the request needs the document laid out. */
bool draft_needs_pages(const struct draft_request *request);

/* Whether some format of the request depends on the fonts: laid out, or measured. */
bool draft_needs_fonts(const struct draft_request *request);

/* To be called at each step of a document: `done` of `total` are made. False, with an error, when it is to stop. */
bool draft_step(const struct draft_tools *tools, size_t done, size_t total, struct diag_list *diags);

/* The document tree with its title and, for a draft, the list of what is missing at its end. NULL with errors in `diags`. */
struct doc *draft_compose(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			  struct draft_result *result, struct diag_list *diags);

/* Composes the document and, where a format needs its pages or measures, sets it. Everything in `result` lives in `arena`. False with errors in
 * `diags`. */
bool draft_lay_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		   struct draft_result *result, struct diag_list *diags);

/* Whether the document has a file for each page in the writer's format, and the number of its files in that format. */
bool draft_has_pages(const struct draft_request *request, const struct writer *writer);
size_t draft_file_count(const struct draft_request *request, const struct draft_result *result, const struct writer *writer);

/* Appends the document that was laid out, in each of the request's formats, to the contents of its files, one format's behind the other's: the
 * caller's, who frees them. Reads all of `result`. False with errors in `diags`. */
bool draft_write(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		 const struct draft_result *result, struct buf *contents, struct diag_list *diags);

/* The title that the document would have, without making it; in `arena`. Faults are not reported: the title is then as near as can
 * be, so that the names of other documents do not change because this one has a fault. Never NULL. */
const char *draft_find_title(struct arena *arena, struct draft_tools *tools, const struct draft_request *request);

#endif
