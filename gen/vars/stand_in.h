/* What people write for a value that they do not know yet, and that must not go to print. */
#ifndef VARS_STAND_IN_H
#define VARS_STAND_IN_H

#include <stdbool.h>

#include "base/str.h"

/* Whether the tidy text stands for a value that is not there: a word for that (待定, 同上, N/A, 姓名), also in brackets (【待填】) or in those
 * behind a name (张三（暂定）); one that asks for it (请填写姓名); nothing but signs (-, ___, XX, ××, ……); somebody who is not named (赵某某,
 * 某同志); or XX, ×× and their like, or ○○, within a name (XX镇, 王ＸＸ, 李○○), but not within Latin words and Chinese numbers. */
bool stand_in_is(struct str text);

/* Whether the tidy text is a word for a value that is not there, alone or in brackets, as of a cell in which - and / are values. */
bool stand_in_is_word(struct str text);

/* Whether the tidy text may stand for a value that is not there, but may as well be one: 略, 见附件, 空缺. */
bool stand_in_is_doubtful(struct str text);

#endif
