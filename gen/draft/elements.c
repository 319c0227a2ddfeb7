#include "draft/elements.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "draft/merging.h"
#include "vars/element.h"
#include "vars/tidy.h"

/* The elements while they are gathered. */
struct owning {
	struct doc *doc;
	struct elements found;
	size_t capacity;
};

static struct str plain_text(struct arena *arena, const struct doc_node *node)
{
	struct buf out = BUF_INIT;
	doc_add_plain_text(node, &out);
	struct str text = str_trim(buf_move_str(&out, arena));
	buf_free(&out);
	return text;
}

static struct str without_colon(struct str text)
{
	text.len -= str_ends(text, "：") ? strlen("：") : 0;
	return text;
}

static void add_own(struct owning *owning, const char *name, struct str text, struct place place)
{
	if (text.len)
		*ARENA_PUSH(owning->doc->arena, owning->found.own, owning->found.count, owning->capacity) =
			(struct catalogue_own){ name, text, place };
}

static struct doc_node *find_block(const struct doc *doc, enum doc_kind kind)
{
	for (struct doc_node *n = doc->root->first; n; n = n->next)
		if (n->kind == kind)
			return n;
	return NULL;
}

/* The date below the text where it is typed, not a variable's; NULL: none. */
static struct doc_node *find_typed_date(const struct doc *doc)
{
	const struct doc_node *signature = find_block(doc, DOC_SIGNATURE);
	struct doc_node *date = signature ? signature->last : NULL;
	if (!date || date->kind != DOC_DATE || !date->previous)
		return NULL;
	for (const struct doc_node *n = date->first; n; n = doc_next(n, date))
		if (n->kind == DOC_VALUE || n->kind == DOC_GAP)
			return NULL;
	return date->first ? date : NULL;
}

static const char *const numberings[] = { [DOC_NUMBER_STANDARD] = "标准", [DOC_NUMBER_TWO_LEVEL] = "两级", [DOC_NUMBER_NONE] = "无" };

struct elements elements_collect(struct doc *doc)
{
	struct owning set = { .doc = doc }, *owning = &set;
	const struct doc_node *title = find_block(doc, DOC_TITLE), *recipient = find_block(doc, DOC_RECIPIENT);
	const struct doc_node *date = find_typed_date(doc);
	for (size_t i = 0; i < doc->meta_count; i++) /* other names are unknown keys (P004): front matter gives no variable its value */
		if (element_is_one(doc->meta[i].key))
			add_own(owning, doc->meta[i].key, str_trim(doc->meta[i].value), doc->meta[i].place);
	if (doc->numbering_place.source)
		add_own(owning, "编号", str_of(numberings[doc->numbering]), doc->numbering_place);
	if (doc->level3_place.source)
		add_own(owning, "三级编号", doc->continue_level3 ? STR("续编") : STR("重编"), doc->level3_place);
	if (title)
		add_own(owning, "标题", plain_text(doc->arena, title), title->place);
	if (recipient) {
		add_own(owning, "主送", without_colon(plain_text(doc->arena, recipient)), recipient->place);
	}
	if (date)
		add_own(owning, "成文日期", plain_text(doc->arena, date), date->place);
	return set.found;
}

/* ---- what wins */

/* Replaces the block's text by the value of the variable `name`, with `end` behind it; a block that is not there is made, one without a value goes. */
static void set_block(struct doc *doc, enum doc_kind kind, const char *name, struct str text, const char *end)
{
	struct doc_node *block = find_block(doc, kind);
	if (block)
		doc_unlink(block);
	if (!text.len)
		return;
	struct doc_node *first = doc->root->first;
	struct doc_node *made = doc_add(doc, doc->root, kind, block ? block->place : doc->root->place);
	doc_add_text(doc, made, DOC_VALUE, text, made->place)->name = name;
	if (*end)
		doc_add_text(doc, made, DOC_TEXT, str_of(end), made->place);
	if (first && first->kind == DOC_TITLE)
		first = first->next;
	if (first && first != made) {
		doc_unlink(made);
		doc_insert_before(first, made);
	}
}

static void set_title(struct doc *doc, struct str text)
{
	set_block(doc, DOC_TITLE, "标题", text, "");
}

static void set_recipient(struct doc *doc, struct str text)
{
	text.len -= str_ends(text, "：") ? strlen("：") : str_ends(text, ":");
	set_block(doc, DOC_RECIPIENT, "主送", (struct str){ arena_copy(doc->arena, text.data, text.len), text.len }, "：");
}

static void set_numbering(struct doc *doc, struct str text)
{
	doc->numbering = str_is(text, "两级") ? DOC_NUMBER_TWO_LEVEL : str_is(text, "无") ? DOC_NUMBER_NONE : DOC_NUMBER_STANDARD;
}

static void set_level3(struct doc *doc, struct str text)
{
	doc->continue_level3 = str_is(text, "续编");
}

void elements_set_meta(struct doc *doc, const char *key, struct str text)
{
	struct doc_meta *meta = ARENA_ARRAY(doc->arena, struct doc_meta, doc->meta_count + 1);
	const struct doc_meta *own = doc_find_meta(doc, key);
	for (size_t i = 0; i < doc->meta_count; i++)
		meta[i] = doc->meta[i];
	size_t at = own ? (size_t)(own - doc->meta) : doc->meta_count++;
	meta[at] = (struct doc_meta){ key, text, doc->root->place, NULL };
	doc->meta = meta;
}

static void set_author(struct doc *doc, struct str text)
{
	elements_set_meta(doc, "作者", text);
}

static void set_keywords(struct doc *doc, struct str text)
{
	elements_set_meta(doc, "关键词", text);
}

static void set_date(struct doc *doc, struct str text)
{
	struct doc_node *date = find_typed_date(doc);
	elements_set_meta(doc, "成文日期", text);
	while (date && text.len && date->first)
		doc_unlink(date->first);
	if (date && text.len)
		doc_add_text(doc, date, DOC_TEXT, text, date->place);
}

static void set_seal(struct doc *doc, struct str text)
{
	elements_set_meta(doc, "印章", text);
}

static const struct {
	const char *name;
	void (*set)(struct doc *doc, struct str text);
	bool below; /* what lies below the document counts, too */
} settable[] = { { "标题", set_title, true },	   { "主送", set_recipient, true }, { "编号", set_numbering, true },
		 { "三级编号", set_level3, true }, { "作者", set_author, true },    { "关键词", set_keywords, true },
		 { "成文日期", set_date, false },  { "印章", set_seal, true } };
enum { SETTABLE = sizeof settable / sizeof *settable };

static const struct catalogue_own *find_own(const struct elements *elements, const char *name)
{
	for (size_t i = 0; i < elements->count; i++)
		if (strcmp(elements->own[i].name, name) == 0)
			return &elements->own[i];
	return NULL;
}

static bool is_gap(struct str text)
{
	return str_find(text, DOC_GAP_OPEN) != (size_t)-1;
}

/* The elements as they are printed (甲科[2026]3号 as 甲科〔2026〕3号), with or without those that are gaps. */
static struct elements printed(struct arena *arena, const struct elements *elements, bool gaps)
{
	struct elements out = { ARENA_ARRAY(arena, struct catalogue_own, elements->count + 1), 0 };
	struct diag_list ignored; /* whoever prints an element reports it */
	diag_init(&ignored, arena);
	for (size_t i = 0; i < elements->count; i++) {
		struct catalogue_own own = elements->own[i];
		bool gap = is_gap(own.text);
		if (gap && !gaps)
			continue;
		if (!gap && element_read(arena, own.name, &own.text, own.place, &ignored))
			out.own[out.count++] = own;
		else
			out.own[out.count++] = elements->own[i];
	}
	return out;
}

/* The front matter and the line below the text name one day, unless a last word stands over both. */
static void check_dates(const struct elements *shown, const struct merging *merging)
{
	static const char name[] = "成文日期";
	const struct catalogue_own *first = find_own(shown, name), *last = first;
	for (size_t i = 0; i < shown->count; i++)
		if (strcmp(shown->own[i].name, name) == 0)
			last = &shown->own[i];
	if (first == last || str_equal(first->text, last->text) || is_gap(first->text) || is_gap(last->text) ||
	    merging_is_last_word(merging, name))
		return;
	struct arena *arena = merging->arena;
	diag_add(merging->diags, DIAG_META_DATES, last->place, arena_copy(arena, first->text.data, first->text.len),
		 arena_copy(arena, last->text.data, last->text.len));
}

void elements_note_date(const struct doc *doc, const struct merging *merging)
{
	static const char name[] = "成文日期";
	const struct doc_meta *given = doc_find_meta(doc, name);
	if (!given || !given->value.len || merging_has_seen(merging, name) || merging_has_seen(merging, "日期"))
		return;
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (n->kind == DOC_DATE)
			return;
	diag_add(merging->diags, DIAG_META_DATE_UNSEEN, given->place, given->value.data);
}

/* What front matter names stands where the last word gave it. */
static void place_meta(struct doc *doc, const struct merging *merging, const char *key)
{
	struct doc_meta *meta = (struct doc_meta *)doc_find_meta(doc, key);
	if (meta)
		meta->place = merging_place(merging, key, meta->place);
}

void elements_set_seals(struct doc *doc, struct diag_list *diags)
{
	const struct doc_meta *meta = doc_find_meta(doc, "印章");
	struct str text = meta ? meta->value : STR("");
	if (!text.len || !element_read(doc->arena, meta->key, &text, meta->place, diags))
		return;
	enum doc_seal seal = str_is(text, "无") ? DOC_SEAL_NONE : str_is(text, "印章") ? DOC_SEAL_SEAL : DOC_SEAL_STAMP;
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (n->kind == DOC_SIGNATURE)
			n->seal = seal;
}

/* Gives the recipients the marks between their names, whichever layer named them. */
static void set_recipient_marks(struct doc *doc, struct diag_list *diags)
{
	static const char name[] = "主送";
	struct doc_node *block = find_block(doc, DOC_RECIPIENT);
	for (struct doc_node *n = block ? block->first : NULL; n; n = n->next) {
		struct buf made = BUF_INIT;
		bool own = n->kind == DOC_TEXT || (n->kind == DOC_VALUE && n->name && strcmp(n->name, name) == 0);
		if (own && element_add_marked(name, n->text, &made) && !str_equal(buf_str(&made), n->text)) {
			struct str written = without_colon(n->text), read = without_colon(n->text = buf_move_str(&made, doc->arena));
			diag_add(diags, DIAG_VALUE_READ_AS, n->place, name, arena_copy(doc->arena, written.data, written.len),
				 arena_copy(doc->arena, read.data, read.len));
		}
		if (own)
			element_check_blank(doc->arena, name, without_colon(n->text), n->place, diags);
		buf_free(&made);
	}
}

/* Whether a layer over the document names the element. --date does so only where the document names it, too: else it is no element of it. */
static bool is_named_above(const struct merging *merging, const char *name, bool own)
{
	return merging_is_last_word(merging, name) && (own || catalogue_explain(merging->values, str_of(name))->layer != LAYER_DATE);
}

void elements_settle(struct doc *doc, struct merging *merging)
{
	struct elements elements = elements_collect(doc), shown = printed(doc->arena, &elements, true);
	check_dates(&shown, merging);
	merging->values = catalogue_add_own(doc->arena, merging->base, shown.own, shown.count);
	for (size_t i = 0; i < SETTABLE; i++) {
		struct str text = settable[i].below ? merging_peek(merging, settable[i].name) : merging_unseen(merging, settable[i].name);
		bool own = find_own(&elements, settable[i].name), last = is_named_above(merging, settable[i].name, own);
		if (!last && (!settable[i].below || !text.len || own))
			continue;
		settable[i].set(doc, merging_text(merging, settable[i].name));
		place_meta(doc, merging, settable[i].name);
	}
	set_recipient_marks(doc, merging->diags);
	elements_set_seals(doc, merging->diags);
}

/* ---- the text names its own elements */

bool elements_are_named(const struct elements *elements, const struct merging *merging)
{
	for (size_t i = 0; i < elements->count; i++) {
		const char *name = elements->own[i].name;
		bool date = merging->base->date_follows && strcmp(name, "成文日期") == 0;
		if (!is_gap(elements->own[i].text) && (merging_has_seen(merging, name) || (date && merging_has_seen(merging, "日期"))))
			return true;
	}
	return false;
}

const struct catalogue_values *elements_values(struct arena *arena, const struct catalogue_values *values,
					       const struct elements *elements)
{
	struct elements shown = printed(arena, elements, false);
	return catalogue_add_own(arena, values, shown.own, shown.count);
}

static void set_again(struct doc *doc, const struct catalogue_own *own)
{
	for (size_t i = 0; i < SETTABLE; i++)
		if (strcmp(settable[i].name, own->name) == 0) {
			settable[i].set(doc, own->text);
			return;
		}
	elements_set_meta(doc, own->name, own->text);
}

/* Whether the element is among them with its text: a date is in front matter and below the text, and both stay. */
static bool has_own(const struct elements *elements, const struct catalogue_own *own)
{
	for (size_t i = 0; i < elements->count; i++)
		if (strcmp(elements->own[i].name, own->name) == 0 && str_equal(elements->own[i].text, own->text))
			return true;
	return false;
}

void elements_keep(struct doc *doc, const struct elements *elements)
{
	struct elements now = elements_collect(doc);
	for (size_t i = 0; i < elements->count; i++)
		if (!has_own(&now, &elements->own[i]))
			set_again(doc, &elements->own[i]);
}

/* ---- tidy */

/* Takes a recipient's colon off. */
static bool cut_colon(const struct doc_node *block, struct str *text)
{
	bool colon = block->kind == DOC_RECIPIENT && str_ends(*text, "：");
	text->len -= colon ? strlen("：") : 0;
	return colon;
}

/* The only text of a block is a value with all that may be around one. Its soft hyphens, which no value shows, stay. */
static void tidy_whole(struct doc *doc, struct doc_node *node, const char *name, struct diag_list *diags)
{
	struct str written = str_trim(node->text);
	bool colon = cut_colon(node->parent, &written);
	struct str text = written;
	if (tidy_value(doc->arena, name, &text, node->place, diags) && !str_equal(text, written))
		node->text = str_of(arena_printf(doc->arena, "%.*s%s", (int)text.len, text.data, colon ? "：" : ""));
}

static void tidy_block(struct doc *doc, struct doc_node *block, const char *name, struct diag_list *diags)
{
	struct str text = block ? plain_text(doc->arena, block) : STR("");
	if (!text.len)
		return;
	cut_colon(block, &text);
	if (is_gap(text) || !tidy_value(doc->arena, name, &text, block->place, diags))
		return;
	for (struct doc_node *n = block->first; n; n = doc_next(n, block))
		if (n->kind == DOC_TEXT && n == block->first && n == block->last)
			tidy_whole(doc, n, name, diags);
		else if (n->kind == DOC_TEXT)
			tidy_piece(doc->arena, name, &n->text, n->place, diags);
}

void elements_tidy(struct doc *doc, struct diag_list *diags)
{
	static const char *const keys[] = { "作者", "关键词" };
	struct doc_meta *meta = ARENA_ARRAY(doc->arena, struct doc_meta, doc->meta_count + 1);
	tidy_block(doc, find_block(doc, DOC_TITLE), "标题", diags);
	tidy_block(doc, find_block(doc, DOC_RECIPIENT), "主送", diags);
	for (struct doc_node *node = doc->root; node; node = doc_next(node, doc->root))
		if (node->kind == DOC_AUTHORITY) /* the head has its name from it */
			tidy_block(doc, node, "署名", diags);
	for (size_t i = 0; i < doc->meta_count; i++) {
		meta[i] = doc->meta[i];
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			if (strcmp(meta[i].key, keys[k]) == 0 && !is_gap(meta[i].value))
				tidy_value(doc->arena, meta[i].key, &meta[i].value, meta[i].place, diags);
	}
	doc->meta = meta;
}

/* ---- dates of signatures */

/* Makes the date below the text what is printed, whether it was typed or is a variable's; a gap stays one. */
static void set_signed(struct doc *doc, struct doc_node *date, struct diag_list *diags)
{
	struct buf buf = BUF_INIT;
	bool gap = false;
	for (const struct doc_node *n = date->first; n; n = doc_next(n, date))
		gap = gap || n->kind == DOC_GAP;
	doc_add_plain_text(date, &buf);
	struct str written = str_trim(buf_str(&buf)), text = { arena_copy(doc->arena, written.data, written.len), written.len };
	bool set = !gap && text.len && element_read(doc->arena, "成文日期", &text, date->place, diags) && !str_equal(text, written);
	buf_free(&buf);
	if (!set)
		return;
	struct doc_node *only = date->first == date->last ? date->first : NULL;
	if (only && (only->kind == DOC_TEXT || only->kind == DOC_VALUE)) {
		only->text = text;
		return;
	}
	while (date->first)
		doc_unlink(date->first);
	doc_add_text(doc, date, DOC_TEXT, text, date->place);
}

void elements_set_dates(struct doc *doc, struct diag_list *diags)
{
	for (struct doc_node *n = doc->root->first; n;) {
		if (n->kind == DOC_SIGNATURE && n->last && n->last->kind == DOC_DATE)
			set_signed(doc, n->last, diags);
		bool inside = n->kind == DOC_ATTACHMENT && n->first;
		struct doc_node *next = inside ? n->first : n->next;
		n = next || n->parent == doc->root ? next : n->parent->next;
	}
}
