/* What the Markdown and the XML reader share: the run at hand, places, and text with placeholders. Private to gen/parse. */
#ifndef PARSE_CONTEXT_H
#define PARSE_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"
#include "doc/doc.h"
#include "merge/merge.h"

struct footnotes;

/* An attachment that a value of a variable began, and the value; NULL: none, or it was told. */
struct opened {
	const struct doc_node *attachment;
	const struct merge_slot *slot;
};

/* One run of a reader. */
struct parse {
	struct doc *doc;
	const struct merged *merged;
	struct diag_list *diags;
	struct doc_node *body;   /* takes the top-level blocks: the root, or the attachment that is open */
	uint32_t last;           /* last character of the inline text at hand, 0 at its start */
	bool soft_break;         /* a line of the source ended; decided with the next character */
	size_t meta_capacity;    /* of doc->meta */
	struct doc_meta *meta;   /* doc->meta, writable */
	struct footnotes *notes; /* those that the text at hand may refer to; NULL: none */
	bool noting;             /* the text at hand is a footnote's */
	struct opened opened;    /* the last one */
	struct str drawn;        /* the table drawn with signs that was told last, in the text of a piece */
};

/* A position: a byte of the merged text, or anywhere in the markdown value of a slot. */
struct spot {
	size_t offset;
	const struct merge_slot *slot;
};

struct spot parse_spot_after(struct spot spot, size_t bytes);
struct place parse_place(const struct parse *parse, struct spot spot);

/* Adds a diagnostic with the chain of includes; unused arguments are NULL. */
void parse_report(struct parse *parse, enum diag_code code, struct spot spot, const char *first, const char *second,
		  const char *third);

struct doc_node *parse_add(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct spot spot);

/* Begins the inline text of a block. */
void parse_start_text(struct parse *parse);

/* Adds text as nodes of `kind` (DOC_TEXT or DOC_CODE), placeholders as DOC_VALUE and DOC_GAP, line feeds as DOC_LINE_BREAK.
 * U+FDD2 vanishes, other control characters are errors; blanks at the start of the block's text vanish. */
void parse_add_text(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str text, struct spot spot);

/* Adds a reference to the footnote that the text at hand defines under this name ("[^1]"), and the note; else an error. */
void parse_refer(struct parse *parse, struct doc_node *parent, struct str label, struct spot spot);

/* A reference to a new footnote, which the caller fills; NULL, with an error, where none can stand. `label`: for messages. */
struct doc_node *parse_add_reference(struct parse *parse, struct doc_node *parent, const char *label, struct spot spot);

/* A new block `kind` below `parent` with this text. */
struct doc_node *parse_add_block(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str text,
				 struct spot spot);

/* The text with its placeholders replaced by their values, NUL-terminated, in the document's arena. */
struct str parse_plain(struct parse *parse, struct str text, struct spot spot);

/* The same, and in *parts the values of variables in it, as doc_meta has them. */
struct str parse_parts(struct parse *parse, struct str text, struct spot spot, const struct doc_meta_part **parts);

/* Reads the placeholder that `text` starts with: its slot and, in *len, its bytes. NULL when there is none. */
const struct merge_slot *parse_slot_at(const struct parse *parse, struct str text, size_t *len);

/* Whether the depth of `parent` leaves room for a child; else an error. */
bool parse_has_room(struct parse *parse, int depth, struct spot spot);

/* The same key/value pairs in front matter and XML: checks the key, stores the value. */
void parse_set_meta(struct parse *parse, struct str key, struct str value, struct spot key_spot, struct spot value_spot);

/* Whether parse_set_meta() knows the key. */
bool parse_is_meta_key(struct str key);

/* Index of the value of `what` in `names`, which NULL ends; -1 with an error when it is none of them. */
int parse_choose(struct parse *parse, const char *what, struct str value, const char *const *names, struct spot spot);

void parse_set_numbering(struct parse *parse, struct str value, struct spot spot);
void parse_set_level3(struct parse *parse, struct str value, struct spot spot);

/* Relative column widths "5 2 2" for a table of table->columns columns. */
void parse_set_widths(struct parse *parse, struct doc_node *table, struct str value, struct spot spot);

/* Ends a recipient with the full-width colon. */
void parse_finish_recipient(struct parse *parse, struct doc_node *recipient);

/* Puts a note into its brackets. */
void parse_finish_note(struct parse *parse, struct doc_node *note);

/* Sets how the columns of a finished table are aligned, a word each. `words`: the attribute's name, then the words for left, centre, right and
 * decimal point, then NULL. */
void parse_set_aligns(struct parse *parse, struct doc_node *table, struct str value, const char *const *words, struct spot spot);

/* Makes all rows of a table equally long; a row that differs from the first is an error, `uneven`. */
void parse_finish_table(struct parse *parse, struct doc_node *table, enum diag_code uneven);

/* The two readers. False when nothing can be read. */
bool parse_markdown(struct parse *parse);
bool parse_xml(struct parse *parse);

#endif
