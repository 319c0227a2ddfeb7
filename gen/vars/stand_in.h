/* What people write for a value that they do not know yet, and that must not go to print. */
#ifndef VARS_STAND_IN_H
#define VARS_STAND_IN_H

#include <stdbool.h>

#include "base/str.h"

/* Whether the tidy text stands for a value that is not there: a word for that (待定, 同上, N/A), also in brackets (【待填】) or in those behind
 * a name (张三（待定）); nothing but signs (-, ___, XX, ××, ……); or XX, ×× and their like within a name (XX镇), but not within Latin words. */
bool stand_in_is(struct str text);

#endif
