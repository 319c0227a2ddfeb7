/* A document made by hand, written as DOCX and read back. */
#ifndef UNIT_DOCX_SUPPORT_H
#define UNIT_DOCX_SUPPORT_H

#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "write/docx/docx.h"

/* One document under test and what it is written with. */
struct fixture {
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc;
	struct writer_input input;
};

void set_up(struct fixture *f);
void tear_down(struct fixture *f);

/* ---- making: nodes below `parent` (NULL: the root) */

struct doc_node *add(struct fixture *f, struct doc_node *parent, enum doc_kind kind, const char *text);
struct doc_node *add_heading(struct fixture *f, struct doc_node *parent, int level, const char *text);
struct doc_node *add_run_in(struct fixture *f, int level, const char *text, const char *body);
void add_value(struct fixture *f, struct doc_node *parent, const char *name, const char *text);
void add_gap(struct fixture *f, struct doc_node *parent, const char *name, const char *label);
struct doc_node *add_table(struct fixture *f, struct doc_node *parent, const char *caption, int rows);
void add_list(struct fixture *f, struct doc_node *parent, bool ordered, int items, int depth);
struct doc_node *add_signature(struct fixture *f, const char *name, const char *date);

/* ---- reading back */

/* Writes the document; the package's bytes. The plans of a book have their numbers. */
struct buf write_with(struct fixture *f, const struct writer *writer);

/* The text of a part of the package, in the fixture's arena; NULL when there is none. */
const char *part(struct fixture *f, const char *name);

size_t count(const char *text, const char *needle);

/* Saves both forms and has them checked against the schemas, where the checker is at hand. */
void check_valid(struct fixture *f, const char *name);

/* The text that Word would show, numbers counted by its rules (tests/tools/docx-text). */
char *shown_text(struct fixture *f, const char *name);

#endif
