/* A DOCX while it is read: shared by docx.c, docx_run.c and docx_table.c. */
#ifndef READ_DOCX_H
#define READ_DOCX_H

#include "base/buf.h"
#include "read/internal.h"

enum { DOCX_DEPTH = 256 }; /* elements within each other that are followed */

/* What is left out, counted while the body is read and told at its end. */
enum docx_left {
	LEFT_DELETED,  /* tracked: deleted or moved away */
	LEFT_HIDDEN,   /* hidden text */
	LEFT_COMMENTS,
	LEFT_COUNT
};

/* A part with text: its blocks, and its text as a source. */
struct docx_part {
	struct source *source; /* filled when the part is read; places point to it from the start */
	struct buf text;
};

/* A footnote or endnote. */
struct docx_note {
	const char *id;
	bool end; /* endnote */
	struct doc_node **paragraphs;
	size_t count, capacity;
};

struct docx_reader {
	struct arena *arena;   /* of what stays */
	struct arena *scratch; /* of what the parts' trees need */
	struct package *package;
	struct styles *styles;
	struct numbering *numbering;
	struct read_file *file;
	struct docx_part *part;      /* that is being read */
	struct docx_note *notes;
	size_t note_count, note_capacity;
	struct docx_note *into;      /* the note that is being read; NULL: the body */
	struct doc_node *open;       /* the paragraph whose mark was deleted: the next goes on in it; or NULL */
	bool contents;               /* within a control that holds the list of contents */
	bool page_break;             /* one stands before the next paragraph */
	bool margin;                 /* a part of which only the text is wanted */
	size_t paragraphs;
	bool full;                   /* more than LIMIT_PARAGRAPHS */
	size_t left[LEFT_COUNT];
	struct diag_list *diags, *findings;
};

/* A paragraph being filled. */
struct docx_fill {
	struct doc_node *node;   /* NULL: only the text is wanted */
	const xmlNode **box;     /* text boxes in it, which come behind it */
	size_t box_count, box_capacity;
	bool plain;              /* bold and italic are the paragraph's, not the text's */
	bool strong, emphasis;   /* what the next run is */
	const char *link;        /* target, or NULL */
	const char *value;       /* name of the variable whose control is open, or NULL */
	bool gap;                /* it shows its placeholder */
	size_t lead;             /* bytes of text set as a lead */
	bool lead_open;          /* all text so far is */
	bool paragraph_bold;
	bool page_break;         /* one stands in it */
	struct doc_node *text;   /* that is being added to, or NULL */
	struct buf pieces;       /* its text so far */
	size_t length;           /* bytes of text so far, as read_add_text() counts */
};

/* Ends the text that runs are added to. */
void docx_end_text(struct docx_reader *reader, struct docx_fill *fill);

/* Order of notes, for binary search: footnotes first, by their ids. */
int docx_compare_notes(const void *a, const void *b);

/* Adds the runs below `node` to the paragraph. */
void docx_read_runs(struct docx_reader *reader, struct docx_fill *fill, const xmlNode *node, int depth);

/* Reads a table; `paragraph` reads the paragraphs of its cells into blocks. */
typedef void docx_paragraph_reader(struct docx_reader *reader, const xmlNode *node, int depth);
void docx_read_table(struct docx_reader *reader, const xmlNode *table, int depth, docx_paragraph_reader *paragraph);

/* Whether a reader does not see what is below the element; counts what is left out. */
bool docx_is_hidden(struct docx_reader *reader, const xmlNode *node);

/* Counts a paragraph or cell; true, with an error, when there are more than LIMIT_PARAGRAPHS. */
bool docx_is_full(struct docx_reader *reader);

struct place docx_place(const struct docx_reader *reader);

#endif
