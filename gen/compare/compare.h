/* What differs between two documents: which passages, and in them which characters; which values of variables, and where.
 *
 * A passage is what a person takes for one: a paragraph, a heading with the paragraph that runs on in its line, an item of a list, a row of a
 * table, a named element of the head or the record block (签发人), without what print puts around it. What the program makes itself is none of its text: numbers of headings and items, bullet signs, page breaks, contents, the
 * list of what is missing. Looks (bold, fonts, alignment) are not compared. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "doc/doc.h"

struct arena;
struct buf;
struct catalogue_setting;
struct change;
struct compare_elements;
struct diag_list;
struct draft_element;
struct draft_request;
struct draft_result;
struct draft_tools;
struct own_view;
struct page_template;

/* A value of a variable in the text of a passage. */
struct compare_span {
	const char *name;  /* of the variable */
	const char *label; /* of a gap; else NULL */
	size_t at, len;    /* bytes of the passage's text */
	bool gap;
	struct place place; /* of its tag */
};

/* Where the text of an inline begins in that of its passage; before it, where blanks were taken off. */
struct compare_inline {
	const struct doc_node *node;
	long at;
};

/* Who can tell whether a document has an element: its pages, its source, or the content that it is drafted from. */
enum compare_reach { COMPARE_PAGES = 1, COMPARE_SOURCE = 2, COMPARE_CONTENT = 4 };

struct compare_passage {
	const char *element; /* the name of a named element (vars/element.h), which is a DOC_FIELD without node; else NULL */
	size_t element_of;   /* the index of the document that has it */
	unsigned reach;      /* what shows it, of compare_reach */
	enum doc_kind kind;  /* of the block; a DOC_HEADING may hold the paragraph behind it, a DOC_ROW holds its cells, parted by tabs */
	int level;           /* of a heading */
	const char *lists;   /* and quotes that an item or paragraph stands in, outermost first: "-" a list of signs, "1" of numbers, ">" a quote; "": in none */
	const char *number;  /* that the program sets before it, or NULL */
	struct str text;     /* without blanks at its ends; ends with a NUL */
	struct compare_span *spans; /* in the order of the text */
	size_t span_count, span_capacity;
	const struct doc_node *node;    /* that it is made of, NULL of an element, */
	const struct doc_node *run_on;  /* and the paragraph that runs on in the line of a heading; NULL: none */
	struct compare_inline *inlines; /* those with text, in its order */
	size_t inline_count, inline_capacity;
	const struct compare_passage *section; /* the heading or title that it stands under; NULL: none */
	struct place place;
	const char *file;    /* that it stands in, NULL: none; */
	unsigned line;       /* and its line there, of a DOCX the paragraph, from 1 */
};

/* One of two documents. */
struct compare_side {
	const char *name; /* for people: the file, or what was drafted */
	struct compare_passage *passages;
	size_t count, capacity;
	struct doc *const *docs; /* that they were taken from; the passages point into them */
	size_t doc_count;
	unsigned tells;          /* of compare_reach: an element that none of them shows, and that is not here, may have been there */
	unsigned tells_unshown;  /* the same of elements that no page ever shows (作者) */
	const struct own_view *own; /* of a plan that was drafted with draft_request.parts; else NULL */
	const struct source *plain; /* of plain text, which does not tell what its blocks are: the file; else NULL */
	const struct compare_elements *elements; /* of its first document */
	const char *drafted;     /* marks of the values that a DOCX was drafted with (doc/drafted.h); NULL: it does not say */
	const struct diag_list *margins; /* R016 of a DOCX: the text of its headers and footers; NULL: none. The place of each begins that text */
	const struct page_template *page; /* of a plan that was drafted: it sets headers and footers; NULL: not known */
	size_t untold;           /* lines of plain text that read otherwise than the plan and that the passages do not have */
};

enum compare_op { COMPARE_SAME, COMPARE_DELETED, COMPARE_INSERTED };

/* A piece of the text of two passages, which ends with a NUL; inserted text is that of the second. */
struct compare_piece {
	enum compare_op op;
	struct str text;
};

enum compare_kind {
	COMPARE_CHANGED,  /* other text; where the kinds differ, it became another one, too */
	COMPARE_ADDED,    /* `before` is NULL */
	COMPARE_REMOVED,  /* `after` is NULL */
	COMPARE_MOVED,    /* the same text in another place */
	COMPARE_RESTYLED, /* the same text, but another kind of block, another level of heading, or of another list */
	COMPARE_KIND_COUNT
};

struct compare_change {
	enum compare_kind kind;
	const struct compare_passage *before, *after;
	struct compare_piece *pieces; /* of CHANGED */
	size_t piece_count;
};

/* A place where a value reads otherwise. */
struct compare_spot {
	const struct compare_passage *before, *after;
};

/* A value that reads otherwise, by its text before: a variable may have several (a date with its year, and without). */
struct compare_value {
	const char *name, *label; /* label: NULL but of a gap */
	const char *old, *now;    /* old: as the gap reads where it was one */
	bool gap;                 /* it was missing */
	struct compare_spot *spots;
	size_t spot_count, spot_capacity;
	size_t places;            /* where the value stands in passages that both documents have */
	bool both;                /* it was changed here, too, since the document was drafted */
	bool agreed;              /* all of them read `now`; of a gap: none reads anything else but the gap */
};

/* A value that was changed here since the document was drafted, and in the document was not. */
struct compare_since {
	const char *name;
	const char *then, *now; /* as the document has it, and as the plan does */
};

#define COMPARE_NONE ((size_t)-1)

struct compare_result {
	const struct compare_side *before, *after;
	const size_t *mates; /* of each passage of the first its index in the second; COMPARE_NONE: it is not there, or elsewhere */
	struct compare_change *changes; /* in the order of the second document, what was removed where it stood */
	size_t change_count, change_capacity;
	struct compare_value *values;
	size_t value_count, value_capacity;
	struct compare_since *since; /* where the document says what it was drafted with: then `before` is the plan as it was with these values */
	size_t since_count, since_room;
	const struct catalogue_setting *then; /* with which it was drafted so */
	size_t then_count;
	bool coarse; /* there was too much to compare: somewhere whole passages are given as removed and added, or texts as replaced */
};

/* The named elements of a document, with what print puts around them. */
struct compare_elements {
	const struct draft_element *items;
	size_t count;
};

/* The passages of some documents, one behind the other, with their elements, one of `elements` for each document. All of it lives in `arena`; texts are
 * copies. The documents, of which `docs` is copied, live as long. */
void compare_take(struct arena *arena, const char *name, struct doc *const *docs, const struct compare_elements *elements, size_t count,
		  struct compare_side *side);

/* Compares the two. Passages that are in both but once are found first (patience diff), the others between them by Myers' algorithm
 * ("An O(ND) Difference Algorithm and Its Variations", 1986); what is left over is paired by likeness and compared by characters as people
 * see them (UAX 29). Where that would take too long, the result is coarse. False with an error in `diags`. */
bool compare_sides(struct arena *arena, const struct compare_side *before, const struct compare_side *after, struct compare_result *result,
		   struct diag_list *diags);

/* Whether both are of one kind: paragraphs, headings of a level, items of lists that lie in each other alike. */
bool compare_is_alike(const struct compare_passage *before, const struct compare_passage *after);

/* Whether nothing differs, nothing that a document of plain text does not tell either. */
bool compare_is_same(const struct compare_result *result);

/* Appends where the passage stands, for people: "二、重点任务 › （一）"; nothing where it has no heading above it. */
void compare_add_section(const struct compare_passage *passage, struct buf *out);

/* "changed", "added" …: for programs, and to be translated. */
const char *compare_kind_name(enum compare_kind kind);

/* ---- documents */

/* Reads a document made elsewhere (read/read.h), which has that name for messages (NULL: its path). False with errors. */
bool compare_open(struct arena *arena, const char *path, const char *name, struct compare_side *side, struct diag_list *diags);

/* The passages of a document that was drafted with draft_request.elements; its pages may point to the same tree. */
void compare_drafted(struct arena *arena, const struct draft_result *result, struct compare_side *side);

/* Drafts the plan of the request, with gaps where values are missing. False with errors. */
bool compare_draft(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *side,
		   struct diag_list *diags);

/* Says what stands in headers and footers of the one and not of the other: no passage has it. */
void compare_tell_margins(const struct compare_side *before, const struct compare_side *after, struct diag_list *diags);

/* Drafts the plan of the request and compares the document with it. Of plain text only what reads otherwise than the plan's own plain text counts: *after
 * becomes the plan with that in it, and of what plain text cannot tell a warning says where it stands. False with errors. */
bool compare_with_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *before,
		       struct compare_side *after, struct compare_result *result, struct diag_list *diags);

/* ---- values */

/* Puts the values that changed into the row of the request's unit. A value goes there when all its places agree and the plan, drafted
 * with it, reads as the document does; of each other one a warning says why not, and of each named element that differs still, where it comes from. Returns how many are in the change; 0 with an error when
 * the request has no unit with a row. */
size_t compare_accept(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
		      struct change *change, struct diag_list *diags);

/* ---- texts */

/* What else was changed becomes the unit's own text for the plan: passages and blocks that it replaces, drops or adds, with the tags of values that
 * still read as the plan has them. `reason`: NULL: that of an override which is changed, else the document's name. What the document says is compared
 * with the plan as it is with the values that compare_accept() takes; `values`: it took them into the change, and what it refused as none that the
 * variable can have is no text either. Each text is in the change only when the plan, drafted anew, reads there as the document does; of each other
 * difference a warning says why it is not. Returns how many are in the change; 0 with an error when the request has no unit with a row. */
size_t compare_accept_text(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
			   const char *reason, bool values, struct change *change, struct diag_list *diags);

/* ---- tracked revisions */

/* Who made the revisions, and when (seconds since 1970). */
struct compare_maker {
	const char *author;
	long long when;
};

/* Appends the first of two DOCX files with revisions that make the second one of it (compare/redline.h). Where one of them is a file of another kind, an error. */
bool compare_redline_files(struct arena *arena, const char *before, const char *after, const struct compare_maker *maker, struct buf *out,
			   struct diag_list *diags);

/* The same with a draft of the plan as the first, to which the DOCX file `after`, read as result->after, was compared by compare_with_plan(). Its values are text. */
bool compare_redline_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
			  const char *after, const struct compare_maker *maker, struct buf *out, struct diag_list *diags);

/* ---- formats */

/* Appends all of it as one JSON object, whose members are in plangen(1). */
void compare_add_json(const struct compare_result *result, struct buf *out);

#endif
