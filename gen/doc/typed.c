/* Numbers typed by hand: “一、”, “（一）”, “1.”, “1、”, “1.1 ”, “第一章”, “①”, “Ⅰ.” at the start of a heading or a line. */
#include <string.h>

#include "base/utf8.h"
#include "doc/doc.h"

enum { FIRST_YEAR = 1000 };

/* Value of the character as a digit: 0 … 9, full-width and 〇 一 … 九; else -1. */
static int digit_of(uint32_t cp)
{
	static const uint32_t digits[] = { 0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D }; /* 零一 … 九 */
	static const uint32_t formal[] = { 0x96F6, 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396 }; /* 零壹 … 玖 */
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xFF10 && cp <= 0xFF19)
		return (int)(cp - 0xFF10);
	for (int i = 0; cp >= 0x4E00 && i < 10; i++)
		if (cp == digits[i] || cp == formal[i])
			return i;
	return cp == 0x3007 ? 0 : -1;
}

static int power_of(uint32_t cp)
{
	return cp == 0x5341 || cp == 0x62FE ? 10 : cp == 0x767E ? 100 : cp == 0x5343 ? 1000 : 0; /* 十拾 百 千 */
}

/* Bytes of the word at the start of `text` that counts something ("12", "１２", "十二", "二〇二六"), and its value. 十五五 counts nothing:
 * it is the name of a plan. */
static size_t counting_word(struct str text, int *value)
{
	enum { MOST = 100000 };
	int sum = 0, digits = 0;
	size_t len = 0;
	uint32_t cp;
	for (size_t n; (n = utf8_decode(text.data + len, text.len - len, &cp)) > 0; len += n) {
		int digit = digit_of(cp), power = power_of(cp);
		bool twenty = cp == 0x5EFF && !sum && !digits; /* 廿 */
		if (digit < 0 && !power && !twenty)
			break;
		if (twenty) {
			sum = 20;
		} else if (power) {
			sum += (digits ? digits : 1) * power;
			digits = 0;
		} else {
			digits = digits < MOST ? digits * 10 + digit : digits;
		}
	}
	*value = sum + digits;
	return sum && digits > 9 ? 0 : len;
}

/* Numbers in one character: ①…⑳, ⑴…, ⒈…, ❶…➓, ㈠…㈩, ㊀…㊉. */
static bool is_enclosed(uint32_t cp)
{
	return (cp >= 0x2460 && cp <= 0x249B) || (cp >= 0x2776 && cp <= 0x2793) || (cp >= 0x3220 && cp <= 0x3229) ||
	       (cp >= 0x3280 && cp <= 0x3289);
}

static bool is_blank(struct str text)
{
	return !text.len || strchr(" \t", text.data[0]) || str_starts(text, "　");
}

static size_t blanks_at(struct str text)
{
	size_t len = 0;
	while (len < text.len && is_blank(str_from(text, len)))
		len += text.data[len] == ' ' || text.data[len] == '\t' ? 1 : strlen("　");
	return len;
}

/* Whether 、 (or its like) parts the items of an enumeration rather than a number from the text: the next number follows (二、三线
 * 城市), or a later one that counts the same thing (1、3号线). 一、三农工作 is none: 三农 counts nothing that 一 could. */
static bool is_enumeration(int value, struct str rest)
{
	static const char *const counted[] = { "号", "季度", "月", "期", "级", "类", "组", "楼", "班", "车间", NULL };
	int next;
	size_t len = counting_word(rest, &next);
	return len && (next == value + 1 || (next > value && str_starts_any(str_from(rest, len), counted)));
}

/* “Ⅰ.” “II、”; “Ⅱ级响应” is none. */
static size_t roman_number(struct str text)
{
	static const char *const marks[] = { ".", "．", "、", ")", "）", NULL };
	size_t len = 0;
	uint32_t cp;
	for (size_t n; (n = utf8_decode(text.data + len, text.len - len, &cp)) > 0; len += n)
		if (!(cp >= 0x2160 && cp <= 0x217F) && !(cp < 0x80 && strchr("IVX", (int)cp)))
			break;
	if (!len)
		return 0;
	struct str rest = str_from(text, len);
	size_t mark = str_starts_any(rest, marks);
	rest = str_from(rest, mark);
	bool sign = rest.len && ((unsigned char)rest.data[0] < 0x80) && !is_blank(rest);
	if (mark)
		return sign ? 0 : len + mark;
	return (unsigned char)text.data[0] >= 0x80 && is_blank(rest) ? len : 0;
}

/* “第一，” “第一章” “第二节 ”; 第一条生产线 and 第一季度 are none. */
static size_t ordinal_number(struct str text)
{
	static const char *const commas[] = { "，", "、", "：", ",", NULL };
	static const char *const parts[] = { "节", "编", "篇", "条", "部分", NULL };
	static const char chapter[] = "章";
	size_t lead = strlen("第");
	int value;
	size_t len = str_starts(text, "第") ? counting_word(str_from(text, lead), &value) : 0;
	if (!len)
		return 0;
	len += lead;
	struct str rest = str_from(text, len);
	size_t comma = str_starts_any(rest, commas), part = str_starts_any(rest, parts);
	if (comma)
		return is_enumeration(value, str_from(rest, comma)) ? 0 : len + comma;
	if (str_starts(rest, chapter))
		return len + sizeof chapter - 1;
	rest = str_from(rest, part);
	return part && (is_blank(rest) || str_starts_any(rest, commas)) ? len + part : 0;
}

/* A measure: what stands before it is a quantity. */
static bool is_measure(struct str text)
{
	static const char *const measures[] = { "万", "亿", "倍", "元", "公", "米", "吨", "亩", "个", "级",
						"版", "月", "%",  "％", "‰",  "℃", "平方", "立方", "千", "百",
						"年", "天", "小时", "折", "人", "名", "项", "度", "分", "斤",
						"克", "升", "号", NULL };
	return str_starts_any(str_from(text, blanks_at(text)), measures) != 0;
}

/* Whether the text begins as behind a day: 5.1劳动节, 12.4国家宪法日, 3.15晚会, 10.1假期, 7.1前; 1.1前期工作 is a heading. */
static bool is_day_name(struct str text)
{
	enum { MOST = 8 }; /* characters */
	static const char *const times[] = { "假期", "期间", "当天", "当日", "之前", "之后", "以前", "以后", "前", "后", "起", NULL };
	static const char *const words[] = { "前期", "前置", "前沿", "前端", "前提", "前景", "前瞻", "前言", "前款", "后勤", "后续",
					     "后期", "后备", "后台", "后方", "起草", "起步", "起点", "起止", "起重", "起因", NULL };
	struct str head = { text.data, utf8_prefix(text.data, text.len, MOST) };
	return str_find(head, "节") != (size_t)-1 || str_find(head, "日") != (size_t)-1 || str_find(head, "晚会") != (size_t)-1 ||
	       (str_starts_any(text, times) && !str_starts_any(text, words));
}

/* Whether the text goes on with a numeral of the same writing: “2.一岗双责” is the number 2, not one of two levels. */
static bool goes_on_alike(struct str text, struct str rest)
{
	uint32_t first = str_first(text, 0), next = str_first(rest, 0);
	bool arabic = (first >= '0' && first <= '9') || (first >= 0xFF10 && first <= 0xFF19);
	return arabic == ((next >= '0' && next <= '9') || (next >= 0xFF10 && next <= 0xFF19));
}

/* “1.1 ” “1.1任务” “1.2.1”: levels parted by dots. 1.5亿元, 5.1劳动节, 5.1期间, 2026.3.1 and 3.5 are none. */
static size_t levels_number(struct str text)
{
	static const char *const dots[] = { ".", "．", NULL };
	int first, value, levels = 1;
	size_t len = counting_word(text, &first);
	if (!len || first >= FIRST_YEAR)
		return 0;
	for (size_t dot, n; (dot = str_starts_any(str_from(text, len), dots)); len += dot + n, levels++)
		if (!(n = counting_word(str_from(text, len + dot), &value)) || !goes_on_alike(text, str_from(text, len + dot)))
			break;
	struct str rest = str_from(text, len);
	bool closed = str_starts(rest, "、") || str_starts_any(rest, dots);
	if (levels > 2 || (levels == 2 && closed))
		return len;
	bool parted = rest.len && (is_blank(rest) || (utf8_is_han(str_first(rest, 0)) && !is_day_name(rest)));
	return levels == 2 && parted && !is_measure(rest) ? len : 0;
}

size_t doc_typed_number(struct str text)
{
	static const char *const open[] = { "（", "(", NULL };
	static const char *const closed[] = { "）", ")", NULL };
	static const char *const marks[] = { "、", "．", ".", ")", "）", "丶", "﹑", "﹒", NULL };
	uint32_t first = 0;
	size_t n = utf8_decode(text.data, text.len, &first), found;
	if (is_enclosed(first))
		return n;
	if ((found = roman_number(text)) || (found = ordinal_number(text)) || (found = levels_number(text)))
		return found;
	size_t lead = str_starts_any(text, open);
	int value, next;
	size_t len = counting_word(str_from(text, lead), &value);
	if (!len)
		return 0;
	len += lead;
	struct str rest = str_from(text, len);
	size_t mark = str_starts_any(rest, lead ? closed : marks);
	rest = str_from(rest, mark);
	bool dot = mark && !lead && (rest.data[-1] == '.' || memcmp(rest.data - mark, "．", mark) == 0);
	if (mark && dot && !goes_on_alike(str_from(text, lead), rest))
		return len + mark;
	if (!mark || (dot && counting_word(rest, &next)) || (!lead && is_enumeration(value, rest)))
		return 0;
	return len + mark;
}

size_t doc_counting_word(struct str text)
{
	int value;
	return counting_word(text, &value);
}

size_t doc_typed_bullet(struct str text)
{
	static const char *const bullets[] = { "•", "●", "○", "◆", "◇", "■", "▪", "·", NULL };
	return str_starts_any(text, bullets);
}

int doc_count(struct str text)
{
	int value;
	return counting_word(text, &value) ? value : 0;
}

/* Whether the text goes on like that of a heading behind its number: with a character or a blank, not with a figure or a sign. */
static bool goes_on(struct str text)
{
	uint32_t next = str_first(text, 0);
	return !doc_counting_word(text) && (is_blank(text) || utf8_is_han(next) || next == 0x201C || next == 0x300A); /* “《 */
}

/* “【一】” “〔一〕” “[1] ”, with blanks inside, too; a year in brackets is none. */
static size_t bracketed_number(struct str text)
{
	static const char *const pairs[][2] = { { "【", "】" }, { "〔", "〕" }, { "[", "]" }, { "［", "］" }, { "（", "）" }, { "(", ")" } };
	int value;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if (!str_starts(text, pairs[i][0]))
			continue;
		size_t len = strlen(pairs[i][0]);
		len += blanks_at(str_from(text, len));
		size_t word = counting_word(str_from(text, len), &value);
		len += word + blanks_at(str_from(text, len + word));
		return word && value < FIRST_YEAR && str_starts(str_from(text, len), pairs[i][1]) ? len + strlen(pairs[i][1]) : 0;
	}
	return 0;
}

/* “（A）” “(i)” before text; （A）类企业 has none. */
static size_t bracketed_letter(struct str text)
{
	static const char *const open[] = { "（", "(", NULL }, *const closed[] = { "）", ")", NULL };
	static const char *const counted[] = { "类", "级", "组", "型", "款", "区", "座", "栋", "股", "段", NULL };
	size_t lead = str_starts_any(text, open), letters = 0;
	struct str rest = str_from(text, lead);
	while (letters < rest.len && strchr("ivxIVX", rest.data[letters]))
		letters++;
	if (!letters && rest.len)
		letters = (rest.data[0] >= 'A' && rest.data[0] <= 'Z') || (rest.data[0] >= 'a' && rest.data[0] <= 'z');
	size_t mark = lead && letters ? str_starts_any(str_from(rest, letters), closed) : 0;
	rest = str_from(rest, letters + mark);
	return mark && (is_blank(rest) || utf8_is_han(str_first(rest, 0))) && !str_starts_any(rest, counted) ? lead + letters + mark : 0;
}

/* “1-1 ” before text. */
static size_t hyphened_number(struct str text)
{
	int value;
	size_t first = counting_word(text, &value), second = str_starts(str_from(text, first), "-") ? counting_word(str_from(text, first + 1), &value) : 0;
	struct str rest = str_from(text, first + 1 + second), behind = str_from(rest, blanks_at(rest));
	return first && second && rest.len && is_blank(rest) && utf8_is_han(str_first(behind, 0)) && !is_measure(rest) ? first + 1 + second : 0;
}

/* “A.” “a)” “A、” before text; A、B两类 and A级 have none. */
static size_t letter_number(struct str text)
{
	static const char *const marks[] = { ".", "．", "、", ")", "）", "：", ":", NULL };
	uint32_t first = 0;
	size_t n = utf8_decode(text.data, text.len, &first);
	first -= first >= 0xFF21 && first <= 0xFF5A ? 0xFF21 - 'A' : 0;
	if (!((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')))
		return 0;
	size_t mark = str_starts_any(str_from(text, n), marks);
	struct str rest = str_from(text, n + mark);
	return mark && (is_blank(rest) || utf8_is_han(str_first(rest, 0))) ? n + mark : 0;
}

/* What else is counted behind a figure and a blank: 3 大行动, 5 类产品. */
static bool is_counted(struct str text)
{
	static const char *const counted[] = { "大", "类", "批", "次", "条", "件", "场", "家", "所", "门", "期", "届", "周", "日", "季", "点", "时",
					       "张", "台", "套", "轮", "步", "方面", "线", "星", "强", "位", "组", "层", "支", "种", "处", "户", "村", NULL };
	return str_starts_any(str_from(text, blanks_at(text)), counted) != 0;
}

size_t doc_heading_number(struct str text)
{
	enum { MOST_PARTED = 99 }; /* with nothing but a blank behind it: 12345 热线 */
	static const char *const marks[] = { "：", ":", "，", ",", "。", "-", "—", "·", "、", NULL };
	size_t found = doc_typed_number(text);
	int value;
	if (found || (found = bracketed_number(text)) || (found = letter_number(text)) || (found = bracketed_letter(text)) ||
	    (found = hyphened_number(text)))
		return found;
	bool ordinal = str_starts(text, "第");
	size_t lead = ordinal ? strlen("第") : 0, word = counting_word(str_from(text, lead), &value);
	struct str rest = str_from(text, lead + word);
	if (!word || value >= FIRST_YEAR)
		return 0;
	size_t blanks = blanks_at(rest), mark = str_starts_any(str_from(rest, blanks), marks), behind = blanks + mark;
	if (mark && !ordinal)
		return goes_on(str_from(rest, behind)) && !is_enumeration(value, str_from(rest, behind)) ? word + behind : 0;
	bool parted = blanks && value <= MOST_PARTED && goes_on(str_from(rest, blanks)) && !is_measure(rest) && !is_counted(rest);
	return parted && !(ordinal && str_starts(str_from(rest, blanks), "书记")) ? lead + word : 0;
}
