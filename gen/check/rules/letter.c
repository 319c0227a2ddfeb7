/* What goes before and behind the text of an official document: title, recipients, closing words, attachments, dates of the record
 * (党政机关公文处理工作条例; GB/T 9704-2012, chapter 7). */
#include <string.h>

#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

/* ---- title */

static const char *const kinds[] = { "通知", "请示", "报告", "批复", "复函", "函", "通报", "公告", "通告", "决定", "意见", NULL };

/* Bytes of the title's kind at its end. */
static size_t kind_length(struct str title)
{
	return str_ends_any(title, kinds);
}

/* 关于…通知 without 的, 关于…的事项, 关于关于, 的的; a mark at its end. */
static void check_title_form(struct check *check, const struct check_block *title)
{
	struct str text = title->text;
	size_t kind = kind_length(text), about = str_find(text, "关于"), size;
	if (!text.len)
		return;
	scan_before(text, text.len, &size);
	static const char *const doubled[] = { "关于关于", "通知的通知", "关于转发关于", "关于印发关于", "请示的请示", "关于对关于", NULL };
	for (size_t k = 0; doubled[k]; k++)
		if (str_find(text, doubled[k]) != (size_t)-1)
			check_report(check, DIAG_CHECK_TITLE_FORM, title, str_find(text, doubled[k]), doubled[k]);
	static const char *const compounds[] = { "调研报告", "工作报告", "总结报告", "审计报告", "调查报告", "评估报告", "检查报告", "情况报告", "分析报告", "来函", "公函", "指导意见", "实施意见", "若干意见", "年度报告", "述职报告", "自查报告", "考察报告", "可行性研究报告", NULL };
	if (about != (size_t)-1 && kind && !scan_ends(text, text.len - kind, "的") && !str_ends_any(text, compounds) && !str_ends(text, "》") &&
	    (scan_ends(text, about, "局") || !about || utf8_is_han(scan_before(text, about, NULL))) && !scan_ends(text, text.len - kind, "紧急") && !scan_ends(text, text.len - kind, "补充"))
		check_report(check, DIAG_CHECK_TITLE_FORM, title, text.len - kind, check_words_of(check, scan_slice(text, text.len - kind, text.len)));
	if (scan_in(scan_before(text, text.len, NULL), "。，；"))
		check_report(check, DIAG_CHECK_TITLE_FORM, title, text.len - size, check_words_of(check, scan_slice(text, text.len - size, text.len)));
}

/* ---- recipients */

static const struct check_block *recipient_of(const struct check_text *text, const struct check_block *title)
{
	const struct check_block *end = text->blocks + text->count;
	for (const struct check_block *b = title + 1; b < end && b < title + 4; b++)
		if (check_is_line(b) && (str_ends(b->text, "：") || str_ends(b->text, ":")) && scan_until(b->text, 0, "。；") == b->text.len &&
		    utf8_count(b->text.data, b->text.len) <= 80 && !str_ends(b->text, "如下："))
			return b;
	return NULL;
}

/* A request has one recipient (条例第十五条); nobody sends an order upwards; the colon is full-width. */
static void check_recipient(struct check *check, const struct check_text *text, const struct check_block *recipient)
{
	struct str line = recipient->text, names = scan_slice(line, 0, line.len - (str_ends(line, "：") ? strlen("：") : 1));
	bool request = check_genre_named(text->genre, "请示");
	if (request && (scan_until(names, 0, "、，；") < names.len))
		check_report(check, DIAG_CHECK_ONE_RECIPIENT, recipient, 0, check_words_of(check, names));
	static const char *const people[] = { "局长", "县长", "书记", "主任", "市长", "镇长", "领导", "区长", NULL };
	if (request && str_ends_any(names, people))
		check_report(check, DIAG_CHECK_ONE_RECIPIENT, recipient, 0, check_words_of(check, names));
}

/* Whether the names end in what a person is called by. */
static bool is_person(struct str names)
{
	static const char *const words[] = { "代表", "委员", "先生", "女士", "同志", NULL };
	return str_ends_any(names, words) > 0;
}

static void report_address(struct check *check, const struct check_block *block, const char *word, struct str names)
{
	size_t at = check_find(block, 0, word);
	if (at != (size_t)-1)
		check_report(check, DIAG_CHECK_ADDRESS, block, at, word, check_words_of(check, names));
}

/* Those who get the letter are called by what they are: 贵会 of a 总工会, 您 of one person, 代表 of the people's congress, 委员 of the consultative
 * conference. */
static void check_address(struct check *check, const struct check_text *text, const struct check_block *title, const struct check_block *recipient)
{
	struct str line = recipient->text, names = scan_slice(line, 0, line.len - (str_ends(line, "：") ? strlen("：") : 1));
	bool several = scan_until(names, 0, "、，") < names.len || str_find(names, "等") != (size_t)-1, person = is_person(names);
	bool congress = check_holds_any(title->text, STR("人大|人民代表大会")), conference = check_holds_any(title->text, STR("政协|政治协商会议"));
	if (person && congress && !conference && str_ends(names, "委员"))
		report_address(check, recipient, "委员", names);
	if (person && conference && !congress && str_ends(names, "代表"))
		report_address(check, recipient, "代表", names);
	for (const struct check_block *b = recipient + 1; b < text->blocks + text->count; b++) {
		if (!check_is_prose(b))
			continue;
		if (person && several && check_find(b, 0, "您们") == (size_t)-1)
			report_address(check, b, "您", names);
		if (person && !several)
			report_address(check, b, "你们", names);
		for (size_t k = 0; k < check->tables->honorifics.count; k++) {
			const struct check_formula *one = &check->tables->honorifics.items[k];
			if (check_may_hold(b, one->words) && !check_holds_any(names, one->kinds) &&
			    str_find(names, "单位") == (size_t)-1)
				report_address(check, b, one->words.data, names);
		}
	}
}

/* ---- closing words */

/* What documents of that kind end in; empty: nothing certain. */
static const char *closing_of(const struct check_tables *tables, struct str kind)
{
	for (size_t i = 0; i < tables->closings.count; i++)
		if (check_lists(tables->closings.items[i].own, kind))
			return tables->closings.items[i].words.data;
	return "";
}

/* A short line of its own, or the end of the last paragraph. */
static void check_closing(struct check *check, const struct check_block *title, const struct check_block *block)
{
	size_t kind = kind_length(title->text);
	struct str line = str_trim(block->text), named = scan_slice(title->text, title->text.len - kind, title->text.len);
	size_t last = scan_back(line, line.len - (str_ends(line, "。") ? strlen("。") : 0), "。；");
	struct str end = scan_slice(line, last, line.len);
	for (size_t i = 0; kind && utf8_count(end.data, end.len) <= 24 && i < check->tables->closings.count; i++) {
		const struct check_formula *closing = &check->tables->closings.items[i];
		const char *found = memmem(end.data, end.len, closing->words.data, closing->words.len);
		if (!found || check_holds_any(named, closing->kinds) || check_holds_any(scan_slice(title->text, title->text.len > 18 ? title->text.len - 18 : 0, title->text.len), closing->kinds))
			continue;
		check_report(check, DIAG_CHECK_GENRE, block, (size_t)(found - block->text.data), check_words_of(check, closing->words),
			     closing_of(check->tables, named));
		return;
	}
}

/* A request that asks for nothing; a report that asks (条例第十五条: 不得在报告等非请示性公文中夹带请示事项). */
static void check_asking(struct check *check, const struct check_text *text, const struct check_block *title)
{
	bool request = check_genre_named(text->genre, "请示"), report = check_genre_named(text->genre, "报告"), asks = false;
	for (const struct check_block *b = title + 1; b < text->blocks + text->count; b++) {
		if (!check_is_line(b))
			continue;
		asks = asks || check_block_holds(
				       b, STR("批示|批复|审批|审示|批准|审定|审核|予以支持|指示|妥否|当否|可否|审议"));
		static const char *const wishes[] = { "恳请县政府", "恳请县委", "恳请市政府", "恳请解决", "恳请批准", "请予批准", "请批示", "请批复", "请求解决", "恳请上级", "请县政府批准", "恳请安排", "恳请拨付", "恳请增加", "恳请给予", NULL };
		for (size_t k = 0; report && wishes[k]; k++) {
			size_t at = check_find(b, 0, wishes[k]);
			if (at != (size_t)-1 && check_find(b, 0, "请批示") == (size_t)-1)
				check_report(check, DIAG_CHECK_ASKING, b, at, wishes[k]);
		}
	}
	if (request && !asks && text->count > 3)
		check_report_in(check, DIAG_CHECK_NO_REQUEST, title, 0, (char *)NULL);
}

/* ---- attachments without a note, a note without attachments */

static bool starts_attachment(struct str line)
{
	size_t end;
	return str_is(line, "附件") || (str_starts(line, "附件") && line.len < 14 && scan_numeral(line, strlen("附件"), &end) > 0 &&
					(end == line.len || (scan_is(line, end, "：") && end + strlen("：") == line.len)));
}

/* 见附件2 where there is one attachment only. */
static void check_mentions(struct check *check, const struct check_text *text, size_t entries)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = 0, end; check_is_prose(block) && (at = check_find(block, at, "附件")) != (size_t)-1;
		     at += strlen("附件")) {
			size_t digit = at + strlen("附件");
			int number = scan_is_digit(scan_at(block->text, digit, NULL))
					     ? scan_numeral(block->text, digit, &end)
					     : -1;
			if (number > (int)entries && !scan_is(block->text, end, "：") &&
			    !scan_is(block->text, end, "."))
				check_report(check, DIAG_CHECK_ATTACHMENT, block, at,
					     check_words_of(check, scan_slice(block->text, at, end)));
		}
	}
}

static void check_attached(struct check *check, const struct check_text *text)
{
	const struct check_block *note = NULL, *body = NULL, *mention = NULL, *first = NULL;
	size_t bodies = 0, entries = 0;
	bool elsewhere = false, noting = false;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *b = &text->blocks[i];
		struct str line = str_trim(b->text);
		int ordinal;
		size_t len, at = check_find(b, 0, "见附件");
		if (starts_attachment(line)) {
			body = body ? body : b;
			bodies++;
		} else if (str_starts(line, "附件：") || str_starts(line, "附件:")) {
			note = b;
			first = b;
			entries = 1;
			noting = true;
		} else if (noting && check_read_number(line, &ordinal, &len)) {
			entries++;
		} else {
			noting = false;
		}
		mention = mention ? mention : at != (size_t)-1 ? b : NULL;
		elsewhere = elsewhere || check_block_holds(b, STR("另发|另附|单独|略|另行印发|下载|网站|登录|电子版"));
	}
	if (body && !note)
		check_report(check, DIAG_CHECK_ATTACHMENT, body, 0, check_words_of(check, str_trim(body->text)));
	else if (mention && !note && !body)
		check_report(check, DIAG_CHECK_ATTACHMENT, mention, check_find(mention, 0, "见附件"), "见附件");
	if (note && !body && !elsewhere)
		check_report(check, DIAG_CHECK_NOT_ATTACHED, note, 0, check_words_of(check, str_trim(note->text)));
	if (note && !elsewhere)
		check_mentions(check, text, entries);
	if (note && body && bodies > 0 && bodies != entries && !elsewhere)
		check_report(check, DIAG_CHECK_ATTACHMENT, first, 0, arena_printf(check->arena, "附件：%zu", entries));
}

static void check_note_form(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str line = str_trim(text->blocks[i].text), name;
		if (!str_starts(line, "附件：") && !str_starts(line, "附件:"))
			continue;
		size_t len, from = str_starts(line, "附件：") ? strlen("附件：") : 1 + strlen("附件");
		int ordinal, next;
		name = str_trim(scan_slice(line, from, line.len));
		bool numbered = check_read_number(name, &ordinal, &len) != NUMBER_NONE;
		bool more = i + 1 < text->count && check_read_number(str_trim(text->blocks[i + 1].text), &next, &len) && text->blocks[i + 1].kind == CHECK_LABEL;
		if (numbered && !more && scan_until(name, 0, "；2") == name.len)
			check_report(check, DIAG_CHECK_ATTACHMENT, &text->blocks[i], 0, check_words_of(check, line));
		if (str_starts(name, "《"))
			check_report(check, DIAG_CHECK_ATTACHMENT_MARKS, &text->blocks[i], from, check_words_of(check, name));
	}
}

/* ---- number, date, record */

static bool is_own_number(struct str line)
{
	return str_ends(line, "号") && utf8_count(line.data, line.len) <= 20 && scan_until(line, 0, "，。；：、《（") == line.len;
}

/* 〔2025〕 over a document of 2026. */
static void check_number_year(struct check *check, const struct check_block *block, int year)
{
	struct str line = str_trim(block->text);
	size_t open = str_find(line, "〔"), end;
	int named = open == (size_t)-1 || !is_own_number(line) ? -1 : scan_numeral(line, open + strlen("〔"), &end);
	if (named > 1949 && named != year && scan_is(line, end, "〕"))
		check_report(check, DIAG_CHECK_NUMBER_YEAR, block, open, check_number(check, named), check_number(check, year));
}

/* A line at the end that is a date in another form: 2026年4月, 2026.4.20, 2026-04-20, 4月20日, 二〇二六年四月. */
static bool is_other_date(struct str line)
{
	size_t count = utf8_count(line.data, line.len), digits = strspn(line.data, "0123456789.-/");
	struct day day;
	bool plain = digits == line.len && count >= 8 && count <= 10 && str_starts(line, "20") && scan_until(line, 0, ".-/") == 4;
	bool half = day_at(line, 0, &day) && day.end == line.len && !day.year != !day.day && !day.late; /* 2026年3月, 3月9日 */
	bool words = count >= 6 && count <= 13 && str_ends(line, "月") && str_find(line, "年") != (size_t)-1 && scan_in(scan_at(line, 0, NULL), "二2");
	return plain || half || words;
}

static void check_end(struct check *check, const struct check_text *text, const struct check_block *title, int year)
{
	const struct check_block *dated = NULL;
	struct day day, printed;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *b = &text->blocks[i];
		struct str line = str_trim(b->text);
		if (!check_is_line(b) || b == title)
			continue;
		if (day_is(line, &day) && !day.late)
			dated = b;
		if (dated && b == dated + 1 && text->issuer.len && str_equal(line, text->issuer))
			check_report(check, DIAG_CHECK_DATE_FIRST, dated, 0, check_words_of(check, str_trim(dated->text)));
		if (i + 3 >= text->count && is_other_date(line) && i > 2)
			check_report(check, DIAG_CHECK_DATE_FORM, b, 0, check_words_of(check, line));
		if (str_starts(line, "抄送") && !str_ends(line, "。") && (str_starts(line, "抄送：") || str_starts(line, "抄送:")))
			check_report(check, DIAG_CHECK_COPIES, b, line.len ? line.len - 1 : 0, check_words_of(check, line));
		if (dated && str_ends(line, "印发") && utf8_count(line.data, line.len) <= 40 && day_next(line, 0, line.len, &printed) && printed.day) {
			struct day signature;
			day_at(str_trim(dated->text), 0, &signature);
			if (day_number(&printed, year) < day_number(&signature, year))
				check_report(check, DIAG_CHECK_BACKWARDS, b, printed.start, check_words_of(check, scan_slice(line, printed.start, printed.end)));
		}
	}
}

/* The year of the signature, else the text's. */
static int year_of(const struct check_text *text)
{
	struct day day;
	for (size_t i = text->count; i--;)
		if (day_is(str_trim(text->blocks[i].text), &day))
			return day.year;
	return (int)text->context.year;
}

void check_rule_letter(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	if (!title || text->composed)
		return;
	const struct check_block *recipient = recipient_of(text, title);
	int year = year_of(text);
	check_title_form(check, title);
	if (recipient) {
		check_recipient(check, text, recipient);
		check_address(check, text, title, recipient);
	}
	for (size_t i = 0; i < text->count; i++) {
		if (check_is_line(&text->blocks[i]) && &text->blocks[i] != title)
			check_closing(check, title, &text->blocks[i]);
		if (year)
			check_number_year(check, &text->blocks[i], year);
	}
	check_asking(check, text, title);
	check_attached(check, text);
	check_note_form(check, text);
	check_end(check, text, title, year);
}
