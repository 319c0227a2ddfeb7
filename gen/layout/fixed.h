/* Blocks whose lines and rules stand at places of their own and not on the grid: the head (版头) and the record block (版记). */
#ifndef LAYOUT_FIXED_H
#define LAYOUT_FIXED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "layout/page.h"

struct doc_node;
struct flow;
struct layout;
struct measure;
struct page_template;
struct text;

struct flow_fixed {
	struct page_line *lines;       /* baselines count from the block's top */
	size_t line_count, line_capacity;
	struct page_rule *rules;       /* y likewise */
	size_t rule_count, rule_capacity;
	double height;                 /* pt */
	struct measure *measure;       /* of the block */
	bool letter;                   /* the head of a letter: its page shows no number, but a double rule at its foot */
	bool foot;                     /* ends at the text area's bottom, else starts at its top */
};

/* Size, pt, of an authority's mark: the style's, or smaller where it would be wider than the text area. */
double head_mark_size(const struct page_template *template, struct str mark);

/* Pitch of a mark's lines, em: where word processors put a line of this height, its em box is the line's top. */
extern const double head_mark_pitch;

/* Room, pt, that a line of the mark leaves: word processors round the width of each of its characters. */
extern const double head_mark_slack;

/* Pitch of the lines of a mark of several authorities, em. */
extern const double head_joint_pitch;

/* Sets the head of the first page (GB/T 9704-2012, 7.2), or the record block (7.4), as the next block. */
void flow_add_head(struct layout *layout, struct flow *flow, const struct doc_node *head);
void flow_add_record(struct layout *layout, struct flow *flow, const struct doc_node *record);
/* Sets the head of a letter (10.1) as the next block. */
void flow_add_letter(struct layout *layout, struct flow *flow, const struct doc_node *head);

/* ---- for those */

struct flow_fixed *fixed_new(struct layout *layout, struct flow *flow, const struct doc_node *node);
/* Adds a line that is set; its baseline is `baseline` below the block's top. */
void fixed_add_line(struct layout *layout, struct flow_fixed *fixed, struct page_line line, double baseline);
/* Sets the mark of several authorities (joint.c), its top at `top`; returns its bottom. */
double head_add_joint(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *names, const struct doc_node *suffix, double top);
/* 份号, 密级 and 紧急程度, each on a line of its own, from `top` on; returns how many lines. */
size_t head_add_labels(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *head, double top);
/* The mark from `top` on; returns its bottom. `field` NULL: nothing. */
double head_add_mark(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *field, double top);
/* How far the title's em box rises above its line of the grid, pt: all lines share the body's baseline. */
double head_title_rise(struct layout *layout);
/* Adds a rule over the whole text area, its top edge at `y`. */
void fixed_add_rule(struct layout *layout, struct flow_fixed *fixed, double y, double height, uint32_t color);

#endif
