/* Named elements of a document (GB/T 9704-2012, clause 7) whose text has a form of its own: one rule for every layer that gives
 * one, and for the text itself. */
#ifndef VARS_ELEMENT_H
#define VARS_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

#include "vars/type.h"

struct arena;
struct buf;
struct diag_list;

/* What front matter may name; each is a variable, too, whether or not it is declared. */
struct element {
	const char *name;
	enum type_kind kind; /* of the variable, where it is not declared */
	const char *choices; /* ENUM: a|b */
	const char *example; /* shows that it names somebody, or NULL */
};
extern const struct element element_table[];
extern const size_t element_count;

/* Whether front matter may name it. */
bool element_is_one(const char *name);

/* Makes *text, that of the element `name`, what is printed: tidy (vars/tidy.h); 发文字号 as 青科党〔2026〕3号, with a note when
 * that is not what was written (7.2.5); 印发日期 and 成文日期 as 2026年3月11日 (7.3.5.4); 份号 as up to six digits (7.2.1); 密级 without
 * blanks (7.2.2); lists of names in 发文机关, 签发人 and 抄送 with the marks that part them in print; 印章 one of 无, 印章, 签名章 (7.3.5); 印发通知 是 or 否. False with an error at `place` for a text that is no such thing. 印发机关 is one name. Other elements take any text. The result lives
 * in `arena`. */
bool element_read(struct arena *arena, const char *name, struct str *text, struct place place, struct diag_list *diags);

/* The same of the text of a variable, which was judged as a value when it was read. */
bool element_read_value(struct arena *arena, const char *name, struct str *text, struct place place, struct diag_list *diags);

/* Appends the text with the marks that part names as they are printed in this element, ，for , in 主送. False for elements without names. */
bool element_add_marked(const char *name, struct str text, struct buf *out);

/* Warns of a blank between two names, which may be meant to part them. */
void element_check_blank(struct arena *arena, const char *name, struct str text, struct place place, struct diag_list *diags);

/* The items of a list as the one text of the element, parted as its names are in print. False: the element takes one. */
bool element_join(struct arena *arena, const char *name, const struct str *items, size_t count, struct str *text);

/* Appends the text of an element as element_read() takes it for the same again: signs that would part names get a backslash. */
void element_write(const char *name, struct str text, struct buf *out);

#endif
