/* The merged text while it grows: spans, indentation, blank lines between paragraphs. Private to gen/merge. */
#ifndef MERGE_EMIT_H
#define MERGE_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "merge/merge.h"

struct arena;

struct merge_emitter {
	struct arena *arena;
	struct buf text;
	struct merge_span *spans;
	size_t span_count, span_capacity;
	struct merge_slot *slots;
	size_t slot_count, slot_capacity;
	bool line_start;    /* the next template text starts a line */
	bool paragraphs;    /* emit_break() works (MERGE_STRICT, not XML) */
	size_t joined;      /* 1 + length of the text where the last emit_join() was, or 0 */
	bool break_due;     /* a blank line is due before the next text */
	struct place break_place; /* of the tag that asks for it */
	size_t scanned;     /* start of the first line whose fences have not been looked at */
	char fence;         /* '`' or '~' within a fenced block, '-' within front matter, else 0 */
	size_t fence_len;
};

/* Where emitted bytes come from. */
struct merge_origin {
	struct place place;
	const struct diag_frame *frames;
};

/* Template text, byte for byte. Each line that has content gets the indentation before it. */
void emit_text(struct merge_emitter *emitter, struct str text, struct str indent, struct merge_origin origin);

/* Text that stands for the tag at the origin; after the indentation when it starts a line. */
void emit_value(struct merge_emitter *emitter, struct str text, struct str indent, struct merge_origin origin);

/* What was emitted and what will be are separate paragraphs. */
void emit_break(struct merge_emitter *emitter, struct place place);

/* What comes next stays on the line: breaks have no effect until some text is emitted. */
void emit_join(struct merge_emitter *emitter);

/* Adds a slot; returns its number. */
size_t emit_slot(struct merge_emitter *emitter, struct merge_slot slot);

#endif
