#include "draft/templates.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/suggest.h"
#include "draft/draft.h"
#include "draft/identity.h"
#include "draft/reads.h"
#include "draft/words.h"
#include "layout/template.h"

struct draft_template {
	struct draft_template *next;
	const char *name;
	struct page_template template; /* with the words of the content */
};

bool templates_find(struct arena *arena, const char *folder, const char *name, struct place place, struct diag_list *diags)
{
	const char **names;
	size_t count;
	if (!file_list_all(arena, folder, &names, &count, diags))
		return false;
	struct buf list = BUF_INIT;
	struct str rest = str_of(name), own = str_cut(&rest, TEMPLATE_PROFILE_SIGN); /* of the profile template_load() tells */
	struct suggestion near = { .wanted = own };
	bool found = false;
	for (size_t i = 0; i < count; i++) {
		if (!file_exists(file_join(arena, file_join(arena, folder, names[i]), "template.xml")))
			continue;
		found = found || str_is(own, names[i]);
		suggest_offer(&near, names[i]);
		buf_printf(&list, "%s%s", list.len ? ", " : "", names[i]);
	}
	if (!found && near.best)
		diag_add(diags, DIAG_UNKNOWN_TEMPLATE_NEAR, place, name, near.best, list.data);
	else if (!found)
		diag_add(diags, DIAG_UNKNOWN_TEMPLATE, place, name, list.data ? list.data : "—");
	buf_free(&list);
	return found;
}

/* The page template if it was read before, else NULL. */
static const struct page_template *find_open(const struct draft_tools *tools, const char *name)
{
	for (const struct draft_template *t = tools->page_templates; t; t = t->next)
		if (strcmp(t->name, name) == 0)
			return &t->template;
	return NULL;
}

const struct page_template *templates_open(struct draft_tools *tools, const char *name, struct diag_list *diags)
{
	const struct page_template *open = find_open(tools, name);
	if (open)
		return open;
	struct known *known = tools->catalogue->known;
	const struct page_template *template = template_load(tools->arena, tools->templates, name, known, diags);
	if (template && !tools->words)
		tools->words = words_load(tools->arena, tools->catalogue->content_folder, diags);
	if (!template || !tools->words)
		return NULL;
	struct draft_template *new = ARENA_NEW(tools->arena, struct draft_template);
	*new = (struct draft_template){ tools->page_templates, arena_strdup(tools->arena, name), *template };
	new->template.words = *tools->words;
	tools->page_templates = new;
	return &new->template;
}

void templates_add_files(const struct page_template *template, struct reads *reads)
{
	reads_add(reads, READ_FILE, str_of(template->file), template->file_hash);
	if (template->base_file)
		reads_add(reads, READ_FILE, str_of(template->base_file), template->base_hash);
}

const struct page_template *templates_choose(struct draft_tools *tools, const char *name, struct place place, bool fonts,
					     struct reads *reads, struct diag_list *diags)
{
	bool found = find_open(tools, name) || templates_find(diags->arena, tools->templates, name, place, diags);
	const struct page_template *template = found ? templates_open(tools, name, diags) : NULL;
	if (!template || !reads)
		return template;
	templates_add_files(template, reads);
	if (fonts)
		reads_add(reads, READ_OPTION, str_of(arena_printf(diags->arena, TEMPLATES_FONTS "%s", name)), identity_of_fonts(tools, template));
	return template;
}
