/* What stands in which order at the end of a document. */
#ifndef DOC_ORDER_H
#define DOC_ORDER_H

#include <stdbool.h>

struct diag_list;
struct doc;
struct doc_node;

/* Whether the block is one of those that stand below a signature: 抄送：…, （联系人：…）, an attachment. */
bool doc_is_below_signature(const struct doc_node *node);

/* Warns of signatures that text follows, and of attachment notes behind them or in attachments, as a document printed in the order of its source
 * has them. */
void doc_check_order(const struct doc *doc, struct diag_list *diags);

#endif
