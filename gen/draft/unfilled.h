/* Text of a document that stands for what is still to be filled in: XX局, 2026年X月, （待定）. Values are judged where they come in. For gen/draft. */
#ifndef DRAFT_UNFILLED_H
#define DRAFT_UNFILLED_H

struct diag_list;
struct doc;

/* Reports it at its place in the source, as an error, or as a warning where something else may be meant (李某, ____). */
void unfilled_report(const struct doc *doc, struct diag_list *diags);

#endif
