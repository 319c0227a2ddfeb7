/* Units' own text: new bases, and overrides that come. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "change/internal.h"
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

static bool has_override(const struct own_file *file, const char *target)
{
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->items[i].target, target) == 0)
			return true;
	return false;
}

/* Appends the file with the override, in the place of one of the same that is there. */
static void add_file(struct buf *out, const struct own_file *file, const char *target, struct str override)
{
	struct str text = file->source ? file->source->text : STR("");
	size_t start = text.len, end = text.len;
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->items[i].target, target) == 0) {
			start = file->items[i].start;
			end = file->items[i].text_end;
		}
	buf_add(out, text.data, start);
	if (out->len && !str_ends(buf_str(out), "\n\n"))
		buf_add_text(out, str_ends(buf_str(out), "\n") ? "\n" : "\n\n");
	buf_add_str(out, override);
	if (end < text.len)
		buf_add_char(out, '\n');
	buf_add(out, text.data + end, text.len - end);
}

bool change_set_own_text(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_variant *variant, const struct own_view *view, const char *target, enum own_action action,
			 const char *reason, struct str text, struct diag_list *diags)
{
	const char *path = own_path(change->arena, catalogue->content_folder, unit->id, variant->id);
	struct str base = base_of(change->arena, view, str_of(target));
	struct own_file file;
	if (!base.data) {
		struct str id = unit->id;
		diag_add(diags, DIAG_OWN_UNKNOWN, NO_PLACE, target, variant->id, arena_copy(change->arena, id.data, id.len));
		return false;
	}
	if (!read_file(change, path, &file, diags))
		return false;
	struct buf override = BUF_INIT, out = BUF_INIT;
	own_add_override(&override, target, action, reason, STR(""), base, action == OWN_DROP ? STR("") : text);
	add_file(&out, &file, target, buf_str(&override));
	struct own_file made;
	const struct source *result = source_of_text(change->arena, path, buf_move_str(&out, change->arena));
	buf_free(&override);
	if (!own_file_read_source(change->arena, result, &made, diags)) /* no reason, or no text */
		return false;
	if (made.count != file.count + !has_override(&file, target)) {
		diag_add(diags, DIAG_OWN_TEXT_HEAD, NO_PLACE, target);
		return false;
	}
	set_file(change, path, &file, result->text);
	return true;
}
