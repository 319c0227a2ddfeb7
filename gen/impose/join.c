#include "impose/join.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"
#include "impose/form.h"
#include "impose/open.h"

/* A font program in the new file. */
struct program {
	int id; /* of its object */
	struct hash hash;
};

struct join {
	struct arena *arena;
	qpdf_data out;
	size_t pages, blanks;
	struct program *programs;
	size_t program_count, program_capacity;
};

static struct program *program_of(struct join *join, int id, const struct hash *hash)
{
	for (size_t i = 0; i < join->program_count; i++)
		if (hash ? hash_equal(join->programs[i].hash, *hash) : join->programs[i].id == id)
			return &join->programs[i];
	return NULL;
}

/* The hash of a stream: its dictionary, which holds how it is packed, and its bytes. */
static struct hash hash_stream(qpdf_data out, qpdf_oh stream)
{
	unsigned char *data = NULL;
	size_t length = 0;
	qpdf_oh_get_stream_data(out, stream, qpdf_dl_none, NULL, &data, &length);
	impose_check(out);
	struct hash hash = hash_join(hash_text(str_of(qpdf_oh_unparse_resolved(out, qpdf_oh_get_dict(out, stream)))),
				     hash_text((struct str){ (const char *)data, length }));
	free(data);
	return hash;
}

/* Gives the descriptor the program that is there already in place of its own, which is the same. */
static void share_program(struct join *join, qpdf_oh descriptor, const char *key)
{
	qpdf_data out = join->out;
	qpdf_oh stream = qpdf_oh_get_key_if_dict(out, descriptor, key);
	if (!qpdf_oh_is_stream(out, stream) || program_of(join, qpdf_oh_get_object_id(out, stream), NULL))
		return;
	struct hash hash = hash_stream(out, stream);
	const struct program *known = program_of(join, 0, &hash);
	if (known)
		qpdf_oh_replace_key(out, descriptor, key, qpdf_get_object_by_id(out, known->id, 0));
	else
		*ARENA_PUSH(join->arena, join->programs, join->program_count, join->program_capacity) =
			(struct program){ qpdf_oh_get_object_id(out, stream), hash };
}

static void share_font(struct join *join, qpdf_oh font)
{
	qpdf_data out = join->out;
	qpdf_oh descendants = qpdf_oh_get_key_if_dict(out, font, "/DescendantFonts"), descriptor;
	if (qpdf_oh_is_array(out, descendants) && qpdf_oh_get_array_n_items(out, descendants) > 0)
		font = qpdf_oh_get_array_item(out, descendants, 0);
	descriptor = qpdf_oh_get_key_if_dict(out, font, "/FontDescriptor");
	share_program(join, descriptor, "/FontFile2");
	share_program(join, descriptor, "/FontFile3");
}

static void share_fonts(struct join *join, qpdf_oh page)
{
	qpdf_data out = join->out;
	qpdf_oh fonts = qpdf_oh_get_key_if_dict(out, qpdf_oh_get_key(out, page, "/Resources"), "/Font");
	if (!qpdf_oh_is_dictionary(out, fonts))
		return;
	for (qpdf_oh_begin_dict_key_iter(out, fonts); qpdf_oh_dict_more_keys(out);)
		share_font(join, qpdf_oh_get_key(out, fonts, qpdf_oh_dict_next_key(out)));
}

/* A page of the size of the last one. */
static void add_blank(struct join *join)
{
	qpdf_data out = join->out;
	qpdf_oh last = qpdf_get_page_n(out, join->pages - 1), blank = qpdf_oh_new_dictionary(out);
	qpdf_oh_replace_key(out, blank, "/Type", qpdf_oh_new_name(out, "/Page"));
	qpdf_oh_replace_key(out, blank, "/MediaBox", qpdf_oh_get_key(out, last, "/MediaBox"));
	qpdf_oh_replace_key(out, blank, "/Resources", qpdf_oh_new_dictionary(out));
	qpdf_add_page(out, out, qpdf_make_indirect_object(out, blank), QPDF_FALSE);
	impose_check(out);
	join->pages++;
	join->blanks++;
}

static void add_file(struct join *join, const char *path)
{
	static const char *const left_out[] = { "/Annots", "/StructParents", "/Tabs" };
	size_t pages;
	qpdf_data file = impose_open(path, &pages), out = join->out;
	if (join->pages % 2)
		add_blank(join);
	if (pages > LIMIT_PAGES - join->pages)
		impose_fail(IMPOSE_TOO_MANY, "");
	for (size_t i = 0; i < pages; i++) {
		qpdf_oh page = qpdf_get_page_n(file, i);
		for (size_t k = 0; k < sizeof left_out / sizeof *left_out; k++)
			qpdf_oh_remove_key(file, page, left_out[k]);
		qpdf_add_page(out, file, page, QPDF_FALSE);
		impose_check(out);
		share_fonts(join, qpdf_get_page_n(out, join->pages++));
	}
	qpdf_oh_release_all(out);
	qpdf_cleanup(&file);
}

void join_files(void)
{
	struct join join = { .arena = arena_new(), .out = impose_new() };
	struct buf path = BUF_INIT;
	for (int c; (c = getchar()) != EOF;) {
		buf_add_char(&path, (char)c);
		if (c)
			continue;
		add_file(&join, path.data);
		buf_reset(&path);
	}
	impose_write(join.out);
	fprintf(stderr, "%zu %zu", join.pages, join.blanks);
	buf_free(&path);
	qpdf_cleanup(&join.out);
	arena_free(join.arena);
}
