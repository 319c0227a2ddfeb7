#include "parse/emphasis.h"

#include <stddef.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "parse/piece.h"

enum { MOST_STARS = 3, MOST_UNDERSCORES = 2, UNIT_CHARACTERS = 3 };

/* Surnames that are common enough to be left out in part. */
static const char surnames[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
			       "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/* What parts one name from the next. */
static const char *const joints[] = { "、", "，", "；", "：", "（", " ", "　", "和", "与", "及", "或", "同", NULL };

static struct str without_last(struct str text)
{
	uint32_t cp;
	text.len -= utf8_decode_last(text.data, text.len, &cp);
	return text;
}

static bool is_digit(uint32_t cp)
{
	return cp < 0x80 ? cp >= '0' && cp <= '9' : u_isdigit((UChar32)cp) != 0;
}

/* A letter or digit of ASCII, a full-width digit, or the end of a placeholder, which stands for a value. */
static bool is_alphanumeric(uint32_t cp)
{
	return is_digit(cp) || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || cp == 0xFDD0 || cp == 0xFDD1;
}

/* Signs that no emphasised text begins with: they end or part what stands before them. */
static bool closes(uint32_t cp)
{
	int8_t type = u_charType((UChar32)cp);
	return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || utf8_among(cp, "、，。；：！？,.;:!?");
}

/* Signs that no emphasised text ends with. */
static bool opens(uint32_t cp)
{
	int8_t type = u_charType((UChar32)cp);
	return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

/* Whether the text ends in a number with at most some characters of a unit behind it, the last of them one that things are
 * counted or measured in: 5米, 3人, 50m, 20平方米. */
static bool ends_in_quantity(struct str text)
{
	static const char units[] = "米层人天元份张台套件次块间栋亩吨斤克升箱盒页本辆户名组批寸尺里瓦度";
	uint32_t last = str_last(text, '\n');
	if (!utf8_among(last, units) && !is_alphanumeric(last))
		return false;
	for (int i = 0; i <= UNIT_CHARACTERS && text.len; i++, text = without_last(text)) {
		last = str_last(text, '\n');
		if (is_digit(last))
			return true;
		if (!utf8_is_han(last) && !is_alphanumeric(last))
			return false;
	}
	return false;
}

/* Whether the text speaks of the star itself. */
static bool is_named(struct str before, struct str after)
{
	static const char *const notes[] = { "注：", "注:", "备注：", "备注:", "说明：", "说明:", "号为", "号的", "号项", "号表", "为必", "项为", "为选", NULL };
	static const char *const marks[] = { "标", "带", "打", "加", "注", "有", "以", NULL };
	static const char *const marked[] = { "的", "者", "号", "项", "为", "处", "表", NULL };
	return str_starts_any(after, notes) || (str_ends_any(before, marks) && str_starts_any(after, marked));
}

static bool is_sign(struct str before, struct str run, struct str after, size_t open)
{
	uint32_t b = str_last(before, '\n'), a = str_first(after, '\n');
	if (run.data[0] == '_')
		return run.len > MOST_UNDERSCORES;
	if (run.len > MOST_STARS)
		return true;
	bool within = is_alphanumeric(b) && is_alphanumeric(a), ends = open == run.len;
	if (within && (run.len == 1 || (is_digit(b) && is_digit(a)) || (!ends && (is_digit(b) || is_digit(a)))))
		return true;
	return run.len == 1 && ((ends_in_quantity(before) && (is_digit(a) || a == 0xFDD0)) || is_named(before, after));
}

unsigned emphasis_roles(struct str before, struct str run, struct str after, size_t open)
{
	uint32_t b = str_last(before, '\n'), a = str_first(after, '\n');
	unsigned roles = 0;
	if (piece_is_space(a) && piece_is_space(b))
		return EMPHASIS_OPENS | EMPHASIS_CLOSES;
	if (is_sign(before, run, after, open))
		return 0;
	if (!piece_is_space(a) && !closes(a))
		roles |= EMPHASIS_OPENS;
	if (!piece_is_space(b) && !opens(b) && !(run.data[0] == '_' && utf8_among(b, "、，；：")))
		roles |= EMPHASIS_CLOSES;
	return roles;
}

bool emphasis_is_doubtful(uint32_t before, size_t stars, struct str inside, uint32_t after)
{
	uint32_t last = str_last(inside, '\n');
	struct str lead = without_last(inside);
	if (stars == 1 && !lead.len)
		return utf8_is_han(last) && utf8_is_han(before) && utf8_is_han(after);
	return utf8_among(before, surnames) && utf8_among(last, surnames) && (!lead.len || str_ends_any(lead, joints));
}
