/* What people write for a value that they do not know yet, and that must not go to print. */
#ifndef VARS_STAND_IN_H
#define VARS_STAND_IN_H

#include <stdbool.h>

#include "base/str.h"

/* Whether the tidy text stands for a value that is not there: a word for that (待定, 同上, N/A, 拟) or for the value of another time (同去年, 无变化), also in brackets (【待填】) or in those before
 * or behind a name (张三（暂定）), with blanks in it (待 定), in full width (Ｎ／Ａ), with a full stop; one that asks for it (请填写姓名, {{姓名}},
 * <姓名>); nothing but signs (-, ___, XX, ××, ……, 。。。); somebody who is not named (赵某某, 李某, 某同志); XX, ×× and their like, or ○○, within a
 * name (XX镇, 王ＸＸ, 李○○), but not within Latin words and Chinese numbers; a date or a number with figures left out (2026年X月, 138XXXX1234,
 * 2026年__月). These words and those below are the program's, not those of a content folder: no folder wants them printed. */
bool stand_in_is(struct str text);

/* Whether the tidy text is a word for a value that is not there, alone or in brackets, as of a cell in which - and / are values. */
bool stand_in_is_word(struct str text);

/* DOUBTFUL: it may stand for a value that is not there, but may as well be one: 略, 见附件, 空缺, 拟于三月, 张三？, 李**, 某局; or it names somebody in part
 * within a longer text (原告李某与被告王某). */
enum stand_in { STAND_IN_NONE, STAND_IN_DOUBTFUL, STAND_IN_CERTAIN };

/* Both at once: CERTAIN as stand_in_is(). */
enum stand_in stand_in_judge(struct str text);

/* Whether the tidy text names nobody and nothing, where the example shows that values are somebody (何静), telephone numbers (0899-5512036), or
 * offices and places (县科技局): 无, 若干, 000; of somebody also 张三, 小王. Of other values, as of 兼职, 无 may be right. */
bool stand_in_names_nothing(struct str text, struct str example);

#endif
