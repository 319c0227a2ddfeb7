/* A file of a unit's own text: which passages of its plans it has otherwise, and why.
 *
 *	---
 *	段落: 加强学习和党员管理/办好科技业务讲堂
 *	处理: 替换
 *	理由: 讲堂由市局统一举办
 *	基准:
 *	> ## 办好科技业务讲堂。
 *	> 每两个月由一名股室负责人主讲一期……
 *	---
 *	全年选派{{党支部数}}批人员参加市局讲堂……
 *
 * 基准 is the shared passage as it was when the override was written, before values are put in (draft/passage.h). In a file that holds for several
 * variants the variant stands behind the word: 基准 11-县科技局:. */
#ifndef DRAFT_OWN_FILE_H
#define DRAFT_OWN_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct buf;
struct diag_list;

enum own_action { OWN_REPLACE, OWN_DROP, OWN_BEFORE, OWN_BEHIND };

/* The shared passage that an override was written against. */
struct own_base {
	struct str variant; /* empty: the one that the file is for */
	struct str text;
	size_t start, end;  /* its lines in the file */
};

struct own_override {
	const char *target; /* id of a passage or block, as written */
	const char *reason;
	enum own_action action;
	struct own_base *bases;
	size_t base_count, base_room;
	struct place place;     /* of the target */
	size_t start;           /* of its head in the file */
	size_t head_end;        /* of the line that ends the head */
	size_t text, text_end;  /* the text behind it */
};

struct own_file {
	const struct source *source;
	struct own_override *items;
	size_t count, room;
};

/* How the file writes the action: 替换. */
const char *own_action_name(enum own_action action);

/* The action of the name; false: it is none. */
bool own_action_of(struct str name, enum own_action *action);

/* Reads the file; false with errors. All of it lives in `arena`. */
bool own_file_read(struct arena *arena, const char *path, struct own_file *file, struct diag_list *diags);

/* The same of a text that was read already. */
bool own_file_read_source(struct arena *arena, const struct source *source, struct own_file *file, struct diag_list *diags);

/* The base for the variant; NULL: none is written down. */
const struct own_base *own_base_of(const struct own_override *override, struct str variant);

/* Appends the lines of a base. `variant`: of which, empty in a file that is for one. */
void own_add_base(struct buf *out, struct str variant, struct str text);

/* Appends an override, without an empty line before it. */
void own_add_override(struct buf *out, const char *target, enum own_action action, const char *reason, struct str variant, struct str base,
		      struct str text);

/* The file with nothing but its overrides' texts, each where it stands. */
const struct source *own_texts_source(struct arena *arena, const struct own_file *file);

/* The override's text as it is written, without blanks around it. */
struct str own_text_of(const struct own_file *file, const struct own_override *override);

/* The override's text as a source of its own, in which every place is that of the file. */
const struct source *own_text_source(struct arena *arena, const struct own_file *file, const struct own_override *override);

#endif
