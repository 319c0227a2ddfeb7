#include "parse/masks.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "parse/piece.h"

const char masks_surnames[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
			      "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤程阎傅萧翟庞樊倪";

/* Those of them, and some more, that hardly any other word ends in. */
static const char *const always_names[] = { "王", "李", "刘", "陈", "杨", "赵", "吴", "徐", "朱", "胡", "郭", "罗", "郑", "宋", "韩", "冯", "邓", "曹", "彭", "肖", "董", "袁",
					    "潘", "蒋", "蔡", "杜", "魏", "吕", "沈", "姚", "卢", "姜", "崔", "谭", "汪", "廖", "贾", "邹", "孟", "熊", "秦", "邱", "尹", "薛",
					    "闫", "阎", "侯", "陶", "黎", "郝", "龚", "邵", "覃", "戴", "萧", "翟", "庞", "樊", "倪", "欧阳", "上官", "司马", "诸葛", "司徒", "慕容",
					    "令狐", "尉迟", "夏侯", "皇甫", NULL };

/* Those that are words themselves, which emphasis may follow or end with: 于**3月底前**报送, 坚持**严**字当头. */
static const char words_themselves[] = "何高曾于余任金方白段万严向石";

/* What binds the words behind it; and words that end in one of these characters. */
#define BINDS "和与及或由经请对向同被为因"
static const char *const bound[] = { "温和", "缓和", "调和", "总和", "共和", "饱和", "参与", "给与", "赋与", "涉及", "普及", "危及", "顾及", "自由", "理由", "事由", "缘由",
				     "案由", "财经", "已经", "曾经", "神经", "申请", "邀请", "聘请", "面对", "应对", "针对", "反对", "相对", "绝对", "方向", "面向", "导向", "意向", "去向",
				     "流向", "共同", "合同", "相同", "不同", "认同", "协同", "趋同", "行为", "作为", "人为", "有为",
				     "更为", "极为", "成为", "视为", "原因", "起因", "成因", "病因", "诱因", "事因", "基因", NULL };

/* What names of areas and of bodies, roads and amounts end in. */
static const char areas[] = "省市县区镇乡村", name_ends[] = "局委办部院所站科厂路元亩";

static const char *const bodies[] = { "公司", "集团", "中心", "学校", "大学", "医院", "银行", "单位", "部门", "街道", "社区", "小区", "企业", "项目", "工程", "名单", "分局", "支队", "法院", "学院", "水库",
				      "大桥", "电站", "景区", "协会", "商会", "事件", "管委会", "党支部", "村委会", "派出所", "合作社", "研究院", "检察院", "开发区", "工业园", "支行", "分行",
				      "日报", "晚报", "网站", "原因", NULL };

/* What one person is called behind the name. */
static const char *const persons[] = { "同志", "先生", "女士", "同学", NULL };

/* What bodies do, which shows that their name ends before it. */
static const char *const verbs[] = { "负责", "牵头", "配合", "落实", "审核", "组织", "参加", "完成", "提出", "承办", "主办", "协办", "会同", "抓好", "做好", "报送", "同意", "批准", "提供", "研究",
				     "签字", "汇总", "上报", "走访", "予以", "跟进", "负总责", "另行", "列席", "作了", "开展", "起草", "核稿", "会签", "到会", "报道", "转载", NULL };

/* What stands before a name besides. */
static const char *const leads[] = { "派", "诉", "给", "找", "报", "根据", "听取", "走访了", "慰问了", "约谈了", "经过", "责成", "安排", "委托", "群众", "村民", "居民", "原告", "被告",
				          "嫌疑人", "证人", "当事人", "职工", "党员", "干部", "教师", "医生", "学生", "记者", "姓名", NULL };

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

bool masks_is_edge(uint32_t cp)
{
	return !cp || cp == '\n' || piece_is_space(cp) || (piece_is_punctuation(cp) && !utf8_among(cp, "%％‰"));
}

bool masks_binds(struct str text)
{
	return utf8_among(str_last(text, '\n'), BINDS) && !str_ends_any(text, bound);
}

/* Whether a name may begin behind the text. */
static bool parts(struct str text)
{
	return masks_is_edge(str_last(text, 0)) || masks_binds(text) || str_ends_any(text, leads);
}

/* Bytes of what a name ends in, of a body, an area or a person, at the start of the text; 0: none. */
static size_t name_end(struct str text)
{
	uint32_t cp = 0;
	size_t first = utf8_decode(text.data, text.len, &cp), len = str_starts_any(text, bodies);
	len = len ? len : str_starts_any(text, persons);
	return len || !first ? len : (utf8_among(cp, areas) || utf8_among(cp, name_ends)) * first;
}

/* Whether the text begins with what a name ends in, and nothing that makes a longer word of it: 局、, 公司负责; not 局长, 单位负责人, 同志们. */
static bool begins_bare(struct str text)
{
	size_t len = name_end(text);
	struct str rest = str_from(text, len);
	if (!len)
		return false;
	if (str_starts_any(text, persons))
		return !str_starts(rest, "们");
	return masks_is_edge(str_first(rest, 0)) || utf8_among(str_first(rest, 0), BINDS "的") || (str_starts_any(rest, verbs) && !str_starts(rest, "负责人"));
}

/* Whether nothing but a part of a name ends the text: a surname, one that may be a word only where a name may begin; a letter or 某 for it, but
 * not 李某. */
static bool ends_in_part(struct str text)
{
	struct str lead = str_without_last(text);
	uint32_t last = str_last(text, '\n'), before = str_last(lead, 0);
	if (last == 0x67D0) /* 某 */
		return before != last && !utf8_among(before, masks_surnames) && !str_ends_any(lead, always_names);
	if (last == 'X' || utf8_among(last, "Ｘ×"))
		return !(before < 0x80 && before > ' ');
	if (str_ends_any(text, always_names))
		return true;
	if (!utf8_among(last, masks_surnames) || utf8_among(last, words_themselves))
		return false;
	return parts(lead) || str_ends_any(lead, bodies) || str_ends_any(lead, persons) || utf8_among(before, name_ends);
}

/* Whether the text begins with what is counted, and its number does not end `before`; or with the last digits of a year left out, 20**年; or
 * counts those before it (**等3个部门). */
static bool begins_with_measure(struct str before, struct str text)
{
	static const char *const counts[] = { "等几", "等多", "等两", "等三", "等四", "等五", "等1", "等2", "等3", "等4", "等5", "等6", "等7", "等8", "等9", NULL };
	static const char *const measures[] = { "万元", "亿元", "万人", "万户", "岁", "个百分点", "%", "％", "‰", NULL };
	uint32_t last = str_last(before, 0);
	bool digit = is_digit(last) || utf8_among(last, "〇一二三四五六七八九十百千零两几数多余");
	bool century = str_ends(before, "20") && !is_digit(str_last((struct str){ before.data, before.len - 2 }, 0));
	return (century && str_starts(text, "年")) || str_starts_any(text, counts) || (!digit && str_starts_any(text, measures));
}

/* Whether the text begins with what follows a word, and no emphasis begins with: 的, 和王, 等; not 和谐, 等级. */
static bool follows_word(struct str text)
{
	static const char *const words[] = { "的", "了", "和", "与", "及", "或", "以及", "等", NULL };
	static const char *const longer[] = { "的士", "了解", "了结", "和谐", "和平", "和解", "和睦", "和美", "与会", "与时俱进", "及时", "及格", "及早", "或者", "等级", "等次", "等待", "等候", "等额",
					      NULL };
	return str_starts_any(text, words) && !str_starts_any(text, longer);
}

/* Whether a part of a body's name begins the text, behind the area that it is of: 县**公司; not 全县**企业**. */
static bool is_body_of_area(struct str before, struct str text)
{
	uint32_t last = str_last(before, 0);
	size_t len = str_starts_any(text, bodies);
	return len && len < text.len && utf8_among(last, areas) && !utf8_among(str_last(str_without_last(before), 0), "全各本在我");
}

/* Whether a number was left out, or a part of one, between the texts: 共**项, 尾号**12, 刑初**号. */
static bool is_number_split(struct str before, struct str after)
{
	static const char *const counting[] = { "共", "第", "约", "达", "金额", "面积", "共计", "合计", "总计", "投资", NULL };
	static const char *const counted[] = { "项", "个", "次", "人", "名", "万", "亿", "元", "亩", "吨", "条", "件", "家", "户", NULL };
	static const char *const numbers[] = { "尾号", "证号", "账号", "卡号", "号码", "电话", NULL };
	bool number = str_starts(after, "号") && masks_is_edge(str_first(str_from(after, strlen("号")), 0)); /* 刑初**号 */
	if (number && utf8_is_han(str_last(before, 0)) && !utf8_among(str_last(before, 0), "〇一二三四五六七八九十百"))
		return true;
	return (str_ends_any(before, counting) && str_starts_any(after, counted)) || (str_ends_any(before, numbers) && is_digit(str_first(after, 0)));
}

/* Whether both texts begin with what the names of bodies of one kind end in: 甲方：**公司　乙方：**公司. */
static bool is_same_body(struct str inside, struct str after)
{
	size_t len = str_starts_any(inside, bodies);
	return len && len == str_starts_any(after, bodies) && memcmp(inside.data, after.data, len) == 0;
}

bool masks_at_start(struct str before, struct str inside, struct str after)
{
	bool person = str_starts_any(inside, persons) > 0, whole = !person && inside.len && name_end(inside) == inside.len;
	if (ends_in_part(before) || is_number_split(before, inside) || begins_with_measure(before, inside) || (person && begins_bare(inside)))
		return true;
	if (whole && (name_end(after) || utf8_among(str_first(after, 0), "栋幢楼层室组")))
		return true;
	if (whole || masks_is_edge(str_last(before, 0)))
		return is_same_body(inside, after);
	return follows_word(inside) || is_body_of_area(before, inside) || begins_bare(inside);
}

bool masks_alone(struct str before, struct str after)
{
	bool named = after.len && name_end(after) == after.len && !masks_is_edge(str_last(before, 0));
	return named || masks_at_start(before, after, STR(""));
}

bool masks_at_end(struct str inside, struct str after)
{
	uint32_t last = str_last(inside, 0);
	bool single = !str_without_last(inside).len, part = single ? str_ends_any(inside, always_names) > 0 : ends_in_part(inside);
	if (part || masks_binds(inside) || str_ends(inside, "及其") || is_number_split(inside, after))
		return true;
	bool parted = utf8_among(last, "，；。、") || (last == 0xFF1A && str_starts_any(after, persons)); /* ： */
	return begins_bare(after) && (parted || utf8_among(last, areas) || str_ends_any(inside, leads));
}
