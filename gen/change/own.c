/* Units' own text: new bases, and overrides that come. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "change/internal.h"
#include "draft/draft.h"
#include "draft/own.h"

/* ---- new bases */

/* Lines of a file that give way to a new base. */
struct edit {
	const struct source *source;
	size_t start, end, order;
	const struct own_use *use;
};

static int by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	int order = strcmp(x->source->name, y->source->name);
	if (order || x->start == y->start)
		return order ? order : (x->order > y->order) - (x->order < y->order);
	return x->start < y->start ? -1 : 1;
}

/* One file with its new bases. */
static void write_bases(struct change *change, const struct edit *edits, size_t count)
{
	const struct source *source = edits->source;
	struct buf out = BUF_INIT;
	size_t done = 0;
	for (size_t i = 0; i < count; i++) {
		if (edits[i].start < done || !str_equal(edits[i].source->text, source->text))
			continue; /* somebody writes it meanwhile: the next time */
		buf_add(&out, source->text.data + done, edits[i].start - done);
		own_add_base(&out, edits[i].use->variant, edits[i].use->now);
		done = edits[i].end;
	}
	buf_add(&out, source->text.data + done, source->text.len - done);
	change_set_text(change, source, buf_str(&out));
	buf_free(&out);
}

static size_t count_uses(const struct own_view *const *views, size_t count)
{
	size_t uses = 0;
	for (size_t i = 0; i < count; i++)
		uses += views[i] ? views[i]->use_count : 0;
	return uses;
}

size_t change_accept_base(struct change *change, const struct own_view *const *views, size_t count)
{
	struct edit *edits = ARENA_ARRAY(change->arena, struct edit, count_uses(views, count) + 1);
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; views[i] && k < views[i]->use_count; k++) {
			const struct own_use *use = &views[i]->uses[k];
			const struct own_base *base = use->base;
			size_t start = base ? base->start : use->override->head_end;
			if (use->id && (use->changed || !base))
				edits[found++] = (struct edit){ use->file->source, start, base ? base->end : start, found, use };
		}
	if (found)
		qsort(edits, found, sizeof *edits, by_place);
	for (size_t i = 0, next; i < found; i = next) {
		for (next = i + 1; next < found && strcmp(edits[next].source->name, edits[i].source->name) == 0;)
			next++;
		write_bases(change, &edits[i], next - i);
	}
	return found;
}

/* Whether the document is a plan of a unit with text of its own. */
static bool has_own_text(struct change *change, const struct draft_request *request)
{
	const struct catalogue_unit *unit = request->kind == DRAFT_PLAN && request->file ? request->values.unit : NULL;
	return unit && file_is_folder(own_folder(change->arena, change->content, unit->id));
}

/* What the plan's unit has otherwise; NULL: nothing, or the plan has errors. */
static const struct own_view *view_of(struct change *change, struct draft_tools *tools, const struct draft_request *wanted)
{
	struct draft_request request = *wanted;
	struct draft_result result = { 0 };
	struct diag_list ignored;
	diag_init(&ignored, change->arena);
	request.policy = POLICY_REVIEW;
	if (has_own_text(change, wanted))
		draft_compose(change->arena, tools, &request, &result, &ignored);
	return result.own;
}

size_t change_accept_bases(struct change *change, struct draft_tools *tools, const struct draft_request *const *plans, size_t count)
{
	const struct own_view **views = ARENA_ARRAY(change->arena, const struct own_view *, count);
	for (size_t i = 0; i < count; i++)
		views[i] = view_of(change, tools, plans[i]);
	return change_accept_base(change, views, count);
}

/* ---- an override that comes */

/* The file as the change leaves it so far; NULL source: it is not there. False with errors. */
static bool read_file(struct change *change, const char *path, struct own_file *file, struct diag_list *diags)
{
	*file = (struct own_file){ .source = NULL };
	for (size_t i = 0; i < change->count; i++)
		if (strcmp(change->wishes[i].path, path) == 0)
			return own_file_read_source(change->arena, source_of_text(change->arena, path, change->wishes[i].text), file, diags);
	return !file_exists(path) || own_file_read(change->arena, path, file, diags);
}

static void set_file(struct change *change, const char *path, const struct own_file *file, struct str text)
{
	if (!file->source) {
		change_add_file(change, path, text);
		return;
	}
	struct change_wish *wish = change_wish_for(change, path, CHANGE_EDIT);
	if (wish->kind == CHANGE_EDIT && !wish->base.data) /* the first time */
		wish->base = file->source->text;
	wish->text = (struct str){ arena_copy(change->arena, text.data, text.len), text.len };
}

/* The text of now, without values, of what the id names. */
static struct str base_of(struct arena *arena, const struct own_view *view, struct str id)
{
	struct str rest = id, passage = str_cut(&rest, "#");
	for (size_t i = 0; i < view->passage_count; i++) {
		const struct own_passage *p = &view->passages[i];
		size_t block = rest.data ? strtoul(arena_copy(arena, rest.data, rest.len), NULL, 10) : 0;
		if (str_is(passage, p->id) && block <= p->blocks && (!rest.data || block))
			return block ? p->block_texts[block - 1] : p->text;
	}
	return (struct str){ NULL, 0 };
}

/* An override that is to be put into a file. */
struct own_edit {
	const struct change_own *own;
	const struct own_view *view;
	const char *path;
};

/* Before a passage, itself, behind it: a file may have an override for each. */
static enum own_action side_of(enum own_action action)
{
	return action == OWN_DROP ? OWN_REPLACE : action;
}

/* Whether the override of the file gives way to that of the edit. A file may name a passage by the end of its id. */
static bool gives_way(const struct own_edit *edit, const struct own_override *item)
{
	if (edit->own->beside && side_of(item->action) != side_of(edit->own->action))
		return false;
	bool same = strcmp(item->target, edit->own->target) == 0;
	for (size_t i = 0; !same && i < edit->view->use_count; i++) {
		const struct own_use *use = &edit->view->uses[i];
		same = use->id && strcmp(use->id, edit->own->target) == 0 && strcmp(use->override->target, item->target) == 0 &&
		       strcmp(use->file->source->name, edit->path) == 0;
	}
	return same;
}

/* The overrides that give way: their number, the first of them. */
static size_t find_old(const struct own_edit *edit, const struct own_file *file, const struct own_override **first)
{
	size_t count = 0;
	*first = NULL;
	for (size_t i = 0; i < file->count; i++)
		if (gives_way(edit, &file->items[i])) {
			*first = *first ? *first : &file->items[i];
			count++;
		}
	return count;
}

/* Ends what was written with an empty line, unless it is the first. */
static void add_empty_line(struct buf *out)
{
	if (out->len && !str_ends(buf_str(out), "\n\n"))
		buf_add_text(out, str_ends(buf_str(out), "\n") ? "\n" : "\n\n");
}

/* Appends the file with the override in the place of the first that gives way (NULL: none does), else at its end. */
static void add_file(struct buf *out, const struct own_file *file, const struct own_edit *edit, const struct own_override *first, struct str override)
{
	struct str text = file->source ? file->source->text : STR("");
	size_t done = 0;
	for (size_t i = 0; i < file->count; i++) {
		const struct own_override *item = &file->items[i];
		if (!gives_way(edit, item))
			continue;
		buf_add(out, text.data + done, item->start - done);
		done = item->text_end;
		if (item != first || !override.len)
			continue;
		add_empty_line(out);
		buf_add_str(out, override);
		buf_add_text(out, done < text.len ? "\n" : "");
	}
	buf_add(out, text.data + done, text.len - done);
	if (first || !override.len)
		return;
	add_empty_line(out);
	buf_add_str(out, override);
}

static void report_unknown(struct change *change, const struct catalogue_unit *unit, const struct catalogue_variant *variant, const char *target,
			   struct diag_list *diags)
{
	struct str id = unit->id;
	diag_add(diags, DIAG_OWN_UNKNOWN, NO_PLACE, target, variant->id, arena_copy(change->arena, id.data, id.len));
}

/* The file with the edit; NULL with errors. */
static const struct source *edited(struct change *change, const struct own_edit *edit, const struct own_file *file, struct str base,
				   struct diag_list *diags)
{
	const struct change_own *own = edit->own;
	const struct own_override *old;
	size_t wanted = file->count - find_old(edit, file, &old) + !own->gone;
	struct buf override = BUF_INIT, out = BUF_INIT;
	const char *reason = own->reason ? own->reason : old ? old->reason : "";
	if (!own->gone)
		own_add_override(&override, own->target, own->action, reason, STR(""), base, own->action == OWN_DROP ? STR("") : own->text);
	add_file(&out, file, edit, old, buf_str(&override));
	struct own_file made;
	const struct source *result = source_of_text(change->arena, edit->path, buf_move_str(&out, change->arena));
	buf_free(&override);
	if (!own_file_read_source(change->arena, result, &made, diags)) /* no reason, or no text */
		return NULL;
	if (made.count == wanted)
		return result;
	diag_add(diags, DIAG_OWN_TEXT_HEAD, NO_PLACE, own->target);
	return NULL;
}

bool change_edit_own_text(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			  const struct catalogue_variant *variant, const struct own_view *view, const struct change_own *own,
			  struct diag_list *diags)
{
	struct own_edit edit = { own, view, own_path(change->arena, catalogue->content_folder, unit->id, variant->id) };
	struct str base = base_of(change->arena, view, str_of(own->target));
	struct own_file file;
	if (!base.data && !own->gone) {
		report_unknown(change, unit, variant, own->target, diags);
		return false;
	}
	if (!read_file(change, edit.path, &file, diags))
		return false;
	const struct own_override *old;
	if (own->gone && !find_old(&edit, &file, &old))
		return true;
	const struct source *result = edited(change, &edit, &file, base, diags);
	if (result)
		set_file(change, edit.path, &file, result->text);
	return result != NULL;
}

bool change_set_own_text(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_variant *variant, const struct own_view *view, const char *target, enum own_action action,
			 const char *reason, struct str text, struct diag_list *diags)
{
	struct change_own own = { .target = target, .action = action, .reason = reason, .text = text };
	return change_edit_own_text(change, catalogue, unit, variant, view, &own, diags);
}

const struct source *change_text_of(struct change *change, const char *path)
{
	for (size_t i = 0; i < change->count; i++)
		if (strcmp(change->wishes[i].path, path) == 0)
			return source_of_text(change->arena, path, change->wishes[i].text);
	return NULL;
}
