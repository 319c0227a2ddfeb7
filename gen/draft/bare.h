/* Headings and tables whose text was left out, as a list is empty or a condition does not hold. */
#ifndef DRAFT_BARE_H
#define DRAFT_BARE_H

struct doc;
struct diag_list;

/* Warns of headings with nothing below them, and of tables of a head alone, where the source has a tag below the heading, or in the table: with these
 * values it gave nothing. What an author left empty is no business of the values (K163). */
void bare_report(const struct doc *doc, struct diag_list *diags);

#endif
