#include "check/genre.h"

#include "check/scan.h"

#define ENDINGS(...) (const char *const[]){ __VA_ARGS__, NULL }

const struct check_genre check_genres[] = {
	{ "要点", ENDINGS("要点"), GENRE_PLANS },
	{ "计划", ENDINGS("计划", "打算", "规划"), GENRE_PLANS },
	{ "方案", ENDINGS("方案", "预案", "安排"), GENRE_PLANS },
	{ "通知", ENDINGS("通知"), GENRE_LETTER },
	{ "请示", ENDINGS("请示"), GENRE_LETTER | GENRE_BACK },
	{ "报告", ENDINGS("报告"), GENRE_LETTER | GENRE_BACK },
	{ "函", ENDINGS("的函", "复函", "来函", "公函", "询函"), GENRE_LETTER },
	{ "批复", ENDINGS("批复"), GENRE_LETTER | GENRE_BACK },
	{ "答复", ENDINGS("答复", "答复书", "答复意见书", "处理意见书", "答复意见"), GENRE_LETTER | GENRE_BACK },
	{ "纪要", ENDINGS("纪要", "会议记录"), GENRE_MINUTES | GENRE_BACK },
	{ "总结", ENDINGS("总结", "汇报", "小结"), GENRE_BACK },
	{ "讲话", ENDINGS("讲话", "讲话稿", "致辞", "发言", "致词"), GENRE_SPOKEN | GENRE_BACK },
	{ "办法", ENDINGS("办法", "规定", "细则", "制度", "规则", "条例", "章程", "守则", "规程", "公约"), GENRE_RULES },
	{ "通报", ENDINGS("通报", "简报"), GENRE_BACK },
	{ "公告", ENDINGS("公告", "通告", "公示"), GENRE_BACK },
	{ "决定", ENDINGS("决定", "决议"), GENRE_BACK },
	{ "意见", ENDINGS("意见"), GENRE_PLANS },
};

const size_t check_genre_count = sizeof check_genres / sizeof *check_genres;

struct str check_bare_title(struct str title)
{
	size_t size, open;
	while (scan_in(scan_before(title, title.len, &size), "）)") && (open = scan_back(title, title.len - size, "（(")) > 0) {
		scan_before(title, open, &size);
		title.len = open - size;
	}
	return title;
}

const struct check_genre *check_genre_of(struct str title)
{
	struct str bare = check_bare_title(title);
	const struct check_genre *best = NULL;
	size_t longest = 0;
	if (str_find(bare, "总结和") != (size_t)-1 || str_find(bare, "总结暨") != (size_t)-1 || str_find(bare, "总结及") != (size_t)-1)
		return check_find_genre(STR("总结"));
	for (size_t i = 0; i < check_genre_count; i++) {
		size_t len = str_ends_any(bare, check_genres[i].endings);
		if (len > longest) {
			longest = len;
			best = &check_genres[i];
		}
	}
	return best;
}

const struct check_genre *check_find_genre(struct str name)
{
	for (size_t i = 0; i < check_genre_count; i++)
		if (str_is(name, check_genres[i].name) || (name.len && str_ends_any(name, check_genres[i].endings) == name.len))
			return &check_genres[i];
	return NULL;
}

bool check_genre_named(const struct check_genre *genre, const char *name)
{
	return genre && str_is(str_of(genre->name), name);
}

bool check_genre_is(const struct check_genre *genre, unsigned uses)
{
	return genre && (genre->uses & uses);
}
