#include "parse/emphasis.h"

#include <stddef.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "doc/doc.h"
#include "parse/masks.h"
#include "parse/piece.h"

enum { MOST_STARS = 3, MOST_UNDERSCORES = 2, UNIT_CHARACTERS = 3 };

/* What stands before a name: what parts it from the one before, or says what is done to or by whom it names. */
static const char *const joints[] = { "、", "，", "；", "：", "（", " ", "　", "和", "与", "及", "或", "同", "由", "请", "派", "诉", "经", "给", "向", "对", "找", NULL };

/* What stands behind the number, or the name, that stars hide: 2026年**月**日, 住**路**号; **县**镇. */
#define COUNTED "年月日号路次万亿元届期楼室栋幢街巷弄%％‰"
static const char counted[] = COUNTED, counted_or_area[] = COUNTED "省市县区镇乡村组局";

/* What sizes are called by their last character: 单价*数量, 长度*宽度. */
static const char sizes[] = "价量度数率额积长宽高厚重费税";

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
	return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || utf8_among(cp, "、，。；：！？,.;:!?/／");
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
	for (int i = 0; i <= UNIT_CHARACTERS && text.len; i++, text = str_without_last(text)) {
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

/* The same of several stars, where nothing else can be meant: 带**号的为选填. */
static bool is_surely_named(struct str before, struct str after)
{
	static const char *const marks[] = { "标", "带", "打", "注", NULL }, *const marked[] = { "号的", "号为", "的为", "者为", NULL };
	return str_ends_any(before, marks) && str_starts_any(after, marked);
}

/* Whether the character may stand in an address or the name of a file, and ends none. */
static bool goes_on(uint32_t cp)
{
	return cp > ' ' && cp < 0x7F && !utf8_among(cp, "\"'<>()[]{}|*_,;!");
}

/* Whether an address of the web ends the text, as far as it goes: http://a/b. */
static bool ends_in_address(struct str text)
{
	enum { LONGEST = 400 }; /* bytes that are looked at */
	size_t start = text.len;
	while (start && text.len - start < LONGEST && (unsigned char)text.data[start - 1] > ' ' && (unsigned char)text.data[start - 1] < 0x7F)
		start--;
	struct str word = str_from(text, start);
	return str_find(word, "://") != (size_t)-1 || str_find(word, "www.") != (size_t)-1;
}

/* Whether the underscores between the texts are a part of a path, of the name of a file or of an address: /_upload_/, _a_@b.cn, _最终版_.docx, ?c=_d_&e. */
static bool is_in_path(struct str before, struct str after)
{
	uint32_t b = str_last(before, '\n'), a = str_first(after, '\n'), next = str_first(str_from(after, a < 0x80 && after.len), '\n');
	return utf8_among(b, "/\\=&@?#") || utf8_among(a, "/\\=&@#") || (utf8_among(a, ".?") && is_alphanumeric(next) && next < 0x80);
}

static bool is_sign(struct str before, struct str run, struct str after, size_t open)
{
	if (goes_on(str_first(after, 0)) && ends_in_address(before))
		return true;
	uint32_t b = str_last(before, '\n'), a = str_first(after, '\n');
	if (run.data[0] == '_')
		return run.len > MOST_UNDERSCORES || is_in_path(before, after);
	if (run.len > MOST_STARS)
		return true;
	bool within = is_alphanumeric(b) && is_alphanumeric(a), ends = open == run.len;
	if (within && (run.len == 1 || (is_digit(b) && is_digit(a)) || (!ends && (is_digit(b) || is_digit(a)))))
		return true;
	if (is_surely_named(before, after))
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

/* Whether one of the marks stands in the text before its last character. */
static bool spans(struct str inside, const char *marks)
{
	uint32_t cp;
	size_t end = str_without_last(inside).len;
	for (size_t i = 0, n; i < end && (n = utf8_decode(inside.data + i, end - i, &cp)) > 0; i += n)
		if (utf8_among(cp, marks))
			return true;
	return false;
}

/* Two single stars that multiply, or each hide a character: 长*宽*高, 单价*数量=金额，面积*容积率, 县委*书记、县政府*县长. */
static bool is_product(uint32_t before, struct str inside, uint32_t after)
{
	uint32_t last = str_last(inside, '\n');
	bool within = !masks_is_edge(before) && !masks_is_edge(after);
	if (!str_without_last(inside).len)
		return utf8_is_han(last) && utf8_is_han(before) && utf8_is_han(after);
	return spans(inside, "=＝×÷") || (within && (spans(inside, "、，。；：！？,;") || last == before)) ||
	       (utf8_among(before, sizes) && utf8_among(last, sizes));
}

/* 张**、李**; 李**同志, 王**等人, 某**同志; 李**三人，**张三** */
static bool is_name(uint32_t before, struct str inside, uint32_t after)
{
	static const char *const titles[] = { "同志", "先生", "女士", "等人", "负责", "诉", NULL };
	struct str lead = str_without_last(inside);
	if (before == 0x67D0) /* 某 */
		return str_starts_any(inside, titles);
	if (!utf8_among(before, masks_surnames))
		return false;
	if (utf8_is_han(after) && utf8_among(str_last(inside, '\n'), "，；"))
		return true;
	return (utf8_among(str_last(inside, '\n'), masks_surnames) && (!lead.len || str_ends_any(lead, joints))) || str_starts_any(inside, titles);
}

/* 第**次, 年**月**日, **号楼**室, 增长**个百分点、**%: what is counted stands behind the stars, and no number. */
static bool is_number_left_out(uint32_t before, struct str inside, uint32_t after)
{
	enum { MOST = 2 }; /* characters between the stars: 号楼 */
	uint32_t first = str_first(inside, '\n'), last = str_last(inside, '\n');
	bool is_short = utf8_count(inside.data, inside.len) <= MOST;
	if ((before == 0x7B2C && !doc_counting_word(inside)) || last == 0x7B2C || utf8_among(first, "%％‰")) /* 第 */
		return true;
	if (utf8_among(after, "%％‰"))
		return !is_alphanumeric(last) && !utf8_among(last, "〇一二三四五六七八九十百");
	if (is_digit(before) && utf8_among(first, "万亿元"))
		return false;
	if (!str_without_last(inside).len || spans(inside, "和与及、，") || utf8_among(last, "和与及、，"))
		return utf8_among(first, counted_or_area) && utf8_among(after, counted_or_area);
	return utf8_among(first, counted) && utf8_among(after, counted) && (is_short || utf8_among(last, counted));
}

/* Whether the text behind the stars goes on as that within them begins, or that within ends as what stands before them: X**局和Y**局,
 * 由李**负责审核，由王**负责. */
static bool is_parallel(uint32_t before, struct str inside, uint32_t after)
{
	uint32_t first = str_first(inside, '\n'), last = str_last(inside, '\n'), next = str_last(str_without_last(inside), '\n');
	bool letters = is_alphanumeric(before) && !is_digit(before) && is_alphanumeric(last) && !is_digit(last);
	bool whole = masks_is_edge(before) && utf8_among(last, "。！？：!?:");
	if (utf8_is_han(first) && first == after && str_without_last(inside).len && !whole)
		return true;
	return (letters && utf8_is_han(first) && !is_alphanumeric(next)) || (last == before && utf8_is_han(last) && spans(inside, "、，和与及"));
}

/* Whether the stars begin and end within clauses, with the end of a clause between them: 李**同志负责，X**年底前完成; or such an end before the
 * closing ones, where a name must stand before the opening ones: 由**人民法院审理，**检察院起诉; or begin amid a row and end outside of it. */
static bool is_across_clauses(uint32_t before, size_t stars, struct str inside, uint32_t after)
{
	if (before == 0x3001) /* 、 */
		return spans(inside, "、，。；：！？");
	if (utf8_among(str_last(inside, 0), "：:") && spans(inside, stars == 1 ? "，；。" : "；。"))
		return true;
	if ((!masks_is_edge(before) || (!masks_is_edge(after) && !masks_is_edge(str_last(inside, 0)))) && spans(inside, "。；"))
		return true;
	if (masks_is_edge(before) || masks_is_edge(after))
		return false;
	if (spans(inside, "，。；：！？,;=＝"))
		return true;
	return utf8_among(before, "由经被请派诉给向报住称叫") && utf8_among(str_last(inside, '\n'), "，；：,;");
}

/* Whether a quotation or a title begins or ends between the stars that does not end or begin there, “**行动”、“**工程”, or a row of names goes
 * on behind them, **局、**委; a number is emphasised with its mark, **一、**. */
static bool is_across_marks(struct str inside)
{
	uint32_t cp;
	size_t open = 0;
	int brackets = 0;
	if (str_ends(inside, "、"))
		return doc_typed_number(inside) < inside.len;
	for (size_t i = 0, n; i < inside.len && (n = utf8_decode(inside.data + i, inside.len - i, &cp)) > 0; i += n) {
		if (utf8_among(cp, "”》〉」』") && !open--)
			return true;
		open += utf8_among(cp, "“《〈「『");
		brackets += utf8_among(cp, "（") - utf8_among(cp, "）");
	}
	return open > 0 || brackets > 0;
}

/* Whether one star begins amid a clause and ends behind it, before the next: 市*公司负责，*局配合. */
static bool is_clause_end(uint32_t before, struct str inside, uint32_t after)
{
	bool begins = !masks_is_edge(before) && !opens(str_first(inside, 0));
	return begins && utf8_is_han(after) && utf8_among(str_last(inside, 0), "、，。；：");
}

/* Whether a part of a title in 《》 stands between the stars, as none does that is emphasised: 《中共**县委关于**的决定》. */
static bool is_in_title(struct str lead, struct str rest)
{
	size_t open = lead.len;
	while (open && !str_ends((struct str){ lead.data, open }, "《") && !str_ends((struct str){ lead.data, open }, "》"))
		open--;
	bool all = open == lead.len && str_starts(rest, "》");
	return str_ends((struct str){ lead.data, open }, "《") && !all;
}

bool emphasis_is_doubtful(struct str lead, size_t stars, struct str inside, struct str rest)
{
	uint32_t before = str_last(lead, 0), after = str_first(rest, 0);
	if (stars == 1 && (is_product(before, inside, after) || is_clause_end(before, inside, after)))
		return true;
	return is_name(before, inside, after) || is_number_left_out(before, inside, after) || is_parallel(before, inside, after) ||
	       is_across_clauses(before, stars, inside, after) || is_across_marks(inside) || is_in_title(lead, rest) || masks_at_start(lead, inside, rest) || masks_at_end(inside, rest);
}

bool emphasis_is_doubtful_underscore(struct str inside)
{
	return memchr(inside.data, '_', inside.len) || is_across_marks(inside);
}

/* What begins a sentence and is emphasised alone: 一是, 第一, 首先, 6月底前. */
static bool is_label(struct str text)
{
	static const char *const starts[] = { "第", "首先", "其次", "再次", "最后", "同时", NULL };
	return str_ends(text, "是") || str_starts_any(text, starts) || is_digit(str_first(text, 0));
}

bool emphasis_is_likely(struct str before, struct str inside)
{
	return masks_is_edge(str_last(before, 0)) && !masks_is_edge(str_first(inside, 0)) && !utf8_among(str_last(inside, 0), "，、,");
}

bool emphasis_is_sure(struct str before, struct str inside, struct str after)
{
	bool ends = masks_is_edge(str_first(after, 0)) || masks_is_edge(str_last(inside, 0));
	return emphasis_is_likely(before, inside) && (ends || is_label(inside));
}
