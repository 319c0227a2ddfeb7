/* Plans against plans: of two years, of two units. */
#ifndef CLI_DIFF_PLANS_H
#define CLI_DIFF_PLANS_H

struct session;

/* Compares the plans of --unit and --year with those of the second --unit or --year. The exit status, 1 when something differs. */
int diff_plans(struct session *session);

#endif
