/* How a person wants documents to look: page template, and what the formats have of their own, as names and files. */
#ifndef DRAFT_LOOK_H
#define DRAFT_LOOK_H

#include <stdbool.h>

struct arena;
struct diag_list;
struct draft_request;
struct draft_tools;

/* Each may be NULL: as it is without. */
struct draft_look {
	const char *page_template;
	const char *profile;       /* of PDF (write/profile.h) */
	const char *output_intent; /* file with the printing condition, for a profile for print */
	const char *docx;          /* form of values in DOCX */
	const char *resolution;    /* of pictures */
	bool sheet;                /* pictures are contact sheets */
};

/* Takes the look into the request; the page template is opened. The texts and what is read live in `arena`. False with errors in `diags`. */
bool draft_look_take(struct arena *arena, struct draft_tools *tools, const struct draft_look *look, struct draft_request *request,
		     struct diag_list *diags);

#endif
