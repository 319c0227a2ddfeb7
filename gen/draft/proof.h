/* A final document is looked through by the rules of plangen check: what they call an error, and marks of which they are certain, is told. For gen/draft. */
#ifndef DRAFT_PROOF_H
#define DRAFT_PROOF_H

struct arena;
struct diag_list;
struct doc;
struct draft_request;
struct draft_result;
struct draft_tools;

/* Adds such findings to `diags` as warnings, at their places in the sources and in the tables of values. To be called before anything is added to the tree
 * that no source says. `result` has the values. */
void proof_report(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct draft_result *result,
		  const struct doc *doc, struct diag_list *diags);

/* Warns, at the value, of one that ends in a mark where the text goes on with its own (；等, 。，), and of one with straight quotes around Chinese text. */
void proof_values(struct arena *arena, const struct draft_tools *tools, const struct draft_result *result, const struct doc *doc, struct diag_list *diags);

#endif
