/* Two DOCX files while the second one's text is put into the first as revisions: shared by the files redline*.c. */
#ifndef COMPARE_REDLINE_INTERNAL_H
#define COMPARE_REDLINE_INTERNAL_H

#include <libxml/tree.h>

#include "compare/internal.h"
#include "compare/redline.h"

struct package;

enum { REDLINE_DEPTH = 256 }; /* elements within each other that are followed */

enum redline_notes { REDLINE_FOOTNOTES, REDLINE_ENDNOTES, REDLINE_NOTES };

/* A document: its parts as trees, which are changed on the way. */
struct redline_doc {
	struct package *package;
	const char *main, *styles, *numbering, *notes[REDLINE_NOTES]; /* names of parts; NULL: there is none */
	xmlDocPtr body;
	xmlDocPtr style_tree, number_tree, note_trees[REDLINE_NOTES]; /* NULL: there is none */
	bool notes_new[REDLINE_NOTES]; /* the package is yet to get the part, which redline_begin_notes() made */
};

/* What stands for something of the other document in this one. */
struct redline_name {
	const char *from, *to;
};

/* Two notes that are one in both documents; one that is new in the first has nothing in it yet. */
struct redline_pair {
	enum redline_notes kind;
	xmlNode *before, *after;
};

struct redline {
	struct comparison c;
	struct arena *arena;
	struct redline_doc before, after;
	xmlNode *root;          /* of the part of `before` that is being written, */
	xmlNs *space;           /* and its namespace of WordprocessingML */
	const char *author, *date; /* of the revisions */
	unsigned id;            /* of the last revision */
	struct str *atoms;      /* what is no text, each once (redline_text.c) */
	size_t atom_count, atom_capacity;
	struct redline_name *styles, *lists; /* of `after` */
	size_t style_count, style_capacity, list_count, list_capacity;
	struct redline_pair *pairs;
	size_t pair_count, pair_capacity;
	size_t lost;            /* pictures and the like that were not put in */
	struct diag_list *diags;
};

/* ---- elements (redline_tree.c) */

/* From now on that part of the first document is written; returns the root of the one before, which redline_enter_root() goes back to. */
xmlNode *redline_enter(struct redline *r, xmlDocPtr part);
void redline_enter_root(struct redline *r, xmlNode *root);

/* First child that is an element, next sibling that is one; of NULL: NULL. */
xmlNode *redline_first(xmlNode *parent);
xmlNode *redline_next(xmlNode *node);

/* The child of that name, or NULL; `node` may be NULL. */
xmlNode *redline_child(xmlNode *node, const char *name);

/* The attribute of that name, whatever its prefix, in `arena`; NULL: it has none. `node` may be NULL. */
const char *redline_attribute(struct arena *arena, xmlNode *node, const char *name);

/* Sets w:NAME. */
void redline_set(struct redline *r, xmlNode *node, const char *name, const char *value);

/* A new element of WordprocessingML, which stands nowhere yet. */
xmlNode *redline_new(struct redline *r, const char *name);

/* A new w:ins or w:del. */
xmlNode *redline_mark(struct redline *r, const char *name);

/* A copy of the node for a place in the same element, where its namespaces hold as well. */
xmlNode *redline_clone(const xmlNode *node);

/* Puts the node before all, or behind all, that the parent has. */
void redline_put_first(xmlNode *parent, xmlNode *node);

/* Takes the node away for good. */
void redline_drop(xmlNode *node);

/* Moves the node behind the place; what its parent declared is declared by itself. */
void redline_move_behind(xmlNode *place, xmlNode *node);

/* The node's children take its place. */
void redline_unwrap(xmlNode *node);

/* The properties (w:pPr, w:rPr, w:trPr) of the node, which are made where there are none. */
xmlNode *redline_properties(struct redline *r, xmlNode *node, const char *name);

/* ---- revisions that are there (redline_settle.c) */

/* Accepts all of them below the node. */
void redline_settle(xmlNode *node);

/* ---- copies (redline_copy.c) */

/* A copy of the second document's element for the first, without what would refer to parts that it has not; NULL: nothing is left of it. */
xmlNode *redline_copy(struct redline *r, xmlNode *node);

/* Whether the paragraphs of both documents have a style of the same name. */
bool redline_same_style(struct redline *r, xmlNode *before, xmlNode *after);

/* A copy of a paragraph's properties, with the first document's names of styles and lists; without section, mark and revisions. Never NULL. */
xmlNode *redline_copy_properties(struct redline *r, xmlNode *properties);

/* Notes that paragraphs which are one in both documents have these lists. */
void redline_pair_lists(struct redline *r, xmlNode *before, xmlNode *after);

/* The id in the first document of a style of the second one, which gets it where it has none of the name; NULL: there is no such style. */
const char *redline_style(struct redline *r, const char *id);

/* Makes a note in the first document for that of the id, without its text, which redline.pairs says; its id there, or NULL. */
const char *redline_copy_note(struct redline *r, enum redline_notes kind, const char *id);

/* The note of that id in a part of notes, or NULL; `id` may be NULL. */
xmlNode *redline_find_note(struct redline *r, xmlDocPtr notes, enum redline_notes kind, const char *id);

/* ---- notes (redline_notes.c) */

/* The word of the element of a note, and of the part with all of them. */
const char *redline_note_element(enum redline_notes kind), *redline_note_part(enum redline_notes kind);

/* Makes a part of notes, with their separators, for the first document, which has none of this kind. */
void redline_begin_notes(struct redline *r, enum redline_notes kind);

/* Texts of the notes that both documents have, or that the second one alone has. Notes within notes there are none. */
void redline_compare_notes(struct redline *r);

/* ---- texts (redline_text.c) */

/* What stands in a line: a text, or something else, which is one character of the line's text. */
struct redline_unit {
	xmlNode *run;    /* w:r with this alone, or what stands beside runs (a formula) */
	xmlNode *leaf;   /* in the run; NULL: the run is it */
	size_t at, len;  /* bytes of the line's text; 0: it goes with the unit before it */
};

struct redline_line {
	struct str text;
	struct redline_unit *units;
	size_t count, capacity;
};

/* The text of the paragraph, of which nothing is changed. In `arena`. */
struct str redline_text(struct redline *r, xmlNode *paragraph);

/* The line of a paragraph, whose runs are parted so that each holds one thing. */
struct redline_line redline_take(struct redline *r, xmlNode *paragraph);

/* Parts a unit of text that begins before the byte and ends behind it. */
void redline_part(struct redline *r, struct redline_line *line, size_t at);

/* Makes the text that of the element, blanks at its ends, too (17.3.3.31). */
void redline_set_text(xmlNode *leaf, struct str text);

/* ---- paragraphs (redline_paragraph.c) */

/* Makes of a paragraph of the first document what the other one is. */
void redline_change(struct redline *r, xmlNode *before, xmlNode *after);

/* Deletes the paragraph's text, and, with `mark`, its end. */
void redline_delete(struct redline *r, xmlNode *paragraph, bool mark);

/* A paragraph of the second document as one that is inserted in the first, its end, too, with `mark`. */
xmlNode *redline_insert(struct redline *r, xmlNode *paragraph, bool mark);

/* Marks the end of a paragraph: "ins", "del". */
void redline_mark_end(struct redline *r, xmlNode *paragraph, const char *kind);

/* Gives the paragraph of the first document these properties, and notes what they were (17.13.5.29). */
void redline_set_properties(struct redline *r, xmlNode *paragraph, xmlNode *properties);

/* Notes that the paragraph's properties were these, or what these were before. */
void redline_remember_properties(struct redline *r, xmlNode *paragraph, xmlNode *old);

/* A copy of the properties that are the paragraph's alone; `properties` may be NULL. */
xmlNode *redline_own_properties(struct redline *r, xmlNode *properties);

/* ---- blocks (redline_blocks.c) */

/* Makes of what stands in an element of the first document (body, cell, note) what stands in the other one. */
void redline_compare(struct redline *r, xmlNode *before, xmlNode *after, int depth);

#endif
