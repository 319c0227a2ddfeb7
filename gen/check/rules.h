/* The rules' functions; the table is in rules.c. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include <stddef.h>

struct check;
struct str;
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

void check_rule_empty_section(struct check *check, const struct check_text *text);

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

/* written.c */
void check_rule_confusable(struct check *check, const struct check_text *text);
void check_rule_old_name(struct check *check, const struct check_text *text);
void check_rule_own_word(struct check *check, const struct check_text *text);
void check_rule_named(struct check *check, const struct check_text *text);
void check_rule_phrases(struct check *check, const struct check_text *text);
void check_rule_law_title(struct check *check, const struct check_text *text);
void check_rule_word_twice(struct check *check, const struct check_text *text);

/* typing.c */
void check_rule_typing(struct check *check, const struct check_text *text);

/* amounts.c, written.c */
void check_rule_shortfall(struct check *check, const struct check_text *text);
void check_rule_body_name(struct check *check, const struct check_text *text);

/* sense.c */
void check_rule_sense(struct check *check, const struct check_text *text);

/* units.c, characters.c */
void check_rule_units(struct check *check, const struct check_text *text);
void check_rule_characters(struct check *check, const struct check_text *text);

/* official.c */
void check_rule_document_number(struct check *check, const struct check_text *text);
void check_rule_date_form(struct check *check, const struct check_text *text);
void check_rule_date_year(struct check *check, const struct check_text *text);
void check_rule_signature(struct check *check, const struct check_text *text);
void check_rule_signed_by(struct check *check, const struct check_text *text);
void check_rule_recipient(struct check *check, const struct check_text *text);
void check_rule_attachments(struct check *check, const struct check_text *text);
void check_rule_genre(struct check *check, const struct check_text *text);

/* calendar.c */
void check_rule_weekday(struct check *check, const struct check_text *text);
void check_rule_hour(struct check *check, const struct check_text *text);
void check_rule_quarter(struct check *check, const struct check_text *text);
void check_rule_plan_period(struct check *check, const struct check_text *text);
void check_rule_memorial(struct check *check, const struct check_text *text);

/* amounts.c */
void check_rule_amounts(struct check *check, const struct check_text *text);
void check_rule_parts(struct check *check, const struct check_text *text);
void check_rule_totals(struct check *check, const struct check_text *text);
void check_rule_sentence_twice(struct check *check, const struct check_text *text);

/* marks.c */
void check_rule_articles(struct check *check, const struct check_text *text);
void check_rule_bad_mark(struct check *check, const struct check_text *text);

/* kinds.c */
void check_rule_foreign_kind(struct check *check, const struct check_text *text);
void check_rule_region_rank(struct check *check, const struct check_text *text);
void check_rule_other_region(struct check *check, const struct check_text *text);
void check_rule_traditional(struct check *check, const struct check_text *text);

/* reckoning.c, deadlines.c */
void check_rule_reckoning(struct check *check, const struct check_text *text);
void check_rule_span(struct check *check, const struct check_text *text);
void check_rule_deadline(struct check *check, const struct check_text *text);
void check_rule_in_force(struct check *check, const struct check_text *text);
void check_rule_half_year(struct check *check, const struct check_text *text);

/* persons.c */
void check_rule_persons(struct check *check, const struct check_text *text);

/* own_data.c; its `persons` are names that the text gives with an office */
void check_rule_own_data(struct check *check, const struct check_text *text);
void check_persons_alone(struct check *check, const struct check_text *text, const struct str *persons, size_t count);

/* plainly.c */
void check_rule_plainly(struct check *check, const struct check_text *text);

/* lists.c, agreement.c */
void check_rule_lists(struct check *check, const struct check_text *text);
void check_rule_agreement(struct check *check, const struct check_text *text);
void check_rule_held_on(struct check *check, const struct check_text *text);
void check_rule_nobody(struct check *check, const struct check_text *text);
void check_rule_no_end(struct check *check, const struct check_text *text);
void check_rule_self(struct check *check, const struct check_text *text);
void check_rule_said_again(struct check *check, const struct check_text *text);

/* frames.c */
void check_rule_frames(struct check *check, const struct check_text *text);

/* structure.c, posts.c */
void check_rule_structure(struct check *check, const struct check_text *text);
void check_rule_posts(struct check *check, const struct check_text *text);

/* follow.c */
void check_rule_follow(struct check *check, const struct check_text *text);

/* nearness.c */
void check_rule_nearness(struct check *check, const struct check_text *text);

/* values.c */
void check_rule_values(struct check *check, const struct check_text *text);

/* phrasing.c */
void check_rule_set_phrases(struct check *check, const struct check_text *text);

/* relations.c */
void check_rule_relations(struct check *check, const struct check_text *text);

/* letter.c */
void check_rule_letter(struct check *check, const struct check_text *text);

/* calendar.c */
void check_rule_title_period(struct check *check, const struct check_text *text);

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
