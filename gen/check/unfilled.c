#include "check/unfilled.h"

#include <string.h>

#include "base/utf8.h"
#include "check/scan.h"
#include "vars/stand_in.h"

enum { LEAST_MASK = 3 }; /* crosses within a number that hide a part of it */

/* What X alone stands for only before. */
static const char dated[] = "年月日", named[] = "省市县区州盟旗乡镇村局厅委院校厂";

static bool is_cross(uint32_t c)
{
	return c == 'X' || c == 'x' || c == 0xFF38 || c == 0xFF58 || c == 0xD7; /* X x Ｘ ｘ × */
}

/* X县, XX机关, XXX委员会, 李××, 138XXXX1234, 20XX年; not X光, 3×4, MAX. Returns the bytes of the crosses, of a single one with the kind of place
 * or office behind it. */
static size_t crosses_at(struct str text, size_t at, enum unfilled_kind *kind)
{
	size_t end = at, size;
	int count = 0;
	uint32_t before = scan_before(text, at, NULL);
	if (!is_cross(scan_at(text, at, NULL)) || is_cross(before)) /* counted with the first */
		return 0;
	for (; is_cross(scan_at(text, end, &size)); end += size)
		count++;
	uint32_t after = scan_at(text, end, &size);
	bool small = scan_at(text, at, NULL) == 'x', digits = before >= '0' && before <= '9';
	*kind = count > 1 || scan_in(after, dated) || scan_in(after, named) ? UNFILLED_SURE : UNFILLED_OPEN;
	if (count >= LEAST_MASK && digits)
		return after >= '0' && after <= '9' ? end - at : 0;
	if (count == 2 && scan_ends(text, at, "20") && after == 0x5E74) /* 年 */
		return end - at;
	if (count >= LEAST_MASK && before == '-') /* 0899-XXXXXXX */
		return end - at;
	if (!count || (before < 0x80 && before > ' ' && before != '(') || (count == 1 && small))
		return 0;
	if (after == '%' && utf8_is_han(before))
		return end - at;
	if (utf8_is_han(after) && !scan_in(after, "光线射染形型轴"))
		return end - at + (count == 1 && scan_in(after, named) ? size : 0);
	return count > 1 && (utf8_is_han(before) || (!before && !after)) ? end - at : 0;
}

/* Bytes of a line to write on, ___, of an amount, ……万元, of brackets with nothing in them, of 待填 and 某某, or of 待补充 with nothing behind it that it could be the verb of. */
static size_t open_length(struct str text, size_t at)
{
	enum { LEAST_LINE = 2 };
	static const char later[] = "待补充";
	static const char *const measures[] = { "万元", "亿元", "元", "名", "人", "户", "个", "件", "次", "亩", "公里", "吨", "家", "项", "所", "%", NULL }, *const empty[] = { "（）", "（ ）", "“”", "《》", "【】", NULL };
	size_t line = at;
	while (line < text.len && text.data[line] == '_')
		line++;
	if (line > at)
		return line - at >= LEAST_LINE && scan_before(text, at, NULL) != '_' ? line - at : 0;
	size_t hollow = str_starts_any(str_from(text, at), empty);
	if (hollow)
		return hollow;
	if (scan_is(text, at, "待填") || (scan_is(text, at, "某某") && !scan_ends(text, at, "某")))
		return strlen("待填");
	static const char *const asked[] = {"共",   "有",   "为",   "达",   "约",     "安排", "合计", "投入", "完成",
					    "新增", "发展", "培训", "招收", "不少于", "资金", "金额", NULL};
	if (scan_is(text, at, "？") && str_ends_any(scan_slice(text, 0, at), asked) &&
	    str_starts_any(str_from(text, at + strlen("？")), measures)) /* 共安排？人 */
		return strlen("？");
	if (scan_is(text, at, "……") && str_starts_any(str_from(text, at + strlen("……")), measures))
		return strlen("……");
	size_t end = at + strlen(later);
	bool alone = scan_is(text, at, later) && !utf8_is_han(scan_at(text, end, NULL)) && !scan_in(scan_before(text, at, NULL), "有亟尚仍");
	return alone ? strlen(later) : 0;
}

/* Bytes of a run of two or more of one sign that is written for characters; 二○○八年 is a number. */
static size_t signs_length(struct str text, size_t at, enum unfilled_kind *kind)
{
	static const char numerals[] = "零〇一二三四五六七八九十";
	size_t end = at, size;
	int count = 0;
	uint32_t sign = scan_at(text, at, NULL), before = scan_before(text, at, NULL);
	if (!scan_in(sign, "*＊※□△○◯〇●■▲") || before == sign)
		return 0;
	for (; scan_at(text, end, &size) == sign; end += size)
		count++;
	bool round = scan_in(sign, "○〇"), number = round && (scan_in(before, numerals) || scan_in(scan_at(text, end, NULL), numerals));
	*kind = scan_in(sign, "*＊※") ? UNFILLED_OPEN : UNFILLED_SURE;
	return count > 1 && !number ? end - at : 0;
}

/* Bytes of a word for what is not known in brackets of its own, 时间（待定）. */
static size_t bracketed_length(struct str text, size_t at)
{
	enum { MOST_BYTES = 24 };
	static const char *const opening[] = { "（", "(", "【", "［", "[", NULL }, *const closing[] = { "）", ")", "】", "］", "]", NULL };
	static const char *const leads[] = { "待", "暂定", "未定", "拟", "未填", NULL };
	size_t open = str_starts_any(str_from(text, at), opening);
	struct str rest = str_from(text, at + open);
	if (!open || !str_starts_any(rest, leads))
		return 0;
	for (size_t i = 0; closing[i]; i++) {
		size_t end = str_find(rest, closing[i]);
		if (end <= MOST_BYTES && stand_in_is_word((struct str){ rest.data, end }))
			return open + end + strlen(closing[i]);
	}
	return 0;
}

/* Bytes of a surname with 某 behind it, or of 待定 with nothing behind it that it could belong to. */
static size_t said_length(struct str text, size_t at)
{
	size_t size, len = 2 * strlen("某");
	if (scan_is(text, at, "待定"))
		return utf8_is_han(scan_at(text, at + len, NULL)) ? 0 : len;
	scan_at(text, at, &size);
	bool unnamed = scan_is(text, at + size, "某") && !scan_is(text, at + size, "某某");
	return unnamed && stand_in_is((struct str){ text.data + at, size + strlen("某") }) ? size + strlen("某") : 0;
}

/* Whether an ideograph stands there that begins none of what is looked for, as nearly all of a text. */
static bool begins_nothing(struct str text, size_t at)
{
	size_t size;
	return utf8_is_ideograph(scan_at(text, at, &size)) && !scan_is(text, at, "待") && !scan_is(text, at, "某") &&
	       !scan_is(text, at + size, "某");
}

size_t unfilled_at(struct str text, size_t at, enum unfilled_kind *kind)
{
	if (begins_nothing(text, at))
		return 0;
	size_t len = crosses_at(text, at, kind);
	len = len ? len : signs_length(text, at, kind);
	if (len)
		return len;
	*kind = UNFILLED_SURE;
	if ((len = bracketed_length(text, at)) > 0)
		return len;
	*kind = UNFILLED_OPEN;
	if ((len = open_length(text, at)) > 0)
		return len;
	*kind = UNFILLED_SAID;
	return said_length(text, at);
}
