/* Titles: what the document is called, and the list of contents. */
#include <string.h>

#include "check/internal.h"
#include "check/rules.h"

/* ---- title and text */

enum { INTRODUCTION = 4 }; /* blocks behind the title in which the text names itself */

/* The title's kind: what stands behind the last subject, without the unit in brackets: 工作计划要点. */
static const char *const kinds[] = { "工作计划要点", "工作要点", "计划要点", "工作计划", "工作方案", "工作安排",
				     "实施方案",     "要点",	 "计划",     "方案",	 "安排",     "意见" };

enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *kind_ending(struct str text, size_t end)
{
	for (size_t i = 0; i < KINDS; i++)
		if (scan_ends(text, end, kinds[i]))
			return kinds[i];
	return NULL;
}

/* “制定本要点” may shorten any title that holds the word. */
static bool agrees(struct str text, size_t at, const char *named, const char *title)
{
	if (scan_ends(text, at, "本") || scan_ends(text, at, "此") || scan_ends(text, at, "该"))
		return strstr(title, named) != NULL;
	return strcmp(named, title) == 0 ||
	       (strlen(title) > strlen(named) && strcmp(title + strlen(title) - strlen(named), named) == 0 &&
		strncmp(named, "工作", strlen("工作")) != 0);
}

static void check_name(struct check *check, const struct check_block *block, const char *title)
{
	static const char *const verbs[] = { "制定", "制订", "拟定", "印发" };
	enum { CLAUSE_BYTES = 600 }; /* a longer clause names no document */
	struct str text = block->text;
	for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++)
		for (size_t at = 0; (at = check_find(block, at, verbs[v])) != (size_t)-1; at += strlen(verbs[v])) {
			size_t far = at + CLAUSE_BYTES < text.len ? at + CLAUSE_BYTES : text.len;
			size_t end = scan_until(scan_slice(text, 0, far), at, "。，；：");
			struct str clause = scan_slice(text, 0, end);
			bool follows = str_ends(clause, "如下");
			end -= follows ? strlen("如下") : 0;
			const char *named = kind_ending(text, end);
			size_t start = named ? end - strlen(named) : 0;
			bool itself = named && start > at && (follows || scan_ends(text, start, "本"));
			if (!itself || agrees(text, start, named, title))
				continue;
			check_report(check, DIAG_CHECK_NAMING, block, start, named, title);
			return;
		}
}

void check_rule_naming(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	if (!title)
		return;
	size_t end = title->text.len;
	if (str_ends(title->text, "）"))
		end = scan_back(title->text, end, "（") - strlen("（");
	const char *kind = kind_ending(title->text, end);
	size_t seen = 0;
	for (size_t i = (size_t)(title - text->blocks) + 1; kind && i < text->count && seen < INTRODUCTION; i++)
		if (text->blocks[i].kind == CHECK_PARAGRAPH) {
			check_name(check, &text->blocks[i], kind);
			seen++;
		}
}

/* ---- titles of a set */

struct title {
	const struct check_text *text;
	const struct check_block *block;
};

/* The next block of the kind behind `at`; block NULL at the end. */
static struct title next_title(const struct check *check, struct title at, enum check_kind kind)
{
	size_t n = 0, i = 0;
	if (at.block) {
		while (check->texts[n] != at.text)
			n++;
		i = (size_t)(at.block - at.text->blocks) + 1;
	}
	for (; n < check->text_count; n++, i = 0)
		for (; !check->texts[n]->again && i < check->texts[n]->count; i++)
			if (check->texts[n]->blocks[i].kind == kind)
				return (struct title){ check->texts[n], &check->texts[n]->blocks[i] };
	return (struct title){ NULL, NULL };
}

static const char *where(struct check *check, const struct check_block *block)
{
	unsigned line, column;
	struct place place = check_place(block, 0, NULL);
	source_position(place, &line, &column);
	return place.source ? arena_printf(check->arena, "%s:%u", place.source->name, line) : "—";
}

/* Whether merged plans may share a title is the catalogue's affair (企业 and 企业-简版 do). */
static void compare_titles(struct check *check, enum check_kind kind)
{
	struct title none = { NULL, NULL };
	for (struct title a = next_title(check, none, kind); a.block; a = next_title(check, a, kind))
		for (struct title b = next_title(check, none, kind); b.block != a.block; b = next_title(check, b, kind))
			if (str_equal(a.block->text, b.block->text) && !(a.text->composed && b.text->composed)) {
				check_report(check, DIAG_CHECK_SAME_TITLE, a.block, 0,
					     check_words_of(check, a.block->text), where(check, b.block));
				break;
			}
}

void check_rule_same_title(struct check *check, const struct check_text *text)
{
	(void)text;
	compare_titles(check, CHECK_ENTRY);
	compare_titles(check, CHECK_TITLE);
}

void check_rule_contents(struct check *check, const struct check_text *text)
{
	(void)text;
	struct title none = { NULL, NULL };
	for (struct title entry = next_title(check, none, CHECK_ENTRY); entry.block;
	     entry = next_title(check, entry, CHECK_ENTRY)) {
		struct title title = next_title(check, none, CHECK_TITLE);
		while (title.block && !str_equal(title.block->text, entry.block->text))
			title = next_title(check, title, CHECK_TITLE);
		if (!title.block)
			check_report(check, DIAG_CHECK_NO_BODY, entry.block, 0,
				     check_words_of(check, entry.block->text));
	}
}
