/* A text against what its unit's data says: names that differ in one character, telephone numbers, how many there are
 * of what, the rank of the own region. And a name that a text gives with an office against the places where it stands
 * alone. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum { CHAR = 3 /* bytes of an ideograph */, NAME_CHARS = 3, MOST_NAMES = 120 };

/* ---- 左秀文 for 左秀英 */

struct names {
	struct str items[MOST_NAMES];
	size_t count;
};

static void add_name(const struct check *check, struct names *names, struct str name)
{
	bool han = name.len == NAME_CHARS * CHAR && utf8_count(name.data, name.len) == NAME_CHARS &&
		   check_listed_at(&check->tables->surnames, name, 0) > 0;
	for (size_t i = 0; han && i < names->count; i++)
		han = !str_equal(names->items[i], name);
	if (han && names->count < MOST_NAMES)
		names->items[names->count++] = name;
}

/* Whether the variable holds the name of a person. */
static bool is_of_person(const char *variable)
{
	static const char *const ends[] = {"姓名", "联系人", "负责人", "领导", "委员", "书记", NULL};
	return str_ends_any(str_of(variable), ends) > 0;
}

static void names_of_data(const struct check *check, const struct value *root, struct names *names)
{
	for (size_t i = 0; root && i < root->count; i++)
		if (is_of_person(root->members[i].name) && root->members[i].value->kind != VALUE_LIST &&
		    root->members[i].value->kind != VALUE_MAP)
			add_name(check, names, root->members[i].value->text);
}

static bool is_known(const struct names *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], name))
			return true;
	return false;
}

/* The place of the only character behind the surname in which the three characters at the offset differ from the name;
 * 0: they differ otherwise. */
static size_t other_character(struct str text, size_t at, struct str name)
{
	struct str here = scan_slice(text, at, at + name.len);
	if (at + name.len > text.len || !utf8_is_han(scan_at(here, CHAR, NULL)) ||
	    !utf8_is_han(scan_at(here, 2 * CHAR, NULL)))
		return 0;
	bool second = scan_stands(name, CHAR, scan_slice(here, CHAR, 2 * CHAR)),
	     third = scan_stands(name, 2 * CHAR, scan_slice(here, 2 * CHAR, here.len));
	return second == third ? 0 : second ? 2 * CHAR : CHAR;
}

/* Whether an office, or the label of a person, ends at the offset. */
static bool behind_office(struct str text, size_t at)
{
	static const char *const labels[] = {"联系人：", "组长：", "主持人：", "负责人：", "主持：", "书记",
					     "局长",	 "主任",   "校长",     "院长",	   "镇长",   "乡长",
					     "县长",	 "区长",   "市长",     "主席",	   "董事长", "总经理",
					     "经理",	 "馆长",   "委员",     "负责人",   "同志",   NULL};
	return str_ends_any(scan_slice(text, 0, at), labels) > 0;
}

static void check_near_names(struct check *check, const struct check_block *block, const struct names *names,
			     struct str name)
{
	struct str text = block->text;
	const char *surname = check_words_of(check, scan_slice(name, 0, CHAR));
	for (size_t at = 0; (at = check_find(block, at, surname)) != (size_t)-1; at += CHAR) {
		size_t other = other_character(text, at, name);
		struct str said = scan_slice(text, at, other ? at + name.len : at);
		if (!other || is_known(names, said) || check_piece_at(block, at)->name)
			continue;
		uint32_t meant = scan_at(name, other, NULL);
		bool alike = check_are_alike(check->tables, text, at + other, meant) ||
			     check_sound_alike(check->tables, text, at + other, meant);
		if (behind_office(text, at) || (alike && !check_is_common(check->tables, text, at + CHAR)))
			check_report(check, DIAG_CHECK_NEAR_NAME, block, at, check_words_of(check, said),
				     check_words_of(check, name));
	}
}

/* ---- 0899-5592651 for 0899-5592561 */

static size_t digit_row(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len && (scan_is_digit((unsigned char)text.data[end]) || text.data[end] == '-'))
		end++;
	return end;
}

/* Two numbers of one length that differ in one or two digits: one was typed wrong. */
static bool is_nearly(struct str a, struct str b)
{
	enum { MOST = 2 };
	size_t differ = 0;
	for (size_t i = 0; a.len == b.len && i < a.len; i++)
		differ += a.data[i] != b.data[i];
	bool other_line = differ == 1 && a.len && a.data[a.len - 1] != b.data[b.len - 1]; /* an office's second line has the next number */
	return a.len == b.len && differ > 0 && differ <= MOST && !other_line;
}

static void check_phone(struct check *check, const struct check_block *block, const struct value *root)
{
	enum { LEAST_PHONE = 7 };
	const struct value *phone = value_member(root, STR("联系电话"));
	const char *area = phone && phone->text.len >= LEAST_PHONE
				   ? check_words_of(check, scan_slice(phone->text, 0, LEAST_PHONE / 2))
				   : NULL;
	for (size_t at = 0; area && (at = check_find(block, at, area)) != (size_t)-1; at = digit_row(block->text, at)) {
		struct str said = scan_slice(block->text, at, digit_row(block->text, at));
		if (is_nearly(said, phone->text) && !check_piece_at(block, at)->name)
			check_report(check, DIAG_CHECK_TWO_NUMBERS, block, at, check_words_of(check, said), check_words_of(check, phone->text));
	}
}

/* ---- 现有党员45名; 全公司820名干部职工 */

/* What a variable counts, and with what measure. */
static const struct counted {
	const char *variable, *thing, *measures;
} counted[] = {
	{"党员人数", "党员", "名|人|个"},    {"干部职工数", "干部职工", "名|人"}, {"党支部数", "党支部", "个"},
	{"专任教师数", "专任教师", "名|人"}, {"学生数", "在校学生", "名|人"},	  {"教学班数", "教学班", "个"},
	{"行政村数", "行政村", "个"},
};

/* Whether the words before the offset say that all there are are meant. */
static bool says_all(struct str text, size_t at)
{
	static const char *const words[] = {"现有", "共有",   "全局",	"全校", "全院", "全公司",   "全镇", "全乡",
					    "全馆", "全街道", "全集团", "下辖", "辖",	"现有在职", "全体", NULL};
	return str_ends_any(scan_slice(text, 0, at), words) > 0;
}

static void compare_count(struct check *check, const struct check_block *block, size_t at, size_t end,
			  const struct counted *what, struct str value)
{
	struct str said = scan_slice(block->text, at, end);
	const struct catalogue_variable *variable = catalogue_variable(check->catalogue, str_of(what->variable));
	if (!str_equal(said, value) && !check_piece_at(block, at)->name)
		check_report(check, DIAG_CHECK_FIGURE, block, at, check_words_of(check, said),
			     variable ? variable->label : what->variable, check_words_of(check, value));
}

static void check_count_of(struct check *check, const struct check_block *block, const struct counted *what,
			   struct str value)
{
	struct str text = block->text;
	size_t len = strlen(what->thing);
	for (size_t at = 0; (at = check_find(block, at, what->thing)) != (size_t)-1; at += len) {
		size_t end, size, measure = check_ends_any(scan_slice(text, 0, at), str_of(what->measures)),
				  digits = scan_digits_before(text, at - measure);
		if (measure && digits < at - measure && says_all(text, digits)) /* 全公司820名干部职工 */
			compare_count(check, block, digits, at - measure, what, value);
		end = digit_row(text, at + len);
		scan_at(text, end, &size);
		if (end > at + len && says_all(text, at) &&
		    check_lists(str_of(what->measures), scan_slice(text, end, end + size))) /* 现有党员45名 */
			compare_count(check, block, at + len, end, what, value);
	}
}

static void check_counts(struct check *check, const struct check_block *block, const struct value *root)
{
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		const struct value *value = value_member(root, str_of(counted[i].variable));
		if (value && value->text.len && digit_row(value->text, 0) == value->text.len)
			check_count_of(check, block, &counted[i], value->text);
	}
}

/* ---- 青石市 in a text of 青石县 */

static void check_own_region(struct check *check, const struct check_block *block, struct str path)
{
	static const char *const ranks[] = {"省", "市", "县", "区", "州", "旗", NULL};
	static const char *const goes_on[] = {"场", "民", "容", "政", "直", "域", "间", "城",
					      "属", "级", "区", "内", "外", "长", "委", NULL};
	while (path.len) {
		struct str name = str_cut(&path, "/");
		size_t rank = str_ends_any(name, ranks);
		if (!rank || name.len < 2 * CHAR + rank)
			continue;
		const char *stem = check_words_of(check, scan_slice(name, 0, name.len - rank));
		for (size_t at = 0; (at = check_find(block, at, stem)) != (size_t)-1; at += strlen(stem)) {
			size_t end = at + strlen(stem),
			       other = end < block->text.len ? str_starts_any(str_from(block->text, end), ranks) : 0;
			bool same = scan_stands(block->text, at, name),
			     on = end + other < block->text.len &&
				  str_starts_any(str_from(block->text, end + other), goes_on);
			if (other && !same && !on && !check_piece_at(block, at)->name)
				check_report(check, DIAG_CHECK_OTHER_HOME, block, at,
					     check_words_of(check, scan_slice(block->text, at, end + other)),
					     check_words_of(check, name));
		}
	}
}

void check_rule_own_data(struct check *check, const struct check_text *text)
{
	const struct value *root = text->values ? text->values->root : NULL;
	struct names names = {.count = 0};
	if (text->shared || !text->context.unit || !root)
		return;
	names_of_data(check, root, &names);
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t k = 0; k < names.count; k++)
			check_near_names(check, block, &names, names.items[k]);
		check_phone(check, block, root);
		check_own_region(check, block, text->context.unit->region);
		if (check_is_prose(block))
			check_counts(check, block, root);
	}
}

void check_persons_alone(struct check *check, const struct check_text *text, const struct str *persons, size_t count)
{
	struct names names = {.count = 0};
	for (size_t i = 0; i < count; i++)
		add_name(check, &names, persons[i]);
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; k < names.count && check_is_prose(&text->blocks[i]); k++)
			check_near_names(check, &text->blocks[i], &names, names.items[k]);
}
