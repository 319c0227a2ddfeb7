/* Texts in several languages, whatever the process's locale is. The English text is the key. */
#ifndef API_WORDS_H
#define API_WORDS_H

enum words_language { WORDS_ENGLISH, WORDS_CHINESE };

/* Marks a text to be gathered for translation where it stands in a table. */
#define N_(text) text

/* The text in the language; itself where there is no translation. */
const char *words_in(enum words_language language, const char *text);

/* The language of a name such as "zh", "zh_CN.UTF-8" or "en"; English for all others and NULL. */
enum words_language words_language_of(const char *name);

#endif
