#include "vars/element.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/part.h"
#include "vars/reference.h"
#include "vars/tidy.h"
#include "vars/type.h"

const struct element element_table[] = {
	{ "标题", TYPE_STRING, NULL, NULL }, { "主送", TYPE_STRING, NULL, NULL }, { "编号", TYPE_ENUM, "标准|两级|无", NULL },
	{ "三级编号", TYPE_ENUM, "重编|续编", NULL }, { "发文机关", TYPE_STRING, NULL, NULL }, { "发文字号", TYPE_STRING, NULL, NULL },
	{ "份号", TYPE_STRING, NULL, NULL }, { "密级", TYPE_STRING, NULL, NULL }, { "保密期限", TYPE_STRING, NULL, NULL },
	{ "紧急程度", TYPE_STRING, NULL, NULL }, { "签发人", TYPE_STRING, NULL, "何静" }, { "抄送", TYPE_STRING, NULL, NULL },
	{ "印发机关", TYPE_STRING, NULL, NULL }, { "印发日期", TYPE_DATE, NULL, NULL },   { "成文日期", TYPE_DATE, NULL, NULL },
	{ "作者", TYPE_STRING, NULL, NULL }, { "关键词", TYPE_STRING, NULL, NULL },   { "印章", TYPE_ENUM, "无|印章|签名章", NULL },
	{ "印发通知", TYPE_BOOLEAN, NULL, NULL },   { "版式", TYPE_STRING, NULL, NULL },
	{ "出席", TYPE_STRING, NULL, NULL }, { "请假", TYPE_STRING, NULL, NULL }, { "列席", TYPE_STRING, NULL, NULL },
};
const size_t element_count = sizeof element_table / sizeof *element_table;

bool element_is_one(const char *name)
{
	for (size_t i = 0; i < element_count; i++)
		if (strcmp(element_table[i].name, name) == 0)
			return true;
	return false;
}

/* One element on its way. */
struct reading {
	struct arena *arena;
	const char *name;
	struct place place;
	struct diag_list *diags;
};

static const char *shown(const struct reading *reading, struct str text)
{
	enum { SHOWN = 60 };
	return diag_excerpt(reading->arena, text, SHOWN);
}

static bool refuse(const struct reading *reading, enum diag_code code, struct str text)
{
	diag_add(reading->diags, code, reading->place, reading->name, shown(reading, text));
	return false;
}

/* Takes the text over into `text`, with a note where it is not what was written. */
static void replace(const struct reading *reading, struct buf *made, struct str *text, bool noted)
{
	struct str written = *text;
	*text = buf_move_str(made, reading->arena);
	if (noted && !str_equal(written, *text))
		diag_add(reading->diags, DIAG_VALUE_READ_AS, reading->place, reading->name, shown(reading, written), text->data);
}

/* The text with ASCII digits for full-width ones. */
static struct str narrow_digits(const struct reading *reading, struct str text)
{
	struct buf out = BUF_INIT;
	uint32_t cp;
	for (size_t i = 0, n; (n = utf8_decode(text.data + i, text.len - i, &cp)) > 0; i += n)
		buf_add_utf8(&out, cp >= 0xFF10 && cp <= 0xFF19 ? cp - 0xFF10 + '0' : cp);
	return buf_move_str(&out, reading->arena);
}

/* A document number, or that of an issue of minutes. */
static bool read_reference(const struct reading *reading, struct str *text)
{
	struct buf made = BUF_INIT;
	struct str narrow = narrow_digits(reading, *text);
	bool good = reference_add(*text, &made) || reference_add(narrow, &made);
	if (!good)
		buf_reset(&made);
	good = good || reference_add_issue(narrow, &made);
	if (good)
		replace(reading, &made, text, true);
	buf_free(&made);
	if (good && str_ends(*text, "〕0号"))
		return refuse(reading, DIAG_META_NUMBER_ZERO, *text);
	return good || refuse(reading, DIAG_META_NUMBER, *text);
}

static bool read_date(const struct reading *reading, struct str *text)
{
	static const struct value_type type = { .kind = TYPE_DATE };
	struct number_date date;
	const struct value *value = type_parse(reading->arena, &type, reading->name, *text, reading->place, reading->diags);
	if (!value || !number_read_date(value->text, &date))
		return false;
	const char *made = arena_printf(reading->arena, "%d年%d月%d日", date.year, date.month, date.day);
	*text = str_of(made);
	return true;
}

static bool read_copy_number(const struct reading *reading, struct str *text)
{
	enum { COPY_NUMBER_DIGITS = 6 };
	struct str narrow = input_narrow(reading->arena, *text);
	if (!number_is_digits(narrow) || narrow.len > COPY_NUMBER_DIGITS || strspn(narrow.data, "0") >= narrow.len)
		return refuse(reading, DIAG_META_COPY, *text);
	*text = narrow;
	return true;
}

/* What parts a level from its term; the star of the keyboard, too. */
static const char *const stars[] = { "★", "☆", "*", NULL };

/* A term is 5年, 6个月, 长期, a day or a condition; a number alone is none. */
static bool is_bare_number(const struct reading *reading, struct str term)
{
	size_t len;
	return number_is_digits(input_narrow(reading->arena, term)) || (input_read_count(term, &len) >= 0 && len == term.len);
}

/* Appends the term with the number before its unit in ASCII digits: 五年 is 5年 (7.2.2). */
static void add_term(struct str term, struct buf *out)
{
	static const char *const units[] = { "年", "个月", "月", "日", "天", NULL };
	size_t len;
	int count = input_read_count(term, &len);
	struct str unit = str_from(term, len);
	bool counted = count >= 0 && unit.len && str_starts_any(unit, units) == unit.len;
	if (counted)
		buf_printf(out, "%d", count);
	buf_add_str(out, counted ? unit : term);
}

/* 5年, ★5年 */
static bool read_term(const struct reading *reading, struct str *text)
{
	struct str term = str_trim(str_from(*text, str_starts_any(*text, stars)));
	if (is_bare_number(reading, term))
		return refuse(reading, DIAG_META_TERM_UNIT, *text);
	struct buf made = BUF_INIT;
	buf_add_str(&made, (struct str){ text->data, (size_t)(term.data - text->data) });
	add_term(term, &made);
	replace(reading, &made, text, true);
	buf_free(&made);
	return true;
}

/* 机密, 机密★ (with 保密期限), 机密★1年 */
static bool read_security(const struct reading *reading, struct str *text)
{
	static const char *const levels[] = { "绝密", "机密", "秘密", NULL };
	struct str level = { text->data, str_starts_any(*text, levels) }, rest = str_trim(str_from(*text, level.len));
	size_t star = str_starts_any(rest, stars);
	if (!level.len || (rest.len && !star))
		return refuse(reading, DIAG_META_SECURITY, *text);
	struct str term = str_trim(str_from(rest, star));
	if (is_bare_number(reading, term))
		return refuse(reading, DIAG_META_TERM_UNIT, *text);
	struct buf made = BUF_INIT;
	buf_add_str(&made, level);
	buf_add_text(&made, star ? "★" : "");
	add_term(term, &made);
	replace(reading, &made, text, true);
	buf_free(&made);
	return true;
}

/* Those of telegrams as well (7.2.3). */
static bool read_urgency(const struct reading *reading, struct str *text)
{
	static const char *const words[] = { "特急", "加急", "特提", "平急", NULL };
	return str_starts_any(*text, words) == text->len || refuse(reading, DIAG_META_URGENCY, *text);
}

/* What authenticates the document (7.3.5). */
static bool read_seal(const struct reading *reading, struct str *text)
{
	static const char *const words[] = { "无", "印章", "签名章", NULL };
	if (str_starts_any(*text, words) == text->len)
		return true;
	diag_add(reading->diags, DIAG_VALUE_NOT_A_CHOICE, reading->place, reading->name, shown(reading, *text), "无、印章、签名章");
	return false;
}

/* 是 or 否. */
static bool read_truth(const struct reading *reading, struct str *text)
{
	static const struct value_type type = { .kind = TYPE_BOOLEAN };
	const struct value *value = type_parse(reading->arena, &type, reading->name, *text, reading->place, reading->diags);
	if (value)
		*text = value->truth ? STR("是") : STR("否");
	return value != NULL;
}

/* ---- names */

/* The marks that part the names of an element: in print, and what is written for a comma and for a semicolon. */
struct marks {
	const char *name, *between, *comma, *semicolon; /* NULL: it parts names before, or stands for itself */
};

static const struct marks all_marks[] = {
	{ "发文机关", "、", "、", NULL }, { "签发人", "、", "、", NULL }, { "抄送", "，", "，", "；" },
	{ "主送", "，", "，", "；" },	  { "作者", "、", NULL, NULL },   { "关键词", "，", NULL, NULL },
};

/* Those of the element; NULL: it takes one text. */
static const struct marks *marks_of(const char *name)
{
	for (size_t i = 0; i < sizeof all_marks / sizeof *all_marks; i++)
		if (strcmp(all_marks[i].name, name) == 0)
			return &all_marks[i];
	return NULL;
}

/* Whether the mark at `at` stands between names and not within one, as in A, B & Co.: a wide one, or a narrow one beside a wide character. */
static bool parts_names(struct str text, size_t at, size_t len)
{
	enum { WIDE = 0x2E80 };
	struct str rest = str_trim(str_from(text, at + len)); /* blanks are no sign of either */
	return len > 1 || str_last(str_trim((struct str){ text.data, at }), 0) >= WIDE || str_first(rest, 0) >= WIDE;
}

/* Appends the text with the marks that part its names as they are printed, without blanks behind them. */
static void add_marked(const struct marks *marks, struct str text, struct buf *out)
{
	static const char *const commas[] = { "，", ",", NULL }, *const semicolons[] = { "；", ";", NULL }, *const blanks[] = { " ", "　", NULL };
	for (size_t at = 0; at < text.len;) {
		struct str rest = str_from(text, at);
		size_t comma = str_starts_any(rest, commas), len = comma || !marks->semicolon ? comma : str_starts_any(rest, semicolons);
		if (!len || !parts_names(text, at, len)) {
			buf_add_char(out, text.data[at++]);
			continue;
		}
		while (out->len && out->data[out->len - 1] == ' ')
			out->len--;
		buf_add_text(out, comma ? marks->comma : marks->semicolon);
		for (at += len; (len = str_starts_any(str_from(text, at), blanks));)
			at += len;
	}
}

bool element_add_marked(const char *name, struct str text, struct buf *out)
{
	const struct marks *marks = marks_of(name);
	if (!marks || !marks->comma)
		return false;
	add_marked(marks, text, out);
	return true;
}

/* Whether a blank stands between two names of wide characters, each of several: not that in 李　四. */
static bool has_blank(struct str text)
{
	static const char *const blanks[] = { " ", "　", NULL };
	enum { WIDE = 0x2E80 };
	for (size_t at = 0, len; at < text.len; at += len ? len : 1) {
		struct str before = { text.data, at };
		len = str_starts_any(str_from(text, at), blanks);
		if (len && str_last(before, 0) >= WIDE && str_first(str_from(text, at + len), 0) >= WIDE && utf8_count(text.data, at) > 1)
			return true;
	}
	return false;
}

void element_check_blank(struct arena *arena, const char *name, struct str text, struct place place, struct diag_list *diags)
{
	const struct marks *marks = marks_of(name);
	struct reading reading = { arena, name, place, diags };
	if (marks && marks->comma && has_blank(text))
		diag_add(diags, DIAG_META_BLANK, place, name, shown(&reading, text), marks->between);
}

/* The authority that prints (7.4.3): one name, and no list. */
static bool read_authority(const struct reading *reading, struct str *text)
{
	static const struct marks marks = { NULL, "、", "、", NULL };
	struct buf made = BUF_INIT;
	struct str rest = *text;
	size_t count = 0;
	while (rest.data)
		count += part_cut(&rest, PART_ITEM).len > 0;
	add_marked(&marks, *text, &made);
	bool several = count > 1 || str_find(buf_str(&made), "、") != (size_t)-1;
	buf_free(&made);
	if (several)
		return refuse(reading, DIAG_META_AUTHORITIES, *text);
	*text = part_unescape(reading->arena, *text);
	return true;
}

/* Names given as a list become what the document shows: parted by the element's mark. */
static bool read_names(const struct reading *reading, struct str *text, enum part_kind kind)
{
	const struct marks *marks = marks_of(reading->name);
	struct buf made = BUF_INIT;
	for (struct str rest = *text; rest.data;) {
		struct str name = part_cut(&rest, kind);
		buf_add_text(&made, made.len && name.len ? marks->between : "");
		add_marked(marks, part_unescape(reading->arena, name), &made);
	}
	replace(reading, &made, text, true);
	buf_free(&made);
	return true;
}

/* The authority of the red mark, or several with the leading one first (7.2.4). */
static bool read_mark(const struct reading *reading, struct str *text)
{
	element_check_blank(reading->arena, reading->name, *text, reading->place, reading->diags);
	return read_names(reading, text, PART_ITEM);
}

static bool read_signers(const struct reading *reading, struct str *text)
{
	return read_names(reading, text, PART_ITEM);
}

/* Groups of recipients are parted by ； (7.4.2). */
static bool read_copies(const struct reading *reading, struct str *text)
{
	element_check_blank(reading->arena, reading->name, *text, reading->place, reading->diags);
	return read_names(reading, text, PART_CELL);
}

bool element_join(struct arena *arena, const char *name, const struct str *items, size_t count, struct str *text)
{
	const struct marks *marks = marks_of(name);
	struct buf made = BUF_INIT;
	if (count > 1 && !marks)
		return false;
	for (size_t i = 0; i < count; i++) {
		buf_add_text(&made, i ? marks->between : "");
		buf_add_str(&made, items[i]);
	}
	*text = buf_move_str(&made, arena);
	buf_free(&made);
	return true;
}

/* Takes the element's own name, which is printed before it, off the text. */
static void cut_name(const struct reading *reading, struct str *text)
{
	static const struct {
		const char *element, *names[3];
	} typed[] = { { "发文字号", { "发文字号", "文号", NULL } }, { "签发人", { "签发人", "签发", NULL } }, { "抄送", { "抄送机关", "抄送", NULL } } };
	static const char *const behind[] = { "：", ":", " ", "　", NULL };
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		size_t name = strcmp(reading->name, typed[i].element) == 0 ? str_starts_any(*text, typed[i].names) : 0;
		size_t sign = name ? str_starts_any(str_from(*text, name), behind) : 0;
		if (sign)
			*text = str_trim(str_from(*text, name + sign));
	}
}

static const char *example_of(const char *name)
{
	for (size_t i = 0; i < element_count; i++)
		if (strcmp(element_table[i].name, name) == 0)
			return element_table[i].example;
	return NULL;
}

/* Whether the text of an element that is printed as it is written says what it is, and neither that there is none nor that nobody knows yet. */
static bool is_known(const struct reading *reading, struct str text, bool judged)
{
	static const char *const none[] = { "无", "没有", "（无）", "(无)", NULL };
	if (str_starts_any(text, none) == text.len)
		return refuse(reading, DIAG_META_NONE, text);
	if (judged)
		return true;
	const struct value_type type = { .kind = TYPE_STRING, .example = example_of(reading->name) };
	if (memchr(text.data, '\n', text.len))
		return tidy_known(reading->arena, reading->name, text, reading->place, reading->diags);
	return type_parse(reading->arena, &type, reading->name, text, reading->place, reading->diags) != NULL;
}

/* As element_read(); `judged`: what was judged as a value is not judged again. */
static bool read_element(const struct reading *reading, struct str *text, bool judged)
{
	static const struct {
		const char *name;
		bool (*read)(const struct reading *reading, struct str *text);
	} forms[] = {
		{ "发文字号", read_reference },	{ "印发日期", read_date }, { "成文日期", read_date },
		{ "份号", read_copy_number },	{ "密级", read_security }, { "紧急程度", read_urgency },
		{ "保密期限", read_term },	{ "发文机关", read_mark },	{ "印发机关", read_authority },
		{ "签发人", read_signers },	{ "抄送", read_copies }, { "印章", read_seal },
		{ "印发通知", read_truth },
	};
	static const char *const printed[] = { "发文机关", "保密期限", "签发人", "抄送", "印发机关", NULL };
	if (!tidy_value(reading->arena, reading->name, text, reading->place, reading->diags))
		return false;
	cut_name(reading, text);
	if (text->len && str_listed(printed, reading->name) && !is_known(reading, *text, judged))
		return false;
	for (size_t i = 0; text->len && i < sizeof forms / sizeof *forms; i++)
		if (strcmp(reading->name, forms[i].name) == 0)
			return forms[i].read(reading, text);
	return true;
}

bool element_read(struct arena *arena, const char *name, struct str *text, struct place place, struct diag_list *diags)
{
	return read_element(&(struct reading){ arena, name, place, diags }, text, false);
}

bool element_read_value(struct arena *arena, const char *name, struct str *text, struct place place, struct diag_list *diags)
{
	return read_element(&(struct reading){ arena, name, place, diags }, text, true);
}

void element_write(const char *name, struct str text, struct buf *out)
{
	static const char *const parted[] = { "发文机关", "印发机关", "签发人", "抄送", NULL };
	if (str_listed(parted, name))
		part_escape(text, out);
	else
		buf_add_str(out, text);
}
