/* A plan as what a short notice issues (印发通知): the notice's text is a shared block, 共用/印发通知, that is merged with the values of the plan's unit. */
#ifndef DRAFT_ISSUE_H
#define DRAFT_ISSUE_H

#include <stdbool.h>

struct doc;
struct merged;
struct merging;

/* The shared block with the notice's text; a whole document with front matter. */
#define ISSUE_BLOCK "共用/印发通知"

/* Whether the last of the layers says that the document has a notice (印发通知); what no truth value is is an error. To be asked when the elements
 * are settled. */
bool issue_is_wanted(struct merging *merging, struct doc *doc);

/* Makes the tree that of the notice, with the plan behind it as an attachment without mark. What is about the document as a whole, recipient,
 * note of attachments, signature and note (附注), goes with the notice; what the block has of those serves plans without. The plan's attachments
 * stay behind it. merging->values holds the plan's title (标题). The slots of the notice join those of *merged. The document says 印发通知: 否 from then
 * on: its text has the notice. False with errors. */
bool issue_wrap(struct merging *merging, struct doc *doc, struct merged *merged);

#endif
