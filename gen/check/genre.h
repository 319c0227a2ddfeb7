/* Kinds of documents (文种), as the ends of their titles name them: those of 党政机关公文处理工作条例, article 8, and others that offices
 * write. Which rules speak of a text depends on its kind. */
#ifndef CHECK_GENRE_H
#define CHECK_GENRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum check_genre_use {
	GENRE_PLANS = 1,   /* says what will be done in its year: years before it are stale */
	GENRE_LETTER = 2,  /* is sent: it has recipient, signature and date */
	GENRE_BACK = 4,	   /* tells of what was: its year is the one before its date, or its days are past */
	GENRE_RULES = 8,   /* holds for years */
	GENRE_SPOKEN = 16, /* speech: neither recipient nor signature */
	GENRE_MINUTES = 32,
};

struct check_genre {
	const char *name;	   /* for --genre: 通知 */
	const char *const *endings; /* of titles */
	unsigned uses;
};

/* The kind that the title names with its longest ending, also before a bracket (…方案（试行）); NULL: none that is known. */
const struct check_genre *check_genre_of(struct str title);

/* By its name; NULL: there is none. */
const struct check_genre *check_find_genre(struct str name);

/* All of them. */
extern const struct check_genre check_genres[];
extern const size_t check_genre_count;

/* Whether the kind is known and has one of the uses. */
bool check_genre_is(const struct check_genre *genre, unsigned uses);

/* Whether the kind has the name. */
bool check_genre_named(const struct check_genre *genre, const char *name);

/* The title without a bracket at its end. */
struct str check_bare_title(struct str title);

#endif
