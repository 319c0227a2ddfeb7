/* The rules' functions; the table is in rules.c. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

struct check;
struct check_text;
struct source;

/* foreign.c */
void check_rule_foreign(struct check *check, const struct check_text *text);
void check_rule_body(struct check *check, const struct check_text *text);
void check_rule_stale_year(struct check *check, const struct check_text *text);
void check_rule_stale_word(struct check *check, const struct check_text *text);
void check_rule_placeholder(struct check *check, const struct check_text *text);
void check_rule_absolute(struct check *check, const struct check_text *text);

/* figures.c */
void check_rule_figure(struct check *check, const struct check_text *text);
void check_rule_any_figure(struct check *check, const struct check_text *text);

/* headings.c */
void check_rule_heading_number(struct check *check, const struct check_text *text);
void check_rule_heading_order(struct check *check, const struct check_text *text);
void check_rule_heading_mark(struct check *check, const struct check_text *text);
void check_rule_heading_end(struct check *check, const struct check_text *text);

/* punctuation.c */
void check_rule_pairs(struct check *check, const struct check_text *text);
void check_rule_half_width(struct check *check, const struct check_text *text);
void check_rule_spaces(struct check *check, const struct check_text *text);
void check_rule_between_items(struct check *check, const struct check_text *text);
void check_rule_doubled(struct check *check, const struct check_text *text);
void check_rule_dangling(struct check *check, const struct check_text *text);
void check_rule_long_sentence(struct check *check, const struct check_text *text);

/* numbers.c */
void check_rule_counts(struct check *check, const struct check_text *text);
void check_rule_missing_unit(struct check *check, const struct check_text *text);
void check_rule_date(struct check *check, const struct check_text *text);

/* duplicates.c */
void check_rule_duplicates(struct check *check, const struct check_text *text);

/* titles.c */
void check_rule_naming(struct check *check, const struct check_text *text);
void check_rule_same_title(struct check *check, const struct check_text *text);
void check_rule_contents(struct check *check, const struct check_text *text);

/* variables.c */
void check_rule_unused(struct check *check, const struct check_text *text);
void check_rule_unconfirmed(struct check *check, const struct check_text *text);
void check_rule_shadowed(struct check *check, const struct source *source);

/* switch.c */
void check_rule_switches(struct check *check, const struct source *source);

#endif
