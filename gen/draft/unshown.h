/* Meta data of the head and the record block (发文字号, 抄送) of documents whose pages have neither: what they lack concerns nobody. */
#ifndef DRAFT_UNSHOWN_H
#define DRAFT_UNSHOWN_H

struct doc;
struct draft_result;
struct merged;
struct page_template;

/* Takes meta data with gaps that the page template (NULL: one without head and record block) does not show out of the document, and their gaps out of the
 * slots. result->unshown: the variables that nothing but such meta data names. All in the document's arena. */
void unshown_take_out(struct doc *doc, const struct page_template *template, struct merged *merged, struct draft_result *result);

#endif
