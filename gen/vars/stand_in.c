#include "vars/stand_in.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

/* Bytes of the longest of the words below, of what asks for a value, and of a name with 某某 in it. */
enum { LONGEST_WORD = 15, LONGEST_REQUEST = 36, LONGEST_NAME = 15 };

/* Whether the text is one of the words. A catalogue asks it of each of its values: first bytes are compared here, before a call. */
static bool is_among(struct str text, const char *const *words)
{
	for (; text.len && *words; words++)
		if (**words == text.data[0] && str_is(text, *words))
			return true;
	return false;
}

static bool is_word(struct str text)
{
	static const char *const words[] = { "待定", "待填", "待填写", "待补", "待补充", "待明确", "待核", "待核实", "待确认", "待确定", "待任", "待任命", "待聘", "待选", "待选举",
					     "待配", "待配备", "待查", "待报", "待批", "待批复", "待公布", "待通知", "待安排", "待落实", "待统计", "未定", "未填", "未填写", "暂定", "暂缺", "暂无",
					     "同上", "同左", "尚未任命", "填写姓名", "某某", "空", "姓名", "某人", "某同志", "某领导", "某单位", "某部门", NULL };
	static const char *const latin[] = { "N/A", "n/a", "NA", "xx", "xxx", "TBD", "tbd", "T.B.D.", "TBA", "tba", "TBC", "tbc", "TODO", "todo", "n.a.", "N.A.", NULL };
	return text.len <= LONGEST_WORD && (is_among(text, words) || is_among(text, latin));
}

/* Whether the text asks for a value, or shows what one is like: 请填写姓名, 【姓名】, 例：张三. */
static bool is_request(struct str text)
{
	static const char *const leads[] = { "请填", "请输入", "请补充", "请核", "请确认", "请在此", "此处填", "点击输入", "单击输入", "例：", "例如：", NULL };
	if (text.len > LONGEST_REQUEST)
		return false;
	bool field = str_starts(text, "【") && str_find(text, "】") + strlen("】") == text.len;
	return field || str_starts_any(text, leads);
}

/* 赵某某, 欧阳某某, 赵某某同志, 某某县科技局; of a longer text with 某某 nobody knows whether a name is left out on purpose. */
static bool is_unnamed(struct str text)
{
	enum { LONGEST_SURNAME = 6 }; /* bytes */
	size_t at = str_find(text, "某某");
	if (at == (size_t)-1 || at > LONGEST_SURNAME)
		return false;
	return text.len <= LONGEST_NAME || (!at && text.len <= 2 * LONGEST_NAME);
}

/* Whether the text is nothing but signs that are drawn where something is still to be written. */
static bool is_all_signs(struct str text)
{
	uint32_t cp;
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size || !utf8_among(cp, "-—－/／\\?？_＿…*＊×XＸ△□○◯"))
			return false;
	}
	return text.len > 0;
}

/* What stands in the brackets that end the text; empty when none do. */
static struct str in_last_brackets(struct str text)
{
	uint32_t cp = 0;
	size_t size = text.len ? utf8_decode_last(text.data, text.len, &cp) : 0, end = text.len - size;
	if (!utf8_among(cp, ")）]］】〕"))
		return STR("");
	for (size_t at = end; at > 0; at -= size) {
		size = utf8_decode_last(text.data, at, &cp);
		if (!size)
			break;
		if (utf8_among(cp, "(（[［【〔"))
			return str_trim((struct str){ text.data + at, end - at });
	}
	return STR("");
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

/* Whether the text may hold one of the signs, by their first bytes; most values of Chinese characters and digits do not. */
static bool may_be_blanked(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		switch ((unsigned char)text.data[i]) {
		case 'X': case 'x':
		case 0xC3: /* × */
		case 0xE2: /* ○ ◯ □ ■ ● */
		case 0xE3: /* 〇 */
		case 0xEF: /* Ｘ ｘ */
			return true;
		default:
			break;
		}
	return false;
}

static bool is_blanked(struct str text)
{
	static const struct blanked kinds[] = { { "X×Ｘ", is_latin }, { "xｘ", is_no_han }, { "○〇◯□■●", is_numeral } };
	if (!may_be_blanked(text))
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (holds_blanked(text, &kinds[i]))
			return true;
	return false;
}

bool stand_in_is_word(struct str text)
{
	struct str inner = in_last_brackets(text);
	return is_word(inner.len ? inner : text) || is_request(text) || is_request(inner);
}

bool stand_in_is(struct str text)
{
	return stand_in_is_word(text) || is_all_signs(text) || is_unnamed(text) || is_blanked(text);
}

bool stand_in_is_doubtful(struct str text)
{
	static const char *const words[] = { "略", "从略", "见附件", "详见附件", "见附表", "另附", "附后", "空缺", "缺", "不详", "未知", "如上", "拟任", "测试", NULL };
	struct str inner = in_last_brackets(text);
	bool whole = inner.len && inner.data - text.data <= (ptrdiff_t)strlen("（");
	return text.len <= LONGEST_WORD + 2 * strlen("（") && (is_among(whole ? inner : text, words) || str_is(inner, "空缺"));
}
