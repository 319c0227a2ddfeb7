#include "vars/stand_in.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "vars/number.h"

/* Bytes of the longest text that is compared as a whole, of what asks for a value, and of a name with 某 in it. */
enum { LONGEST = 48, LONGEST_REQUEST = 36, LONGEST_NAME = 15 };

/* Whether the text is one of the words: "待||定|填" are 待, 待定 and 待填, "空" is 空. A catalogue asks it of each of its values, so that words are kept
 * by what they begin with, and two bytes of that, by which most characters differ, are compared before a call. */
static bool is_among(struct str text, const char *const *words)
{
	char second = text.len > 1 ? text.data[1] : '\0';
	for (; text.len && *words; words++) {
		if (**words != text.data[0] || (*words)[1] != second)
			continue;
		struct str ends = str_of(*words), head = str_cut(&ends, "|");
		bool begins = text.len >= head.len && memcmp(text.data, head.data, head.len) == 0, found = !ends.data && text.len == head.len;
		while (begins && !found && ends.data)
			found = str_equal(str_cut(&ends, "|"), str_from(text, head.len));
		if (begins && found)
			return true;
	}
	return false;
}

/* What a text may hold, by its bytes: most hold none of it, and what looks closer is not asked then. */
enum {
	HOLDS_OTHER_FORM = 1, /* a blank, a capital of ASCII, a full-width character */
	HOLDS_SIGN = 2,       /* a character that stands for others, as X, ×, ○, 〇 do */
	HOLDS_LINE = 4,       /* _ */
};

static unsigned holds_of(struct str text)
{
	static const char *const wide[] = { "〇", "Ｘ", "ｘ", "Ｏ", NULL }; /* E3 and EF are also the first of Chinese punctuation */
	unsigned holds = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (c >= 0xE4 && c < 0xEF) { /* Han */
			i += 2;
			continue;
		}
		if (c == ' ' || (c >= 'A' && c <= 'Z') || c == 0xEF || (c == 0xE3 && str_starts(str_from(text, i), "\u3000")))
			holds |= HOLDS_OTHER_FORM;
		bool quote = c == 0xE2 && i + 1 < text.len && text.data[i + 1] == '\x80'; /* or a dash */
		if (c == 'X' || c == 'x' || c == 'O' || c == 0xC3 /* × */ || (c == 0xE2 && !quote) /* ○ ◯ □ ■ ● Ⅹ ▲ */ ||
		    ((c == 0xE3 || c == 0xEF) && str_starts_any(str_from(text, i), wide)))
			holds |= HOLDS_SIGN;
		if (c == '_')
			holds |= HOLDS_LINE;
	}
	return holds;
}

/* The text as it is compared, in `room`: no blanks, no full stop at its end, letters, digits and signs of ASCII small and narrow. `folds`: it holds
 * what has another form. */
static struct str fold(struct str text, bool folds, char room[static LONGEST])
{
	static const char *const stops[] = { "。", ".", ";", ",", NULL };
	struct str out = folds ? (struct str){ room, 0 } : text;
	uint32_t cp;
	for (size_t at = 0, size; folds && (size = utf8_decode(text.data + at, text.len - at, &cp)) > 0; at += size) {
		cp = cp > 0xFF00 && cp < 0xFF5F ? cp - 0xFEE0 : cp;
		cp = cp >= 'A' && cp <= 'Z' ? cp + 'a' - 'A' : cp;
		if (cp != ' ' && cp != 0x3000)
			out.len += utf8_encode(cp, room + out.len);
	}
	struct str end = out;
	for (size_t size; (size = str_ends_any(end, stops)) > 0; end.len -= size)
		;
	return end.len ? end : out;
}

static bool is_word(struct str text)
{
	enum { LONGEST_STATE = 24 }; /* bytes: 具体时间待定 */
	static const char *const words[] = {
					     "待|定|填|填写|补|补充|补充完善|明确|核|核实|确认|确定|任|任命|聘|选|选举|配|配备|查|报|批|批复|公布|通知|定人选|安排|落实|统计|研究|",
					     "未|定|填|填写|确定", "暂|定|缺|无|未定|未确定", "尚未|确定|任命", "拟||定", "同|上|左|前",
					     "后|补|续补充", "填写|姓名||处", "在此填写", "按实际填写", "据实填写", "某|某|人|同志|领导|单位|部门",
					     "空", "姓名", "示例", "样例", "例如", "占位||符", "年月日", NULL };
	static const char *const latin[] = { "n/a", "n\\a", "na", "n.a", "xx", "xxx", "tbd", "t.b.d", "tba", "tbc", "todo", "fixme", "placeholder", "?", "??", "???", NULL };
	static const char *const states[] = { "待定", "待补充", "待确定", "待明确", "待核实", "待通知", NULL };
	if (!text.len || text.len > LONGEST_STATE) /* most values have nothing in brackets, or more than a word */
		return false;
	if (is_among(text, (unsigned char)text.data[0] < 0x80 ? latin : words))
		return true;
	return str_ends_any(text, states) && !memchr(text.data, '|', text.len);
}

/* Whether the text asks for a value, or shows what one is like: 请填写姓名, 【姓名】, 例：张三, {{姓名}}. */
static bool is_request(struct str text)
{
	static const char *const leads[] = { "请填", "请输入", "请补充", "请核", "请确认", "请在此", "此处填", "点击输入", "单击输入", NULL };
	static const char *const shown[] = { "例：", "例:", "例如：", "例如:", "示例：", "示例:", "样例：", "样例:", "如：", "如:", NULL };
	if (str_starts_any(text, shown)) /* however long: the example of a form, typed over or copied */
		return true;
	if (!text.len || text.len > LONGEST_REQUEST)
		return false;
	bool field = str_starts(text, "【") && str_find(text, "】") + strlen("】") == text.len;
	return field || str_starts_any(text, leads) || (str_starts(text, "{{") && str_ends(text, "}}"));
}

/* Whether the text names what a value would be of. */
static bool is_field(struct str text)
{
	static const char *const fields[] = { "姓名", "名称", "单位名称", "单位", "部门", "职务", "日期", "时间", "地点", "地址", "电话", "联系电话", "金额", "数量", "编号", "内容", "标题", NULL };
	return is_among(text, fields);
}

/* Whether a surname, or what stands for one, ends the text: 李, 甲, a. */
static bool ends_in_surname(struct str text)
{
	static const char surnames[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁沈姚卢姜崔钟谭汪范廖贾夏付邹孟熊秦邱江尹薛闫段雷侯"
				       "龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤甲乙丙丁戊";
	uint32_t last = str_last(text, 0);
	return utf8_among(last, surnames) || (last >= 'a' && last <= 'z' && text.len == 1);
}

/* 赵某某, 欧阳某某, 赵某某同志, 某某县科技局, 李某, 某年某月; of a longer text with 某 nobody knows whether a name is left out on purpose. */
static bool is_unnamed(struct str text)
{
	enum { LONGEST_SURNAME = 6 }; /* bytes */
	static const char *const some[] = { "某些", "某种", "某个", "某一", "某几", NULL };
	size_t at = str_find(text, "某");
	if (at == (size_t)-1 || at > LONGEST_SURNAME || str_starts_any(str_from(text, at), some))
		return false;
	if (!at && text.len <= 2 * LONGEST_NAME && (str_starts(text, "某某") || str_starts(text, "某年")))
		return true;
	return text.len <= LONGEST_NAME && (str_starts(str_from(text, at), "某某") || ends_in_surname((struct str){ text.data, at }));
}

/* Whether the text is of a body or an area that is not named, 某局, or somebody is not named anywhere in it, 李某与王某. */
static bool holds_unnamed(struct str text)
{
	static const char *const bodies[] = { "局", "县", "市", "区", "镇", "乡", "村", "委", "办", "厅", "公司", "单位", "部门", "学校", "医院", NULL };
	if (str_starts(text, "某") && text.len <= LONGEST_NAME && str_ends_any(text, bodies))
		return true;
	for (size_t at = str_find(text, "某"), next; at < text.len; at = next < text.len - at ? at + next : text.len) {
		if (ends_in_surname((struct str){ text.data, at }) && !str_starts(str_from(text, at), "某某"))
			return true;
		next = str_find(str_from(text, at + strlen("某")), "某");
		next = next == (size_t)-1 ? text.len : next + strlen("某");
	}
	return false;
}

/* Whether the text is nothing but signs that are drawn where something is still to be written. */
static bool is_all_signs(struct str text)
{
	uint32_t cp;
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size || utf8_is_ideograph(cp) || !utf8_among(cp, "-—－/／\\?？_＿…*＊×xXＸｘⅩⅹ△▲◆◇□○◯~～·。．.、，,；;：:！!《》〈〉“”‘’()（）[]［］【】〔〕"))
			return false;
	}
	return text.len > 0;
}

#define OPENING "([{<【〔《“\""
#define CLOSING ")]}>】〕》”\""

/* What stands in the brackets that end the text, or with `first` in those that begin it; empty when none do. */
static struct str in_brackets(struct str text, bool first)
{
	uint32_t cp = 0;
	size_t size = utf8_decode(text.data, text.len, &cp), close = text.len, open = size;
	if (first) {
		bool begins = size && !utf8_is_ideograph(cp) && utf8_among(cp, OPENING);
		for (close = open; begins && close < text.len && !utf8_among(str_first(str_from(text, close), 0), CLOSING); close += size)
			size = utf8_decode(text.data + close, text.len - close, &cp);
		return begins && close < text.len ? (struct str){ text.data + open, close - open } : STR("");
	}
	uint32_t last = str_last(text, 0);
	if (utf8_is_ideograph(last) || !utf8_among(last, CLOSING))
		return STR("");
	close -= utf8_decode_last(text.data, close, &cp);
	for (open = close; open && !utf8_among(str_last((struct str){ text.data, open }, 0), OPENING);)
		open -= utf8_decode_last(text.data, open, &cp);
	return open ? (struct str){ text.data + open, close - open } : STR("");
}

/* What stands between two signs as programs put them around what they fill in: $姓名$, %姓名%. */
static struct str between_signs(struct str text)
{
	bool same = text.len > 2 && text.data[0] == text.data[text.len - 1] && strchr("$%#", text.data[0]);
	return same ? (struct str){ text.data + 1, text.len - 2 } : STR("");
}

/* A letter or digit of ASCII, or a full-width one. */
static bool is_latin(uint32_t cp)
{
	if (cp > 0xFF00 && cp < 0xFF5F)
		cp -= 0xFEE0;
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
}

static bool is_numeral(uint32_t cp)
{
	return is_latin(cp) || utf8_among(cp, "零〇一二三四五六七八九十百千万亿第");
}

/* A sign of those that stand for characters, and what must not stand beside several of them. */
struct blanked {
	const char *signs;
	bool (*spoils)(uint32_t cp);
};

/* Small letters stand for characters only beside Chinese ones. */
static bool is_no_han(uint32_t cp)
{
	return cp && !utf8_is_han(cp);
}

/* Whether two or more of the signs stand together, with nothing beside them that makes them something else. */
static bool holds_blanked(struct str text, const struct blanked *blanked)
{
	uint32_t before = 0, cp;
	size_t count = 0;
	bool beside = false; /* it stands before the signs */
	for (size_t at = 0, size; at < text.len; at += size, before = cp) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size)
			return false;
		if (utf8_among(cp, blanked->signs)) {
			beside = count ? beside : blanked->spoils(before);
			count++;
			continue;
		}
		if (count > 1 && !beside && !blanked->spoils(cp))
			return true;
		count = 0;
	}
	return count > 1 && !beside;
}

/* X for a month or a day, 2026年X月, or for figures, 138XXXX1234; lines to write on, 2026年__月; figures of a date left out, 2026年 月 日. The text
 * is folded; `other`: it may hold X, × or a line. */
static bool holds_open_date(struct str text, bool other)
{
	enum { FIGURES = 3 }; /* X beside a figure that stand for figures */
	uint32_t before = 0, sign = 0, cp;
	size_t run = 0;
	bool signs = other && (memchr(text.data, 'x', text.len) || memchr(text.data, '_', text.len) || str_find(text, "×") < text.len);
	for (size_t at = 0, size; signs && at <= text.len; at += size, before = run ? before : cp) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size)
			cp = 0;
		if (cp && utf8_among(cp, "x×_") && (!run || cp == sign)) {
			sign = cp;
			run++;
			continue;
		}
		bool digits = is_latin(before) || is_latin(cp);
		if ((run > 1 && sign == '_') || (run && sign != '_' && !is_latin(before) && utf8_among(cp, "年月日")) ||
		    (run >= FIGURES && before >= '0' && before <= '9' && (!cp || !is_latin(cp) || (cp >= '0' && cp <= '9')) && digits))
			return true;
		run = 0;
		if (!size)
			break;
	}
	size_t end = text.len > strlen("年月") ? text.len - strlen("年月") : 0;
	return str_find(text, "年月日") < text.len || (str_ends(text, "年月") && end && text.data[end - 1] >= '0' && text.data[end - 1] <= '9');
}

static bool is_blanked(struct str text)
{
	static const struct blanked kinds[] = { { "X×ＸⅩ✕╳", is_latin }, { "xｘXＸ", is_no_han }, { "○〇◯□■●▲◆", is_numeral }, { "OＯ", is_latin } };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (holds_blanked(text, &kinds[i]))
			return true;
	return false;
}

/* A text as it is judged. */
struct judged {
	struct str text, folded;
	struct str last, first; /* what stands in brackets at the end and at the beginning of the folded text */
	bool whole;             /* nothing stands beside `last` and its brackets */
	unsigned holds;         /* bits of what the text may hold */
};

static struct judged judged_of(struct str text, char room[static LONGEST])
{
	struct judged judged = { .text = text, .folded = text, .holds = holds_of(text) };
	if (text.len <= LONGEST)
		judged.folded = fold(text, judged.holds & HOLDS_OTHER_FORM, room);
	judged.last = in_brackets(judged.folded, false);
	judged.first = in_brackets(judged.folded, true);
	judged.whole = judged.last.len && judged.last.data - judged.folded.data <= (ptrdiff_t)strlen("【");
	return judged;
}

/* Whether it says that the value is that of another time: what a form or a row of last year is answered with. */
static bool is_kept(const struct judged *judged)
{
	enum { LONGEST_KEPT = 18 }; /* bytes, as of 与去年相同 and one character more */
	static const char *const words[] = { "无|变化|变动|改动|更改|修改|需修改", "没有变化", "不|改|修改|作修改",
					     "同|去年|上年|往年|上一年|上年度|现值|原值|原", "与|去年相同|上年相同|去年一致|上年一致|去年同|上年同",
					     "和|去年一样|去年相同|上年相同", "见|去年|上年", NULL };
	struct str text = judged->whole ? judged->last : judged->folded;
	return text.len <= LONGEST_KEPT && is_among(text, words);
}

/* Whether it is a word for a value that is not there, alone, in brackets, or in those before or behind it. */
static bool is_word_anywhere(const struct judged *judged)
{
	if (is_word(judged->folded) || is_request(judged->folded) || is_word(judged->last) || is_request(judged->last) || is_word(judged->first))
		return true;
	return is_kept(judged) || is_field(judged->whole ? judged->last : between_signs(judged->folded)) ||
	       ((judged->holds & HOLDS_OTHER_FORM) && is_request(judged->text));
}

static bool is_certain(const struct judged *judged)
{
	if (is_word_anywhere(judged) || is_all_signs(judged->text) || ((judged->holds & HOLDS_SIGN) && is_blanked(judged->text)))
		return true;
	return judged->text.len <= LONGEST && (is_unnamed(judged->folded) || holds_open_date(judged->folded, judged->holds));
}

bool stand_in_is_word(struct str text)
{
	char room[LONGEST];
	struct judged judged = judged_of(text, room);
	return is_word_anywhere(&judged);
}

bool stand_in_is(struct str text)
{
	char room[LONGEST];
	struct judged judged = judged_of(text, room);
	return is_certain(&judged);
}

/* A name with a question behind it, 张三？; what is only meant to be, 拟于三月; stars for a part of a name, 李**. The text is folded. */
static bool is_uncertain(struct str text)
{
	enum { LONGEST_GUESS = 15 }; /* bytes */
	static const char *const plans[] = { "拟于", "拟任", "拟在", "拟设", "拟由", "拟请", "拟聘", "拟推", NULL }, *const later[] = { "另行通知", "另行确定", "情况填写", NULL };
	return str_starts_any(text, plans) || str_ends_any(text, later) || (text.len <= LONGEST_GUESS && str_ends(text, "?")) || str_find(text, "**") < text.len || holds_unnamed(text);
}

static bool is_doubtful(const struct judged *judged)
{
	enum { LONGEST_WORD = 12 }; /* bytes: 维持不变 */
	static const char *const words[] = { "略", "从略", "见|附件|附表|上", "详见附件", "另|附|行通知|行确定", "附后", "空|缺|白", "缺",
					     "不|详|变|调整", "未|知|变|变化", "如|上|旧", "拟任", "测试", "test", "维持|不变|原样", "保持不变",
					     "无调整", "照旧", "沿用||去年|上年", "按|去年|上年|原来", "参照|去年|上年", NULL };
	if (judged->text.len > LONGEST)
		return false;
	struct str text = judged->whole ? judged->last : judged->folded;
	return (text.len <= LONGEST_WORD && is_among(text, words)) || str_is(judged->last, "空缺") || str_is(judged->last, "拟任") ||
	       str_is(judged->first, "拟任") || is_uncertain(judged->folded);
}

/* Whether the text is digits alone, or a percentage of such: as most values and bounds are, and stands for nothing else. */
static bool is_figure(struct str text)
{
	return number_is_digits((struct str){ text.data, text.len - str_ends(text, "%") });
}

enum stand_in stand_in_judge(struct str text)
{
	char room[LONGEST];
	if (is_figure(text))
		return STAND_IN_NONE;
	struct judged judged = judged_of(text, room);
	return is_certain(&judged) ? STAND_IN_CERTAIN : is_doubtful(&judged) ? STAND_IN_DOUBTFUL : STAND_IN_NONE;
}

/* ---- by what the value is of */

/* What a value is of, as an example of it shows: somebody, a telephone, an office or a place; 0: something else. */
enum { OF_PERSON = 1, OF_TELEPHONE = 2, OF_BODY = 4 };

static size_t count_digits(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.data[i] >= '0' && text.data[i] <= '9';
	return count;
}

static unsigned kind_of(struct str example)
{
	enum { TELEPHONE_DIGITS = 7, LONGEST_PERSON = 9 /* bytes */ };
	static const char *const bodies[] = { "局", "委", "党组", "支部", "社区", "村", "站", "室", "队", "镇", "乡", "街道", "公司", "学校", "医院", "基地", "纪念馆", NULL };
	size_t digits = count_digits(example);
	bool telephone = digits >= TELEPHONE_DIGITS && example.len <= digits + 2; /* with a hyphen or two */
	struct str first = { example.data, example.len > strlen("赵") && example.len <= LONGEST_PERSON ? strlen("赵") : 0 };
	bool person = ends_in_surname(first) || str_is(first, "陆");
	return telephone ? OF_TELEPHONE : str_ends_any(example, bodies) ? OF_BODY : person ? OF_PERSON : 0;
}

/* 小王, 老李 */
static bool is_nickname(struct str text)
{
	static const char *const forms[] = { "小", "老", "阿", NULL };
	struct str rest = str_from(text, str_starts_any(text, forms));
	return rest.len < text.len && rest.len == strlen("王") && ends_in_surname(rest);
}

/* For which kinds the text names nothing: 无, 若干, 000; of somebody 张三, 小王 as well. */
static unsigned nothing_of(struct str text)
{
	enum { MOST_DIGITS = 6 };
	static const char *const none[] = { "无", "没有", "若干", "无人", "无此项", "不填", NULL }, *const nobody[] = { "张三", "李四", "王五", "赵六", "无名氏", "佚名", "本人", NULL };
	size_t digits = count_digits(text);
	if (is_among(text, none))
		return OF_PERSON | OF_TELEPHONE | OF_BODY;
	if (digits && digits == text.len) {
		bool same = true;
		for (size_t i = 1; i < text.len; i++)
			same = same && text.data[i] == text.data[0];
		return (digits <= MOST_DIGITS ? OF_PERSON | OF_BODY : 0) | (same ? OF_TELEPHONE : 0);
	}
	return is_among(text, nobody) || is_nickname(text) ? OF_PERSON : 0;
}

bool stand_in_names_nothing(struct str text, struct str example)
{
	enum { LONGEST_NOTHING = 15 /* bytes */ };
	unsigned nothing = text.len && text.len <= LONGEST_NOTHING ? nothing_of(text) : 0;
	return nothing && (nothing & kind_of(example));
}
