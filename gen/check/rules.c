#include "check/rules.h"

#include "check/check.h"

/* Marks texts for translation. */
#define N_(text) text

#define OF_TEXT(code, name, run, explanation) { DIAG_##code, name, CHECK_OF_TEXT, run, NULL, explanation }
#define OF_SET(code, name, run, explanation) { DIAG_##code, name, CHECK_OF_SET, run, NULL, explanation }
#define OF_SOURCE(code, name, run, explanation) { DIAG_##code, name, CHECK_OF_SOURCE, NULL, run, explanation }

const struct check_rule check_rules[] = {
	OF_TEXT(CHECK_FOREIGN, "foreign", check_rule_foreign,
		N_("A word of another organisation or region stands in the text: the name of a unit, a "
		   "region, or a word that only other unit types use (词汇.本类 in variables.xml). It was "
		   "probably left in when the text was copied. In a source, write a variable.")),
	OF_TEXT(CHECK_FIGURE, "figure", check_rule_figure,
		N_("A figure differs from the unit's own value where the plan made from its data has it "
		   "(check FILE --unit UNIT).")),
	OF_TEXT(CHECK_ANY_FIGURE, "any-figure", check_rule_any_figure,
		N_("A text that is for any unit names a number of branches, members … of one unit. In a "
		   "source, write the variable.")),
	OF_TEXT(CHECK_BODY, "body", check_rule_body,
		N_("The Party body named here belongs to another kind of organisation, as 局党委 in a "
		   "school's plan does. In a source write {{组织.主体}}.")),
	OF_TEXT(CHECK_PLACEHOLDER, "placeholder", check_rule_placeholder,
		N_("Something still has to be filled in here: XX, X县, **, ___, 待填, 【待定】, 待补充, 某某, an "
		   "empty pair of brackets, blanks behind 第 or between 年, 月 and 日.")),
	OF_TEXT(CHECK_STALE_YEAR, "stale-year", check_rule_stale_year,
		N_("The year is not that of the plan. Years in the names of documents (《…（2023年版）》) "
		   "and in periods are not meant.")),
	OF_TEXT(CHECK_STALE_WORD, "stale-word", check_rule_stale_word,
		N_("The expression is out of date, or not yet in use, in the plan's year (全年.过时词 of "
		   "the year profile).")),
	OF_TEXT(CHECK_HEADING_NUMBER, "heading-number", check_rule_heading_number,
		N_("A heading without number stands between numbered ones, and the next number shows that "
		   "it should have one.")),
	OF_TEXT(CHECK_HEADING_ORDER, "heading-order", check_rule_heading_order,
		N_("The numbers of headings of one level follow each other without a gap and without a "
		   "double.")),
	OF_TEXT(CHECK_HEADING_MARK, "heading-mark", check_rule_heading_mark,
		N_("Numbers are written 一、（一）1.（1） (GB/T 9704—2012, 7.3.3); behind an Arabic number "
		   "stands a dot, not 、.")),
	OF_TEXT(CHECK_HEADING_END, "heading-end", check_rule_heading_end,
		N_("A heading on a line of its own has no mark at its end. Only a heading that is followed "
		   "by text in the same paragraph ends in 。")),
	OF_TEXT(CHECK_PAIRS, "pairs", check_rule_pairs,
		N_("Quotes and brackets come in pairs within a paragraph, the opening one first.")),
	OF_TEXT(CHECK_HALF_WIDTH, "half-width", check_rule_half_width,
		N_("In Chinese text the marks ， 。 ： ； ？ ！ （ ） “ ” are full-width (GB/T 15834—2011). "
		   "plangen check --fix mends it.")),
	OF_TEXT(CHECK_SPACE, "space", check_rule_spaces,
		N_("A space stands between Chinese characters or beside a full-width mark. plangen check "
		   "--fix takes it out.")),
	OF_TEXT(CHECK_BETWEEN_ITEMS, "between-items", check_rule_between_items,
		N_("Between items in quotes or book-title marks no 、 is written: “两好”“两保证”, "
		   "《甲》《乙》 (GB/T 15834—2011, 4.5.3.5).")),
	OF_TEXT(CHECK_DOUBLED, "doubled", check_rule_doubled,
		N_("Two marks follow each other where one can stand, as in “，。” or “。。”.")),
	OF_TEXT(CHECK_DANGLING, "dangling", check_rule_dangling,
		N_("A conjunction (和, 与, 及, 以及, 或, 并) stands before a mark and joins nothing.")),
	OF_TEXT(CHECK_COUNT, "count", check_rule_counts,
		N_("The number of items announced (“七有”, 三项任务, 一是……二是……) is not the number of "
		   "items listed.")),
	OF_TEXT(CHECK_MISSING_UNIT, "missing-unit", check_rule_missing_unit,
		N_("A year without 年, or a figure without a unit.")),
	OF_TEXT(CHECK_DATE, "date", check_rule_date, N_("There is no such date: 2月30日, 13月, 第五季度.")),
	OF_TEXT(CHECK_CONFUSABLE, "confusable", check_rule_confusable,
		N_("A word, idiom or unit sign that is often written wrong (content/words/confusables.csv, with the contexts in which it is right).")),
	OF_TEXT(CHECK_OLD_NAME, "old-name", check_rule_old_name,
		N_("A law, body, meeting or campaign that another one has replaced in the plan's year (content/words/names.csv, with years).")),
	OF_TEXT(CHECK_OWN_WORD, "own-word", check_rule_own_word,
		N_("A word of your office's own list, content/words/wrong.csv (columns 错, 对, 除外, 后接, 理由).")),
	OF_TEXT(CHECK_MEMBER, "member", check_rule_phrases,
		N_("A set phrase lacks one of its members or has a wrong one (content/words/phrases.csv).")),
	OF_TEXT(CHECK_MEMBER_ORDER, "member-order", NULL,
		N_("The members of a set phrase stand in another order than usual (content/words/phrases.csv).")),
	OF_TEXT(CHECK_LAW_TITLE, "law-title", check_rule_law_title,
		N_("The title in 《》 differs in a few characters from that of a law or regulation (content/words/titles.csv).")),
	OF_TEXT(CHECK_WORD_TWICE, "word-twice", check_rule_word_twice,
		N_("A word is written twice in a row, as 的的 or 进行进行.")),
	OF_TEXT(CHECK_DOCUMENT_NUMBER, "document-number", check_rule_document_number,
		N_("A document number is X〔2026〕1号: the year in full in 〔〕, the number without 第 and leading zeros (GB/T 9704—2012, 7.2.5).")),
	OF_TEXT(CHECK_DATE_FORM, "date-form", check_rule_date_form,
		N_("The date of a document is written 2026年3月1日 in Arabic digits, without leading zeros (GB/T 9704—2012, 7.3.5).")),
	OF_TEXT(CHECK_DATE_YEAR, "date-year", check_rule_date_year,
		N_("The date of the document lies in a year before the one that it is for.")),
	OF_TEXT(CHECK_NO_SIGNATURE, "no-signature", check_rule_signature,
		N_("A letter, notice or request is signed by the body that issues it (GB/T 9704—2012, 7.3.5).")),
	OF_TEXT(CHECK_NO_DATE, "no-date", NULL,
		N_("A document has a date (GB/T 9704—2012, 7.3.5).")),
	OF_TEXT(CHECK_SIGNED_BY, "signed-by", check_rule_signed_by,
		N_("The signature is another name than the title has.")),
	OF_TEXT(CHECK_RECIPIENT_COLON, "recipient-colon", check_rule_recipient,
		N_("Behind the recipient stands a full-width colon (GB/T 9704—2012, 7.3.2).")),
	OF_TEXT(CHECK_NO_RECIPIENT, "no-recipient", NULL,
		N_("A request, letter or notice usually names its recipient behind the title (GB/T 9704—2012, 7.3.2).")),
	OF_TEXT(CHECK_ATTACHMENT, "attachment", check_rule_attachments,
		N_("The attachments are numbered from 1 in their order; a single one has no number (GB/T 9704—2012, 7.3.4).")),
	OF_TEXT(CHECK_ATTACHMENT_TITLE, "attachment-title", NULL,
		N_("The title of an attachment is the one that the list of attachments gives (GB/T 9704—2012, 7.3.7).")),
	OF_TEXT(CHECK_ATTACHMENT_END, "attachment-end", NULL,
		N_("Behind the name of an attachment stands no mark (GB/T 9704—2012, 7.3.4).")),
	OF_TEXT(CHECK_GENRE, "genre", check_rule_genre,
		N_("A document is a request or a report, not both; the words at its end belong to its kind.")),
	OF_TEXT(CHECK_WEEKDAY, "weekday", check_rule_weekday,
		N_("The day of the week is not that of the date.")),
	OF_TEXT(CHECK_HOUR, "hour", check_rule_hour,
		N_("An hour that cannot be in the morning or the afternoon as it says, or that there is not.")),
	OF_TEXT(CHECK_QUARTER, "quarter", check_rule_quarter,
		N_("The month that stands beside a quarter lies in another one.")),
	OF_TEXT(CHECK_PLAN_PERIOD, "plan-period", check_rule_plan_period,
		N_("The five-year plan named has not its first or last year in the plan's year, or is over.")),
	OF_TEXT(CHECK_MEMORIAL, "memorial", check_rule_memorial,
		N_("The memorial day is on another date.")),
	OF_TEXT(CHECK_ANNIVERSARY, "anniversary", NULL,
		N_("The number of an anniversary is that of an earlier year.")),
	OF_TEXT(CHECK_RANGE, "range", check_rule_amounts,
		N_("Both numbers of a range of percentages have the sign: 10%～20% (GB/T 15835—2011).")),
	OF_TEXT(CHECK_ROUGH, "rough", NULL,
		N_("近 or 约 and 余 or 多 do not stand with one number.")),
	OF_TEXT(CHECK_MONEY, "money", NULL,
		N_("An amount of money without 元.")),
	OF_TEXT(CHECK_HALF, "half", NULL,
		N_("A decrease is not told in multiples.")),
	OF_TEXT(CHECK_PARTS, "parts", check_rule_parts,
		N_("The parts of an amount are not the whole.")),
	OF_TEXT(CHECK_TOTAL, "total", check_rule_totals,
		N_("The last row of a table, 合计, is not the sum of its column.")),
	OF_TEXT(CHECK_SENTENCE_TWICE, "sentence-twice", check_rule_sentence_twice,
		N_("A sentence stands in the text a second time, word for word.")),
	OF_TEXT(CHECK_ARTICLE, "article", check_rule_articles,
		N_("Chapters and articles (第一章, 第一条) are numbered without a gap.")),
	OF_TEXT(CHECK_FOREIGN_KIND, "foreign-kind", check_rule_foreign_kind,
		N_("What another kind of organisation calls itself, its bodies, its people (content/words/trades.csv); judged by the name in the title or the signature.")),
	OF_TEXT(CHECK_BAD_MARK, "bad-mark", check_rule_bad_mark,
		N_("A mark in a place where GB/T 15834—2011 has another one or none.")),
	OF_TEXT(CHECK_REGION_RANK, "region-rank", check_rule_region_rank,
		N_("Words of a county (县委, 我县) in a text of a district, or the reverse; judged by the region in the issuer's name.")),
	OF_TEXT(CHECK_OTHER_BODY, "other-body", check_rule_other_region,
		N_("A bureau's text in which another bureau of the region does the work. Look whether the name is meant.")),
	OF_TEXT(CHECK_OTHER_REGION, "other-region", NULL,
		N_("A body of another county or district begins a sentence that tells of no dealings with others.")),
	OF_TEXT(CHECK_TRADITIONAL, "traditional", check_rule_traditional,
		N_("Traditional characters in simplified text (content/words/traditional.csv; 通用规范汉字表). Names may keep them.")),
	OF_TEXT(CHECK_PRODUCT, "product", check_rule_reckoning,
		N_("Number times price is not the total of the sentence.")),
	OF_TEXT(CHECK_RATE, "rate", NULL,
		N_("A share, rate or growth is not what the two figures before it make.")),
	OF_TEXT(CHECK_POINTS, "points", NULL,
		N_("Percentages differ by percentage points (个百分点), not by per cent.")),
	OF_TEXT(CHECK_OVER_ALL, "over-all", NULL,
		N_("A share is over 100 per cent, or shares of one whole do not add up to it.")),
	OF_TEXT(CHECK_SPAN, "span", check_rule_span,
		N_("The length named is not that of the days or months before it, both counted.")),
	OF_TEXT(CHECK_BACKWARDS, "backwards", NULL,
		N_("The end of a period lies before its beginning.")),
	OF_TEXT(CHECK_OVERDUE, "overdue", check_rule_deadline,
		N_("A day by which something is to be done, or on which something is to be, lies before the date of signature.")),
	OF_TEXT(CHECK_IN_FORCE, "in-force", check_rule_in_force,
		N_("Rules of this year come into force in an earlier one.")),
	OF_TEXT(CHECK_YEARS, "years", check_rule_half_year,
		N_("The years in brackets are not as many as the period named has, or not those of the five-year plan.")),
	OF_SET(CHECK_DUPLICATE, "duplicate", check_rule_duplicates,
		N_("Two paragraphs say nearly the same. Within a plan, delete one; in two plans, put the "
		   "text into a shared block (content/shared/).")),
	OF_TEXT(CHECK_NAMING, "naming", check_rule_naming,
		N_("The title and the text name the document differently: 工作计划要点 in the title, "
		   "工作要点 in the text.")),
	OF_SET(CHECK_SAME_TITLE, "same-title", check_rule_same_title,
		N_("Two plans, or two entries of the contents, have the same title: readers cannot tell "
		   "them apart.")),
	OF_SET(CHECK_NO_BODY, "no-body", check_rule_contents, N_("The contents list a plan that is not in the file.")),
	OF_TEXT(CHECK_ABSOLUTE, "absolute", check_rule_absolute,
		N_("An absolute word promises what nobody can keep (检查.绝对词 in variables.xml). Name "
		   "what will be done instead.")),
	OF_TEXT(CHECK_LONG, "long", check_rule_long_sentence,
		N_("A sentence of more than 150 characters is hard to read. Advice only.")),
	OF_SET(CHECK_UNUSED, "unused", check_rule_unused,
		N_("No source uses the variable: delete its declaration, or use it. (Undeclared names are "
		   "errors of their own, T030.)")),
	OF_SET(CHECK_UNCONFIRMED, "unconfirmed", check_rule_unconfirmed,
		N_("The entry of the year's profile was taken over from another year and nobody confirmed "
		   "it. A final document that uses it cannot be made. plangen year confirm confirms it or "
		   "replaces it; by hand, take from=\"…\" out of its line.")),
	OF_SOURCE(CHECK_SHADOWED, "shadowed", check_rule_shadowed,
		N_("A parameter of a partial has the name of a declared variable, which cannot be reached "
		   "within the partial. Choose another name.")),
	OF_SOURCE(CHECK_SWITCH_REASON, "switch", check_rule_switches,
		N_("A rule is switched off with a reason, {{! check-off K012: reason }} for the next "
		   "paragraph or {{! check-off-file K012: reason }} for the file, and by an id that exists.")),
	OF_SOURCE(CHECK_SWITCH_RULE, "switch-rule", NULL, N_("The rule that is to be switched off does not exist.")),
};

const size_t check_rule_count = sizeof check_rules / sizeof *check_rules;
