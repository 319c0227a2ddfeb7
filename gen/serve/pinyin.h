/* How Chinese names are typed with a Latin keyboard. */
#ifndef SERVE_PINYIN_H
#define SERVE_PINYIN_H

#include "base/buf.h"

/* ICU's transliterator from Chinese to Latin; NULL: there is none. Freed by pinyin_close(). */
struct pinyin;
struct pinyin *pinyin_open(void);
void pinyin_close(struct pinyin *pinyin);

/* Appends the first letters of the name's syllables, and behind a blank all of them: 县科技局 is “xkjj xiankejiju”. Letters and digits stay as they are. With
 * `pinyin` NULL nothing is appended. */
void pinyin_add(const struct pinyin *pinyin, const char *name, struct buf *out);

#endif
