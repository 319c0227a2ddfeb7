/* Who issues a text, as its title and its signature say: the name, and the kind of organisation (content/words/kinds.csv). */
#ifndef CHECK_ISSUER_H
#define CHECK_ISSUER_H

struct check;
struct check_text;

/* Sets `issuer` and `kind` of the text. A document of the catalogue's own sources has none: it is for many units. */
void check_find_issuer(const struct check *check, struct check_text *text);

#endif
