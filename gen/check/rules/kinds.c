/* Words, bodies and regions that the unit which issues a text does not have: left over from another unit's text. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

/* ---- words of another kind of organisation */

/* Whether the kind says the word. */
static bool is_said_by(const struct check_trade *trade, const struct check_text *text)
{
	bool only = str_starts(trade->kinds, "!");
	struct str kinds = scan_slice(trade->kinds, only ? 1 : 0, trade->kinds.len);
	return check_lists(kinds, str_of(text->kind)) == only || check_holds_any(text->issuer, trade->units);
}

/* Whether nothing before the word makes it part of a longer name: 报局党组, not 水利局党组. */
static bool stands_alone(struct str text, size_t at)
{
	uint32_t before = scan_before(text, at, NULL);
	return !utf8_is_han(before) || scan_in(before, "经由报向对请为与及按将把被和在是并让，");
}

/* The longest word of the table at the offset that the text's unit does not say. */
static const struct check_trade *trade_at(const struct check_tables *tables, const struct check_text *text, struct str words, size_t at)
{
	const struct check_trade *best = NULL;
	for (const struct check_trade *t = tables->trades[check_chain_of(words, at)]; t; t = t->next)
		if (scan_stands(words, at, t->word) && (!best || t->word.len > best->word.len) && !is_said_by(t, text) &&
		    (!t->alone || stands_alone(words, at)) && !check_is_within(words, at, t->word, t->except))
			best = t;
	return best;
}

/* Whether the byte stands within 《》, whose words are somebody else's. */
static bool in_title_marks(struct str text, size_t at)
{
	size_t open = scan_back(text, at, "《》");
	return scan_ends(text, open, "《");
}

void check_rule_foreign_kind(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; text->kind && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size;
		for (size_t at = 0; block->kind != CHECK_ENTRY && scan_at(block->text, at, &size); at += size) {
			const struct check_trade *trade = trade_at(check->tables, text, block->text, at);
			if (!trade)
				continue;
			if (!in_title_marks(block->text, at))
				check_report(check, DIAG_CHECK_FOREIGN_KIND, block, at, check_words_of(check, trade->word), text->kind, trade->note);
			size = trade->word.len;
		}
	}
}

/* ---- the region's rank: 区委 in a county's text */

static const struct rank {
	const char *mark, *own; /* what the issuer's name has behind the region's proper name */
	const char *const *words; /* that regions of another rank say */
} ranks[] = {
	{ "县", "县", (const char *const[]){ "我区", "本区", "区委", "区政府", "区直", "区级", "区纪委", NULL } },
	{ "区", "区", (const char *const[]){ "我县", "本县", "全县", "县委", "县政府", "县直", "县级财政", "县纪委", NULL } },
	{ "市", "市", (const char *const[]){ "我县", "本县", "我区", "本区", "县委、县政府", "区委、区政府", NULL } },
};

/* Characters of the region's name at the start of the issuer's: 安河县 of 安河县科技局; 0: none, as in a speech 在全区……会议上. */
static size_t region_of(struct str issuer, const struct rank **rank)
{
	enum { LEAST = 2, MOST = 4 };
	struct str name = issuer;
	size_t at = 0, size, count = 0;
	if (str_starts(name, "中共"))
		at = strlen("中共");
	else if (str_starts(name, "政协"))
		at = strlen("政协");
	else if (str_starts(name, "共青团"))
		at = strlen("共青团");
	size_t start = at;
	for (; count <= MOST && scan_at(name, at, &size) && !scan_is(name, at, "全"); at += size, count++)
		for (size_t i = 0; count >= LEAST && i < sizeof ranks / sizeof *ranks; i++)
			if (scan_is(name, at, ranks[i].mark)) {
				*rank = &ranks[i];
				return at + size - start;
			}
	return 0;
}

/* Bytes of 区教育局 in a text of a county, 县教育局 in one of a district: a bureau that bears the rank alone. */
static size_t bureau_of_rank(const struct check *check, struct str text, size_t at, const struct rank *rank)
{
	bool county = str_is(str_of(rank->mark), "县"), district = str_is(str_of(rank->mark), "区");
	static const char *const bodies[] = { "教育局", "财政局", "公安局", "司法局", "民政局", "水利局", "审计局", "统计局", "林业局", "商务局", "科技局", "信访局", "人社局", "住建局", "卫健局", "卫健委", "发改局", "发改委", "市场监管局", "农业农村局", "应急局", "医保局", "文旅局", "工信局", "交通局", "人民政府", "人大常委会", "政协", "委组织部", "委宣传部", "委统战部", "委政法委", "委编办", "总工会", "人民法院", "人民检察院", "妇联", "团委", NULL };
	if (!(county && scan_is(text, at, "区")) && !(district && scan_is(text, at, "县")))
		return 0;
	size_t from = at + strlen("区"), body = from < text.len ? str_starts_any(str_from(text, from), bodies) : 0, listed = check_listed_at(&check->tables->bodies, text, from);
	return body || listed ? strlen("区") + (body > listed ? body : listed) : 0;
}

static void check_rank(struct check *check, const struct check_block *block, const struct rank *rank)
{
	size_t at = 0, size;
	for (uint32_t c; (c = scan_at(block->text, at, &size)); at += size) {
		if (!scan_in(c, "我本全区县"))
			continue;
		size_t len = str_starts_any(str_from(block->text, at), rank->words), bureau = bureau_of_rank(check, block->text, at, rank);
		len = len > bureau ? len : bureau;
		bool alone = scan_in(c, "我本全") || stands_alone(block->text, at);
		if (!len || !alone || in_title_marks(block->text, at) || scan_is(block->text, at, "全县（") || scan_ends(block->text, at, "自治"))
			continue;
		check_report(check, DIAG_CHECK_REGION_RANK, block, at, check_words_of(check, scan_slice(block->text, at, at + len)), rank->own);
		size = len;
	}
}

/* Texts for several regions name all of their ranks. */
static bool speaks_of_others(const struct check_text *text)
{
	static const char *const words[] = { "县（市、区）", "县（区）", "县（市）", "县市区", "县区", "市县", "县、区", "区、县", "区县", NULL };
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; words[k]; k++)
			if (check_find(&text->blocks[i], 0, words[k]) != (size_t)-1)
				return true;
	return false;
}

void check_rule_region_rank(struct check *check, const struct check_text *text)
{
	const struct rank *rank = NULL;
	if (!text->kind || !region_of(text->issuer, &rank) || speaks_of_others(text))
		return;
	for (size_t i = 0; i < text->count; i++)
		if (text->blocks[i].kind != CHECK_ENTRY)
			check_rank(check, &text->blocks[i], rank);
}

/* ---- another region, another bureau of the own one */

/* Bytes of 县教育局, 县人民政府, 县委 behind a region's proper name. */
static size_t body_at(struct str text, size_t at)
{
	static const char *const ends[] = { "人民政府", "政府", "委员会", "指挥部办公室", "领导小组办公室", "指挥部", "领导小组", "纪委监委", "县委", "区委", "市委", "法院", "检察院", "医院", "档案馆", "图书馆", "博物馆", "文化馆", "总工会", "联合会", "公证处", "中心", "小学", "中学", "学校", NULL };
	enum { MOST = 16 };
	size_t size, end = at, skip;
	scan_at(text, at, &skip);
	if (scan_is(text, at + skip, "委"))
		return skip + strlen("委");
	for (int i = 0; i < MOST && utf8_is_han(scan_at(text, end, &size)); i++, end += size) {
		size_t len = str_starts_any(str_from(text, end), ends);
		if (len)
			return end + len - at;
		if (scan_is(text, end, "局"))
			return end + size - at;
		if (scan_in(scan_at(text, end, NULL), "和与及的在将对向要"))
			return 0;
	}
	return 0;
}

/* Whether the sentence tells of dealings with others. */
static bool deals_with_others(struct str text, size_t at)
{
	struct str words = scan_around(text, at, "。；！？");
	return check_holds_any(words, STR("学习|考察|支援|协作|结对|对口|交流|毗邻|接壤|交界|联合|会同|配合|协同|签订|友好|借鉴|商请|致函|来函|抄送|参会|参加|出席|列席|听取|报送|转发|向"));
}

static bool does_something(struct str text, size_t at)
{
	static const char *const verbs[] = { "组织", "开展", "举办", "负责", "将", "要", "决定", "制定", "承办", "统一", "牵头", "全体", "成立", "坚持", "认真", "党组", "全年", "机关", NULL };
	return str_starts_any(str_from(text, at), verbs) > 0;
}

/* 安河县教育局组织… in a text of 安河县科技局; 平岭县委… in one of 安河县. The name begins a clause. */
static void check_actor(struct check *check, const struct check_text *text, const struct check_block *block, struct str region, const struct rank *rank,
			size_t mark)
{
	struct str words = block->text;
	size_t start = mark, size;
	for (int i = 0; i < 2 && utf8_is_han(scan_before(words, start, &size)); i++)
		start -= size;
	struct str name = scan_slice(words, start, mark + strlen(rank->mark));
	size_t len = body_at(words, mark), end = mark + len;
	bool begins = !utf8_is_han(scan_before(words, start, NULL)) && !scan_in(scan_before(words, start, NULL), "、“《");
	if (mark - start != 2 * strlen("甲") || !len || !begins || deals_with_others(words, start) ||
	    scan_in(scan_at(words, start, NULL), "各全本我该此外邻任兄其先多每"))
		return;
	if (check_listed_at(&check->tables->common, words, start) == mark - start)
		return; /* 落实县委: a verb */
	for (size_t at = start; at < mark; at += strlen("甲"))
		if (scan_in(scan_at(words, at, NULL), "请经由报向对按据及和与为在到从让将把被以需应要须会同部本全经受来往至"))
			return;
	bool own = str_equal(name, region);
	struct str body = scan_slice(words, start, end);
	bool another = own && str_ends(body, "局") && str_is(str_of(text->kind), "局") && !str_equal(body, text->issuer) && does_something(words, end);
	if (another)
		check_report(check, DIAG_CHECK_OTHER_BODY, block, start, check_words_of(check, body), check_words_of(check, text->issuer));
	else if (!own)
		check_report(check, DIAG_CHECK_OTHER_REGION, block, start, check_words_of(check, body), check_words_of(check, region));
}

/* 开发区, 示范区, 灌区: no districts. */
static bool ends_in_zone(struct str text, size_t mark)
{
	static const char *const zones[] = { "开发", "示范", "高新", "保税", "新", "灌", "景", "社", "地", "库", "校", "园", "山", "牧", "辖", "林", "矿", "片", "小", "灾", "街", "厂", "功能", "试验", "保护", "经开", "战", "军", "禁", "湾", "特", "大", "自治", "城", "郊", "库", "垦", NULL };
	return str_ends_any(scan_slice(text, 0, mark), zones) > 0;
}

void check_rule_other_region(struct check *check, const struct check_text *text)
{
	const struct rank *rank = NULL;
	size_t len = text->kind ? region_of(text->issuer, &rank) : 0;
	if (!len)
		return;
	size_t start = 0;
	while (start + len < text->issuer.len && !scan_is(text->issuer, start + len - strlen(rank->mark), rank->mark))
		start += strlen("甲");
	struct str region = scan_slice(text->issuer, start, start + len);
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		bool names = block->kind == CHECK_TITLE || block->kind == CHECK_ENTRY || block->kind == CHECK_CELL || str_ends(block->text, "：");
		for (size_t k = 0; k < sizeof ranks / sizeof *ranks; k++)
			for (size_t at = 0; !names && (at = check_find(block, at, ranks[k].mark)) != (size_t)-1;
			     at += strlen(ranks[k].mark))
				if (str_is(str_of(ranks[k].mark), "区") ? !ends_in_zone(block->text, at) : &ranks[k] == rank)
					check_actor(check, text, block, region, &ranks[k], at);
	}
}

/* ---- traditional characters */

/* Within a row of them as one. Names of people and works may be written so: a warning. */
void check_rule_traditional(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size;
		for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
			const struct check_entry *entry = check_entry_at(&check->tables->traditional, block->text, at, 0);
			if (entry)
				check_report(check, DIAG_CHECK_TRADITIONAL, block, at, check_words_of(check, entry->wrong), entry->right);
		}
	}
}
