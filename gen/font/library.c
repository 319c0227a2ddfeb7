#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "font/face.h"
#include "font/resolve.h"

enum { PAGE_BITS = 10, PAGE_CHARACTERS = 1 << PAGE_BITS, PAGES = 0x110000 >> PAGE_BITS };

/* What a stack knows about characters that stand together in Unicode: 0 = not looked up yet, NO_FACE, else 1 + index of the face. */
struct page {
	_Atomic unsigned char faces[PAGE_CHARACTERS];
};

enum { NO_FACE = 255, STACK_FACES = 254 };

struct font_stack {
	const char *tried;
	const struct font_face **faces; /* those that are installed, at least one */
	size_t face_count;
	_Atomic(struct page *) pages[PAGES];
	struct font_stack *next;
};

/* A face or the lack of one, by file and index. */
struct opened {
	struct font_file file;
	struct font_face *face;         /* NULL: not usable */
	struct opened *next;
};

/* A first choice whose lack has been reported. */
struct reported {
	const char *family;
	struct reported *next;
};

struct font_library {
	pthread_mutex_t lock;           /* guards all below; faces and stacks are read without it */
	struct arena *arena;
	struct font_resolver *resolver;
	struct opened *opened;
	struct font_stack *stacks;
	struct reported *reported;
	int face_count;
};

struct font_library *font_library_new(const char *cache_folder, const char *extra_key)
{
	struct font_library *library = memory_alloc(sizeof *library);
	if (pthread_mutex_init(&library->lock, NULL) != 0)
		memory_fail();
	library->arena = arena_new();
	library->resolver = font_resolver_new(cache_folder, extra_key);
	return library;
}

/* Remembers what shaping found out about the faces. */
static void keep_plain(struct font_library *library)
{
	for (const struct opened *opened = library->opened; opened; opened = opened->next) {
		const char *text = opened->face ? font_plain_write(library->arena, opened->face) : NULL;
		if (text)
			font_resolver_keep_plain(library->resolver, opened->file.path, opened->file.index, text);
	}
}

void font_library_free(struct font_library *library)
{
	if (!library)
		return;
	keep_plain(library);
	for (struct font_stack *stack = library->stacks; stack; stack = stack->next)
		for (size_t i = 0; i < PAGES; i++)
			free(atomic_load(&stack->pages[i]));
	for (struct opened *opened = library->opened; opened; opened = opened->next)
		if (opened->face)
			font_face_close(opened->face);
	font_resolver_free(library->resolver);
	arena_free(library->arena);
	pthread_mutex_destroy(&library->lock);
	free(library);
}

bool font_library_is_new(struct font_library *library)
{
	pthread_mutex_lock(&library->lock);
	bool new = font_resolver_is_new(library->resolver);
	pthread_mutex_unlock(&library->lock);
	return new;
}

/* The face of a file, or NULL when there is no file or (with a warning, once) it is not usable. */
static const struct font_face *open_file(struct font_library *library, const struct font_file *file, const char *family,
					 struct diag_list *diags)
{
	if (!file->path)
		return NULL;
	for (struct opened *opened = library->opened; opened; opened = opened->next)
		if (opened->file.index == file->index && strcmp(opened->file.path, file->path) == 0)
			return opened->face;
	const char *fault = NULL;
	struct opened *opened = ARENA_NEW(library->arena, struct opened);
	opened->file = *file;
	opened->face = font_face_open(library->arena, file->path, file->index, library->face_count, &fault);
	opened->next = library->opened;
	library->opened = opened;
	const char *plain = opened->face ? font_resolver_plain(library->resolver, file->path, file->index) : NULL;
	if (plain)
		font_plain_read(opened->face, plain);
	if (opened->face)
		library->face_count++;
	else
		diag_add(diags, DIAG_FONT_UNUSABLE, NO_PLACE, family, file->path, fault);
	return opened->face;
}

static const struct font_face *open_family(struct font_library *library, const char *family, struct diag_list *diags)
{
	return open_file(library, font_resolver_find(library->resolver, family), family, diags);
}

static bool has_glyph(const struct font_face *face, uint32_t codepoint)
{
	hb_codepoint_t glyph;
	memory_watch();
	bool has = hb_font_get_nominal_glyph(face->font, codepoint, &glyph);
	memory_watched();
	return has;
}

const struct font_face *font_spare_face(struct font_library *library, uint32_t codepoint, struct diag_list *diags)
{
	pthread_mutex_lock(&library->lock);
	const struct font_file *file = font_resolver_find_character(library->resolver, codepoint);
	const struct font_face *face = open_file(library, file, file->path, diags);
	pthread_mutex_unlock(&library->lock);
	return face && has_glyph(face, codepoint) ? face : NULL;
}

/* "仿宋_GB2312, FandolFang"; to be freed by the caller. */
static struct buf join_names(const char *const *families, size_t count)
{
	struct buf names = BUF_INIT;
	buf_add_text(&names, "");
	for (size_t i = 0; i < count; i++)
		buf_printf(&names, i ? ", %s" : "%s", families[i]);
	return names;
}

static void report_substitute(struct font_library *library, const char *role, const char *wanted, const char *used,
			      struct diag_list *diags)
{
	for (struct reported *reported = library->reported; reported; reported = reported->next)
		if (strcmp(reported->family, wanted) == 0)
			return;
	struct reported *reported = ARENA_NEW(library->arena, struct reported);
	reported->family = arena_strdup(library->arena, wanted);
	reported->next = library->reported;
	library->reported = reported;
	diag_add(diags, DIAG_FONT_SUBSTITUTED, NO_PLACE, wanted, role, used);
}

static bool has_face(const struct font_stack *stack, const struct font_face *face)
{
	for (size_t i = 0; i < stack->face_count; i++)
		if (stack->faces[i] == face)
			return true;
	return false;
}

/* Opens all families of a new stack; NULL when there is none. */
static struct font_stack *open_stack(struct font_library *library, const char *role, const char *const *families,
				     size_t count, struct diag_list *diags)
{
	struct font_stack *stack = ARENA_NEW(library->arena, struct font_stack);
	stack->faces = ARENA_ARRAY(library->arena, const struct font_face *, count);
	for (size_t i = 0; i < count && stack->face_count < STACK_FACES; i++) {
		const struct font_face *face = open_family(library, families[i], diags);
		if (!face || has_face(stack, face))
			continue;
		if (stack->face_count == 0 && i > 0)
			report_substitute(library, role, families[0], families[i], diags);
		stack->faces[stack->face_count++] = face;
	}
	return stack->face_count ? stack : NULL;
}

struct font_stack *font_stack_open(struct font_library *library, const char *role, const char *const *families, size_t count,
				   struct diag_list *diags)
{
	pthread_mutex_lock(&library->lock);
	struct buf tried = join_names(families, count);
	struct font_stack *stack = library->stacks;
	while (stack && strcmp(stack->tried, tried.data) != 0)
		stack = stack->next;
	if (!stack && (stack = open_stack(library, role, families, count, diags))) {
		stack->tried = arena_strdup(library->arena, tried.data);
		stack->next = library->stacks;
		library->stacks = stack;
	}
	if (!stack)
		diag_add(diags, DIAG_FONT_NONE, NO_PLACE, role, tried.data);
	buf_free(&tried);
	pthread_mutex_unlock(&library->lock);
	return stack;
}

/* The page of a character, made by whichever thread comes first. */
static struct page *get_page(struct font_stack *stack, uint32_t codepoint)
{
	_Atomic(struct page *) *slot = &stack->pages[codepoint >> PAGE_BITS];
	struct page *page = atomic_load_explicit(slot, memory_order_acquire);
	if (page)
		return page;
	struct page *new = memory_alloc(sizeof *new);
	if (atomic_compare_exchange_strong(slot, &page, new))
		return new;
	free(new);
	return page;
}

static unsigned char look_up(const struct font_stack *stack, uint32_t codepoint, const struct font_face *avoided)
{
	for (size_t i = 0; i < stack->face_count; i++)
		if (stack->faces[i] != avoided && has_glyph(stack->faces[i], codepoint))
			return (unsigned char)(i + 1);
	return NO_FACE;
}

const struct font_face *font_stack_face(struct font_stack *stack, uint32_t codepoint)
{
	if (codepoint > 0x10FFFF)
		return NULL;
	struct page *page = get_page(stack, codepoint);
	_Atomic unsigned char *entry = &page->faces[codepoint & (PAGE_CHARACTERS - 1)];
	unsigned char found = atomic_load_explicit(entry, memory_order_relaxed);
	if (!found) {
		found = look_up(stack, codepoint, NULL);
		atomic_store_explicit(entry, found, memory_order_relaxed);
	}
	return found == NO_FACE ? NULL : stack->faces[found - 1];
}

void font_stack_avoid(struct font_library *library, struct font_stack *stack, const char *family, struct str characters)
{
	struct diag_list ignored; /* a file that is not usable was reported when the stack was opened */
	pthread_mutex_lock(&library->lock);
	diag_init(&ignored, library->arena);
	const struct font_face *face = open_family(library, family, &ignored);
	pthread_mutex_unlock(&library->lock);
	if (!face || !has_face(stack, face))
		return;
	for (size_t at = 0, size; at < characters.len; at += size) {
		uint32_t cp;
		size = utf8_decode(characters.data + at, characters.len - at, &cp);
		if (!size)
			return;
		atomic_store_explicit(&get_page(stack, cp)->faces[cp & (PAGE_CHARACTERS - 1)], look_up(stack, cp, face),
				      memory_order_relaxed);
	}
}

double font_face_ink(const struct font_face *face, uint32_t glyph)
{
	hb_glyph_extents_t ink;
	memory_watch();
	bool has = hb_font_get_glyph_extents(face->font, glyph, &ink);
	memory_watched();
	return has ? ink.width * face->unit : 0;
}

const struct font_face *font_stack_first(const struct font_stack *stack)
{
	return stack->faces[0];
}

const char *font_stack_tried(const struct font_stack *stack)
{
	return stack->tried;
}
