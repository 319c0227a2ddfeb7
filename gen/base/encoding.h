/* What the bytes of a file are that are not UTF-8: no text, text of another width, or text of another encoding that GB 18030 takes, too. */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/str.h"

/* What a file is that is no text or text in wider units, by its first bytes or, where UTF-16 and UTF-32 have no mark, by all of
 * them: "a PDF", "UTF-16 text". NULL: unknown. */
const char *encoding_kind(struct str bytes);

/* How text that is valid GB 18030 reads when it is taken for it. */
enum encoding_doubt {
	ENCODING_SURE,    /* as Chinese does, or too short to tell */
	ENCODING_STRANGE, /* as hardly any Chinese does, nor as any encoding that is known here */
	ENCODING_OTHER,   /* as hardly any Chinese does, and as usual text of another encoding */
};

/* Weighs which characters the bytes would be: how many of the different ones are of the usual rows of GB 2312 (its level 1 is sorted by
 * pinyin, so that any Chinese reaches the rows of S to Z), and how many of the usual rows of Big5, EUC-KR, EUC-JP and Shift-JIS. `name` receives
 * that of the other encoding for messages. */
enum encoding_doubt encoding_weigh(struct str bytes, const char **name);

#endif
