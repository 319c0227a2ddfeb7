#include "draft/identity.h"

#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "draft/draft.h"
#include "draft/reads.h"
#include "font/font.h"
#include "layout/page.h"
#include "layout/template.h"
#include "vars/value.h"

struct identity_file {
	struct identity_file *next;
	const char *path;
	struct hash hash;
	bool exists;
};

struct identity_fonts {
	struct identity_fonts *next;
	const struct page_template *template;
	struct hash hash;
};

static struct identity_cache *cache_of(struct draft_tools *tools)
{
	if (!tools->identities)
		tools->identities = ARENA_NEW(tools->arena, struct identity_cache);
	return tools->identities;
}

struct hash identity_of_file(struct draft_tools *tools, const char *path, bool *exists)
{
	struct identity_cache *cache = cache_of(tools);
	struct identity_file **bucket = &cache->files[hash_text(str_of(path)).low % (sizeof cache->files / sizeof *cache->files)];
	for (struct identity_file *f = *bucket; f; f = f->next)
		if (strcmp(f->path, path) == 0) {
			*exists = f->exists;
			return f->hash;
		}
	struct identity_file *new = ARENA_NEW(tools->arena, struct identity_file);
	new->path = arena_strdup(tools->arena, path);
	new->exists = hash_file(path, &new->hash) || file_exists(path);
	new->next = *bucket;
	*bucket = new;
	*exists = new->exists;
	return new->hash;
}

/* Of a value with all its members and items; NULL has a hash of its own. */
static struct hash hash_value(const struct value *value)
{
	if (!value)
		return hash_text(STR("absent"));
	char kind = (char)('0' + value->kind);
	struct hash hash = hash_join(hash_text((struct str){ &kind, 1 }), hash_text(value->text));
	for (size_t i = 0; i < value->count; i++) {
		if (value->kind == VALUE_MAP)
			hash = hash_join(hash, hash_text(str_of(value->members[i].name)));
		hash = hash_join(hash, hash_value(value->kind == VALUE_MAP ? value->members[i].value : value->items[i]));
	}
	return hash;
}

/* Filters and tables go by the declared type. */
static struct hash hash_of_type(const struct value_type *type)
{
	struct hash hash = hash_text(str_of(type_name(type->kind)));
	if (type->unit)
		hash = hash_join(hash, hash_text(str_of(type->unit)));
	for (size_t i = 0; i < type->choice_count; i++)
		hash = hash_join(hash, hash_text(type->choices[i]));
	for (size_t i = 0; type->columns && i < type->choice_count; i++)
		hash = hash_join(hash, hash_of_type(&type->columns[i]));
	return hash;
}

struct hash identity_of_value(const struct catalogue_values *values, struct str name)
{
	struct hash hash = hash_value(value_member(values->root, name));
	const struct catalogue_variable *variable = catalogue_variable(values->catalogue, name);
	if (!variable)
		return hash;
	hash = hash_join(hash, hash_text(str_of(variable->label)));
	hash = hash_join(hash, hash_text(str_of(variable->example)));
	hash = hash_join(hash, hash_of_type(&variable->type));
	const struct catalogue_origin *origin = values->origins[variable->index];
	if (origin && origin->from) /* of a final document it is an error */
		hash = hash_join(hash, hash_text(str_of(origin->from)));
	if (values->broken && values->broken[variable->index]) /* by another value, which the document need not use */
		hash = hash_join(hash, hash_text(STR("broken")));
	return hash_join(hash, hash_text(str_of(variable->required ? "required" : "")));
}

/* A file that is too large to be read each time: path, size and time stand for its content. */
static void add_stat(struct buf *out, const char *path)
{
	struct stat info = { 0 };
	if (stat(path, &info) == 0)
		buf_printf(out, "%s\t%lld\t%lld\t%ld\n", path, (long long)info.st_size, (long long)info.st_mtim.tv_sec,
			   info.st_mtim.tv_nsec);
}

static struct hash hash_of_fonts(struct draft_tools *tools, const struct page_template *template)
{
	struct buf out = BUF_INIT;
	struct diag_list ignored; /* missing fonts are reported by layout */
	struct arena *arena = arena_new();
	diag_init(&ignored, arena);
	for (size_t i = 0; i < template->font_count; i++) {
		const struct template_font *font = &template->fonts[i];
		for (size_t j = 0; j < font->family_count; j++) {
			struct font_stack *stack =
				font_stack_open(tools->fonts, font->role, &font->families[j], 1, &ignored);
			if (stack)
				add_stat(&out, font_face_path(font_stack_first(stack)));
		}
	}
	struct hash hash = hash_text(buf_str(&out));
	arena_free(arena);
	buf_free(&out);
	return hash;
}

struct hash identity_of_fonts(struct draft_tools *tools, const struct page_template *template)
{
	struct identity_cache *cache = cache_of(tools);
	for (const struct identity_fonts *f = cache->fonts; f; f = f->next)
		if (f->template == template)
			return f->hash;
	struct identity_fonts *new = ARENA_NEW(tools->arena, struct identity_fonts);
	*new = (struct identity_fonts){ cache->fonts, template, hash_of_fonts(tools, template) };
	cache->fonts = new;
	return new->hash;
}

/* Its file, or NULL. */
static const char *foreign_file(struct draft_tools *tools, struct arena *arena, uint32_t codepoint)
{
	struct diag_list ignored; /* as above */
	diag_init(&ignored, arena);
	const struct font_face *face = font_spare_face(tools->fonts, codepoint, &ignored);
	return face ? font_face_path(face) : NULL;
}

struct hash identity_of_foreign_font(struct draft_tools *tools, uint32_t codepoint)
{
	struct buf out = BUF_INIT;
	struct arena *arena = arena_new();
	const char *file = foreign_file(tools, arena, codepoint);
	if (file)
		add_stat(&out, file);
	struct hash hash = file ? hash_text(buf_str(&out)) : (struct hash){ 0, 0 };
	buf_free(&out);
	arena_free(arena);
	return hash;
}

void identity_add_foreign_fonts(struct draft_tools *tools, const struct page_list *pages, struct reads *reads)
{
	bool exists;
	for (size_t i = 0; reads && pages && i < pages->foreign_count; i++) {
		uint32_t codepoint = pages->foreign[i];
		const char *file = foreign_file(tools, reads->arena, codepoint);
		if (file)
			reads_add(reads, READ_FILE, str_of(file), identity_of_file(tools, file, &exists));
		reads_add(reads, READ_OPTION, str_of(arena_printf(reads->arena, IDENTITY_FOREIGN "%04X", (unsigned)codepoint)),
			  identity_of_foreign_font(tools, codepoint));
	}
}

/* The program itself has no name here, nor has what the kernel maps into every process. */
static int add_library(struct dl_phdr_info *info, size_t size, void *out)
{
	(void)size;
	if (info->dlpi_name && info->dlpi_name[0] == '/')
		add_stat(out, info->dlpi_name);
	return 0;
}

/* The note in the segment that the linker left: a hash of all it wrote. Nothing where there is none. */
static struct str find_build_id(struct str notes)
{
	ElfW(Nhdr) note;
	while (notes.len >= sizeof note) {
		memcpy(&note, notes.data, sizeof note);
		size_t name = (note.n_namesz + 3) & ~(size_t)3, size = (note.n_descsz + 3) & ~(size_t)3;
		struct str rest = str_from(notes, sizeof note);
		if (name > rest.len || size > rest.len - name)
			break;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" && memcmp(rest.data, "GNU", sizeof "GNU") == 0)
			return (struct str){ rest.data + name, note.n_descsz };
		notes = str_from(rest, name + size);
	}
	return STR("");
}

/* Of the program, which is the first. */
static int read_build_id(struct dl_phdr_info *info, size_t size, void *out)
{
	struct str *id = out;
	(void)size;
	for (int i = 0; i < info->dlpi_phnum && !id->len; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
		if (segment->p_type == PT_NOTE && segment->p_align == 4)
			*id = find_build_id((struct str){ (const char *)(uintptr_t)(info->dlpi_addr + segment->p_vaddr), segment->p_memsz });
	}
	return 1;
}

/* By what the linker says, which is there without reading megabytes; else by the file. */
static struct hash hash_of_file_that_runs(void)
{
	struct hash hash = { 0, 0 };
	struct str id = STR("");
	dl_iterate_phdr(read_build_id, &id);
	if (!id.len)
		hash_file("/proc/self/exe", &hash);
	return id.len ? hash_text(id) : hash;
}

static struct hash hash_of_program(const char *producer)
{
	struct buf out = BUF_INIT;
	char hex[HASH_HEX];
	hash_write(hash_of_file_that_runs(), hex);
	buf_printf(&out, "%s\n%s\n", producer, hex);
	dl_iterate_phdr(add_library, &out);
	struct hash hash = hash_text(buf_str(&out));
	buf_free(&out);
	return hash;
}

struct hash identity_of_program(struct draft_tools *tools)
{
	struct identity_cache *cache = cache_of(tools);
	if (!cache->program) {
		cache->program = ARENA_NEW(tools->arena, struct hash);
		*cache->program = hash_of_program(tools->producer);
	}
	return *cache->program;
}
