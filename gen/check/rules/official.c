/* The parts of an official document: document number, recipient, signature, date, attachments (GB/T 9704-2012, chapter 7). */
#include <string.h>

#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/rules.h"

enum { LINE_CHARS = 30, TAIL_BLOCKS = 4 };

/* ---- document numbers */

/* 青财[2026]18号, 青财〔26〕7号, 青财〔2026〕003号: the bracket at `open`. */
static void check_document_number(struct check *check, const struct check_block *block, size_t open)
{
	struct str text = block->text;
	size_t size, end, after, digits = strspn(text.data + (scan_at(text, open, &size) ? open + size : open), "0123456789");
	size_t year = open + size, close = year + digits;
	uint32_t mark = scan_at(text, close, &size);
	bool wrong_mark = scan_in(scan_at(text, open, NULL), "[（(【［"), zero;
	if (!scan_in(mark, "]）)】〕］") || (digits != 4 && digits != 2) || !utf8_is_han(scan_before(text, open, NULL)))
		return;
	after = close + size + (scan_is(text, close + size, "第") ? strlen("第") : 0);
	zero = scan_is(text, after, "0");
	if (scan_numeral(text, after, &end) < 0 || end == after || !scan_is(text, end, "号"))
		return;
	end += strlen("号");
	if (wrong_mark || digits == 2 || zero || after > close + size)
		check_report(check, DIAG_CHECK_DOCUMENT_NUMBER, block, open, check_words_of(check, scan_slice(text, open, end)));
}

void check_rule_document_number(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		size_t size;
		for (size_t at = 0; scan_at(text->blocks[i].text, at, &size); at += size)
			if (scan_is_mark(scan_at(text->blocks[i].text, at, NULL), "[（(【［〔"))
				check_document_number(check, &text->blocks[i], at);
	}
}

/* ---- date of signature */

/* Whether the whole line is a date, in any form. */
static bool is_date(struct str line)
{
	return (str_ends(line, "日") || str_ends(line, "号")) && utf8_count(line.data, line.len) <= 14 &&
	       str_find(line, "年") != (size_t)-1 && str_find(line, "月") != (size_t)-1 &&
	       scan_until(line, 0, "，。；：、至—") == line.len &&
	       (scan_is_digit(scan_at(line, 0, NULL)) || scan_in(scan_at(line, 0, NULL), "二〇○一"));
}

/* The date at the end of the text, behind which only attachments and notes stand; NULL: none. */
static const struct check_block *find_date(const struct check_text *text)
{
	for (size_t i = text->count; i--;)
		if (check_is_line(&text->blocks[i]) && is_date(str_trim(text->blocks[i].text)))
			return &text->blocks[i];
	return NULL;
}

/* 2026年01月05日, 2026年3月6号, 二〇二六年三月九日 */
void check_rule_date_form(struct check *check, const struct check_text *text)
{
	const struct check_block *block = find_date(text);
	if (!block)
		return;
	struct str date = str_trim(block->text);
	bool zero = str_find(date, "年0") != (size_t)-1 || str_find(date, "月0") != (size_t)-1;
	if (zero || str_ends(date, "号") || !scan_is_digit(scan_at(date, 0, NULL)))
		check_report(check, DIAG_CHECK_DATE_FORM, block, 0, check_words_of(check, date));
}

/* Whether the month is one of the last of the year before `wanted`, in which documents for the next one are issued. */
static bool is_eve(struct str date, int year, int wanted)
{
	size_t month = str_find(date, "年"), end;
	int number = month == (size_t)-1 ? -1 : scan_numeral(date, month + strlen("年"), &end);
	return year == wanted - 1 && number >= 10;
}

/* A document of this year that was signed in an earlier one. */
void check_rule_date_year(struct check *check, const struct check_text *text)
{
	const struct check_block *block = find_date(text);
	size_t end;
	int year = block ? scan_numeral(str_trim(block->text), 0, &end) : -1, wanted = (int)text->context.year;
	if (block && year > 1949 && wanted && year < wanted - (text->own_year ? 0 : 1) && !is_eve(str_trim(block->text), year, wanted))
		check_report(check, DIAG_CHECK_DATE_YEAR, block, 0, check_number(check, year), check_number(check, wanted));
}

/* ---- signature and date that are missing */

/* A short line without marks, as a signature is. */
static bool is_signature(const struct check_block *block)
{
	struct str line = str_trim(block->text);
	return check_is_line(block) && !block->number && line.len && utf8_count(line.data, line.len) <= LINE_CHARS &&
	       scan_until(line, 0, "，。；：！？") == line.len && !is_date(line) && !str_starts(line, "附件");
}

/* Whether the line before the date says who signs. */
static bool has_signature(const struct check_text *text, const struct check_block *date)
{
	return date > text->blocks && (is_signature(date - 1) || str_find(date[-1].text, "（盖章）") != (size_t)-1);
}

void check_rule_signature(struct check *check, const struct check_text *text)
{
	const struct check_block *date = find_date(text);
	if (!check_genre_is(text->genre, GENRE_LETTER) || text->composed || text->count < 3)
		return;
	if (date) {
		if (!has_signature(text, date))
			check_report_in(check, DIAG_CHECK_NO_SIGNATURE, date, 0, (char *)NULL);
		return;
	}
	for (size_t i = text->count; i-- > 2;)
		if (is_signature(&text->blocks[i])) {
			check_report_in(check, DIAG_CHECK_NO_DATE, &text->blocks[i], 0, (char *)NULL);
			return;
		}
}

/* Whether the title names several bodies: 甲局、乙局, 甲局　乙局, 甲局等5部门. */
static bool names_several(struct str name)
{
	if (str_find(name, "、") != (size_t)-1 || str_find(name, " ") != (size_t)-1 || str_find(name, "　") != (size_t)-1)
		return true;
	size_t end = str_find(name, "等");
	if (end == (size_t)-1 || scan_numeral(name, end + strlen("等"), &end) < 2)
		return false;
	struct str rest = scan_slice(name, end, name.len);
	rest = str_starts(rest, "个") ? scan_slice(rest, strlen("个"), rest.len) : rest;
	return str_starts(rest, "部门") || str_starts(rest, "单位") || str_starts(rest, "机关");
}

/* The signature against the body that the title names: 甲局关于…的通知. */
void check_rule_signed_by(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text), *date = find_date(text);
	size_t about = title ? str_find(title->text, "关于") : (size_t)-1;
	if (about == (size_t)-1 || about < strlen("甲乙丙丁") || !date || !has_signature(text, date) || str_find(date[-1].text, "　") != (size_t)-1)
		return;
	struct str name = scan_slice(title->text, 0, about), signature = str_trim(date[-1].text);
	const char *inner = memmem(name.data, name.len, signature.data, signature.len);
	bool part = inner || memmem(signature.data, signature.len, name.data, name.len);
	static const char *const units[] = { "部", "科", "股", "处", "室", NULL };
	struct str rest = scan_slice(signature, str_starts(signature, check_words_of(check, name)) ? name.len : signature.len, signature.len);
	static const char *const organs[] = { "办公室", "党委", "支部", "总支", "武装部", "指挥部", NULL };
	if (rest.len && utf8_count(rest.data, rest.len) <= 8 && str_ends_any(rest, units) && !str_ends_any(rest, organs))
		check_report(check, DIAG_CHECK_SIGNED_BY, date - 1, 0, check_words_of(check, signature), check_words_of(check, name));
	size_t same = 0;
	while (same < name.len && same < signature.len && name.data[same] == signature.data[same])
		same++;
	size_t alike = 0; /* bytes that both end in: 青川市审计局, 临江市审计局 */
	while (alike < name.len && alike < signature.len && name.data[name.len - 1 - alike] == signature.data[signature.len - 1 - alike])
		alike++;
	if (!part && !names_several(name) && (same >= strlen("甲乙") || (name.len == signature.len && alike >= strlen("市甲局"))))
		check_report(check, DIAG_CHECK_SIGNED_BY, date - 1, 0, check_words_of(check, signature), check_words_of(check, name));
}

/* ---- recipient */

static bool is_number_line(struct str line)
{
	return str_ends(line, "号") && str_find(line, "〔") != (size_t)-1;
}

/* The names of bodies that a recipient's line is made of. */
static bool is_address(struct str line)
{
	static const char *const ends[] = { "政府", "单位", "办事处", "局",   "委员会", "部门", "学校", "医院", "公司",	 "支部", "党委", "企业",
					    "中心", "幼儿园", "部",  "服务站", "委",	 "办",	 "院",	 "党支部", "党总支", NULL };
	return utf8_count(line.data, line.len) <= 60 && scan_until(line, 0, "。；！？《》“”") == line.len && str_ends_any(line, ends);
}

/* Behind the title of a letter: who it is for, with a colon. */
void check_rule_recipient(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	if (!title || !check_genre_is(text->genre, GENRE_LETTER) || text->composed)
		return;
	const struct check_block *end = text->blocks + text->count, *first = title + 1;
	while (first < end && (!check_is_line(first) || is_number_line(str_trim(first->text))))
		first++;
	if (first == end)
		return;
	struct str line = str_trim(first->text);
	if (is_address(line))
		check_report(check, DIAG_CHECK_RECIPIENT_COLON, first, line.len - 3, check_words_of(check, line));
	else if (!str_ends(line, "：") && !str_ends(line, ":") && !first->number && !str_starts(line, "您好") &&
		 !str_starts(line, "你好"))
		check_report_in(check, DIAG_CHECK_NO_RECIPIENT, first, 0, (char *)NULL);
}

/* ---- attachments */

enum { MOST_NOTES = 40 };

struct notes {
	const struct check_block *blocks[MOST_NOTES];
	struct str names[MOST_NOTES];
	size_t count;
};

/* The entries of the note “附件：1. 甲”; each without its number. */
static void read_notes(const struct check_text *text, struct notes *notes)
{
	bool within = false;
	for (size_t i = 0; i < text->count && notes->count < MOST_NOTES; i++) {
		struct str line = str_trim(text->blocks[i].text);
		int ordinal;
		size_t len;
		if (str_starts(line, "附件：") || str_starts(line, "附件:"))
			line = str_trim(scan_slice(line, scan_is(line, 0, "附件：") ? strlen("附件：") : strlen("附件:"), line.len)), within = true;
		else if (!within || check_read_number(line, &ordinal, &len) != NUMBER_DOT)
			within = false;
		if (!within)
			continue;
		enum check_number number = check_read_number(line, &ordinal, &len);
		if (number && ordinal != (int)notes->count + 1)
			notes->names[notes->count] = (struct str){ NULL, 0 };
		else
			notes->names[notes->count] = str_trim(scan_slice(line, number ? len : 0, line.len));
		notes->blocks[notes->count++] = &text->blocks[i];
	}
}

/* 见附件3 where there are two. */
static void check_mentions(struct check *check, const struct check_text *text, size_t count)
{
	for (size_t i = 0; i < text->count; i++)
		for (size_t at = 0, end; (at = check_find(&text->blocks[i], at, "见附件")) != (size_t)-1; at = end) {
			end = at + strlen("见附件");
			size_t stop;
			int number = scan_numeral(text->blocks[i].text, end, &stop);
			if (stop > end && number > 0 && (number > (int)count || (count == 1 && number == 1)))
				check_report(check, DIAG_CHECK_ATTACHMENT, &text->blocks[i], at,
					     check_words_of(check, scan_slice(text->blocks[i].text, at, stop)));
		}
}

/* The title behind a line “附件”, “附件1” against the note. */
static void check_attachment_titles(struct check *check, const struct check_text *text, const struct notes *notes)
{
	for (size_t i = 0; i + 1 < text->count; i++) {
		struct str line = str_trim(text->blocks[i].text), title = str_trim(text->blocks[i + 1].text);
		size_t end;
		int number = str_starts(line, "附件") ? scan_numeral(line, strlen("附件"), &end) : -1;
		bool only = str_is(line, "附件");
		if ((!only && (number < 1 || end != line.len)) || (only && notes->count != 1))
			continue;
		size_t index = only ? 0 : (size_t)number - 1;
		if (index < notes->count && notes->names[index].data && title.len && !is_date(title) &&
		    !str_equal(title, notes->names[index]) && scan_until(title, 0, "，。；") == title.len &&
		    !memmem(notes->names[index].data, notes->names[index].len, title.data, title.len) &&
		    !memmem(title.data, title.len, notes->names[index].data, notes->names[index].len))
			check_report(check, DIAG_CHECK_ATTACHMENT_TITLE, &text->blocks[i + 1], 0, check_words_of(check, title),
				     check_words_of(check, notes->names[index]));
	}
}

void check_rule_attachments(struct check *check, const struct check_text *text)
{
	struct notes notes = { .count = 0 };
	if (text->composed)
		return;
	read_notes(text, &notes);
	for (size_t i = 0; i < notes.count; i++) {
		struct str line = str_trim(notes.blocks[i]->text);
		if (!notes.names[i].data)
			check_report(check, DIAG_CHECK_ATTACHMENT, notes.blocks[i], 0, check_words_of(check, line));
		else if (str_ends(line, "。") || str_ends(line, "；") || str_ends(line, "，"))
			check_report(check, DIAG_CHECK_ATTACHMENT_END, notes.blocks[i], line.len - strlen("。"), check_words_of(check, line));
	}
	if (notes.count) {
		check_mentions(check, text, notes.count);
		check_attachment_titles(check, text, &notes);
	}
}

/* ---- title and closing words */

/* 请示报告: one document cannot be both; 妥否，请批示 does not end a 函. */
void check_rule_genre(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	if (!title)
		return;
	if (str_ends(title->text, "请示报告"))
		check_report(check, DIAG_CHECK_GENRE, title, title->text.len - strlen("请示报告"), "请示报告", "请示");
	bool letter = check_genre_named(text->genre, "函"), request = check_genre_named(text->genre, "请示");
	for (size_t i = 0; i < text->count && (letter || request); i++) {
		struct str line = text->blocks[i].text;
		if (letter && str_find(line, "请批示") != (size_t)-1 && utf8_count(line.data, line.len) < 16)
			check_report(check, DIAG_CHECK_GENRE, &text->blocks[i], 0, check_words_of(check, line), "请予支持并函复");
		if (request && str_find(line, "请函复") != (size_t)-1 && utf8_count(line.data, line.len) < 16)
			check_report(check, DIAG_CHECK_GENRE, &text->blocks[i], 0, check_words_of(check, line), "妥否，请批示");
	}
}
