#include "font/resolve.h"

#include <fontconfig/fontconfig.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "font/cache.h"

struct font_resolver {
	struct arena *arena;
	const char *cache_folder;    /* NULL: nothing is remembered */
	const char *key;
	FcConfig *config;            /* NULL until the cache cannot answer */
	bool new;                    /* it could not for a family */
	bool changed;                /* something is known that the file does not have */
	struct font_cache cache;     /* its watches: what the configuration depends on */
};

struct font_resolver *font_resolver_new(const char *cache_folder, const char *extra_key)
{
	struct font_resolver *resolver = memory_alloc(sizeof *resolver);
	resolver->arena = arena_new();
	resolver->key = arena_strdup(resolver->arena, extra_key ? extra_key : "");
	if (cache_folder) {
		resolver->cache_folder = arena_strdup(resolver->arena, cache_folder);
		resolver->cache = font_cache_load(resolver->arena, cache_folder, resolver->key);
	}
	return resolver;
}

static void save(struct font_resolver *resolver)
{
	for (const struct font_answer *answer = resolver->cache.answers; answer; answer = answer->next)
		if (answer->file.path)
			font_cache_watch(resolver->arena, &resolver->cache, answer->file.path);
	font_cache_save(resolver->cache_folder, resolver->key, &resolver->cache);
}

void font_resolver_free(struct font_resolver *resolver)
{
	if (resolver->changed && resolver->cache_folder)
		save(resolver);
	if (resolver->config)
		FcConfigDestroy(resolver->config);
	arena_free(resolver->arena);
	free(resolver);
}

/* Watches every path of the list. */
static void watch_list(struct font_resolver *resolver, FcStrList *list)
{
	if (!list)
		memory_fail();
	for (const FcChar8 *path; (path = FcStrListNext(list));)
		font_cache_watch(resolver->arena, &resolver->cache, (const char *)path);
	FcStrListDone(list);
}

/* Watches the folders of the files: a new file changes the time of its folder. */
static void watch_folders(struct font_resolver *resolver, FcStrList *files)
{
	if (!files)
		memory_fail();
	for (const FcChar8 *path; (path = FcStrListNext(files));) {
		const char *name = (const char *)path, *slash = strrchr(name, '/');
		size_t len = slash ? (size_t)(slash - name) : 0;
		if (len)
			font_cache_watch(resolver->arena, &resolver->cache, arena_copy(resolver->arena, name, len));
	}
	FcStrListDone(files);
}

/* Loads fontconfig; false when it has no configuration at all. */
static bool start(struct font_resolver *resolver)
{
	if (resolver->config)
		return true;
	memory_watch();
	resolver->config = FcInitLoadConfigAndFonts();
	memory_watched();
	if (!resolver->config)
		return false;
	resolver->changed = true;
	if (resolver->cache_folder) {
		watch_list(resolver, FcConfigGetConfigFiles(resolver->config));
		watch_folders(resolver, FcConfigGetConfigFiles(resolver->config));
		watch_list(resolver, FcConfigGetConfigDirs(resolver->config));
		watch_list(resolver, FcConfigGetFontDirs(resolver->config));
	}
	return true;
}

/* Whether the pattern is a font that can be embedded: outlines in an sfnt file, no variations. */
static bool usable(const FcPattern *font)
{
	FcBool outline = FcFalse, variable = FcFalse;
	FcChar8 *format = NULL;
	int index = 0;
	if (FcPatternGetBool(font, FC_OUTLINE, 0, &outline) != FcResultMatch || !outline)
		return false;
	if (FcPatternGetBool(font, FC_VARIABLE, 0, &variable) == FcResultMatch && variable)
		return false;
	if (FcPatternGetString(font, FC_FONTFORMAT, 0, &format) != FcResultMatch)
		return false;
	/* The high half of the index is the number of a variable font's instance. */
	if (FcPatternGetInteger(font, FC_INDEX, 0, &index) != FcResultMatch || index >> 16)
		return false;
	return strcmp((const char *)format, "TrueType") == 0 || strcmp((const char *)format, "CFF") == 0;
}

static int property(const FcPattern *font, const char *name, int otherwise)
{
	int value = 0;
	return FcPatternGetInteger(font, name, 0, &value) == FcResultMatch ? value : otherwise;
}

/* How far the face is from regular, upright and of normal width. */
static int distance(const FcPattern *font)
{
	return abs(property(font, FC_WEIGHT, FC_WEIGHT_REGULAR) - FC_WEIGHT_REGULAR) +
	       abs(property(font, FC_WIDTH, FC_WIDTH_NORMAL) - FC_WIDTH_NORMAL) * 10 +
	       property(font, FC_SLANT, FC_SLANT_ROMAN) * 1000;
}

/* Takes the face nearest to regular; among equals the first by path and index, so that the order of the disk does not count. */
static void choose(const FcFontSet *fonts, struct arena *arena, struct font_file *file)
{
	int best = 0;
	const char *best_path = NULL;
	for (int i = 0; i < fonts->nfont; i++) {
		FcChar8 *name = NULL;
		if (!usable(fonts->fonts[i]) || FcPatternGetString(fonts->fonts[i], FC_FILE, 0, &name) != FcResultMatch)
			continue;
		const char *path = (const char *)name;
		int far = distance(fonts->fonts[i]), index = property(fonts->fonts[i], FC_INDEX, 0);
		int order = best_path ? strcmp(path, best_path) : -1;
		if (best_path && (far > best || (far == best && (order > 0 || (order == 0 && index >= file->index)))))
			continue;
		best = far;
		best_path = path;
		file->index = index;
	}
	file->path = best_path ? arena_strdup(arena, best_path) : NULL;
}

/* The best of the fonts that match the pattern, which is freed. */
static struct font_file ask(struct font_resolver *resolver, FcPattern *pattern)
{
	struct font_file file = { NULL, 0 };
	FcObjectSet *properties = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_WIDTH, FC_SLANT, FC_OUTLINE, FC_VARIABLE,
						   FC_FONTFORMAT, (char *)NULL);
	if (!properties)
		memory_fail();
	memory_watch();
	FcFontSet *fonts = FcFontList(resolver->config, pattern, properties);
	memory_watched();
	if (fonts) {
		choose(fonts, resolver->arena, &file);
		FcFontSetDestroy(fonts);
	}
	FcObjectSetDestroy(properties);
	FcPatternDestroy(pattern);
	return file;
}

static struct font_file ask_name(struct font_resolver *resolver, const char *property, const char *name)
{
	FcPattern *pattern = FcPatternCreate();
	if (!pattern || !FcPatternAddString(pattern, property, (const FcChar8 *)name))
		memory_fail();
	return ask(resolver, pattern);
}

static struct font_file ask_family(struct font_resolver *resolver, const char *family)
{
	struct font_file file = ask_name(resolver, FC_FAMILY, family);
	return file.path ? file : ask_name(resolver, FC_FULLNAME, family);
}

static struct font_file ask_character(struct font_resolver *resolver, uint32_t codepoint)
{
	FcPattern *pattern = FcPatternCreate();
	FcCharSet *characters = FcCharSetCreate();
	if (!pattern || !characters || !FcCharSetAddChar(characters, codepoint) ||
	    !FcPatternAddCharSet(pattern, FC_CHARSET, characters))
		memory_fail();
	FcCharSetDestroy(characters);
	return ask(resolver, pattern);
}

static struct font_answer *find_answer(struct font_resolver *resolver, const char *name)
{
	struct font_answer *answer = resolver->cache.answers;
	while (answer && strcmp(answer->family, name) != 0)
		answer = answer->next;
	return answer;
}

static const struct font_file *remember(struct font_resolver *resolver, const char *name, struct font_file file)
{
	struct font_answer *answer = ARENA_NEW(resolver->arena, struct font_answer);
	answer->family = arena_strdup(resolver->arena, name);
	answer->file = file;
	answer->next = resolver->cache.answers;
	resolver->cache.answers = answer;
	return &answer->file;
}

const struct font_file *font_resolver_find(struct font_resolver *resolver, const char *family)
{
	const struct font_answer *answer = find_answer(resolver, family);
	struct font_file none = { NULL, 0 };
	resolver->new = resolver->new || !answer;
	return answer ? &answer->file : remember(resolver, family, start(resolver) ? ask_family(resolver, family) : none);
}

bool font_resolver_is_new(const struct font_resolver *resolver)
{
	return resolver->new;
}

const struct font_file *font_resolver_find_character(struct font_resolver *resolver, uint32_t codepoint)
{
	char name[16]; /* no family's: a colon begins it, as in fontconfig's own patterns */
	snprintf(name, sizeof name, ":U+%04X", (unsigned)codepoint);
	const struct font_answer *answer = find_answer(resolver, name);
	struct font_file none = { NULL, 0 };
	return answer ? &answer->file : remember(resolver, name, start(resolver) ? ask_character(resolver, codepoint) : none);
}

const char *font_resolver_plain(const struct font_resolver *resolver, const char *path, int index)
{
	for (const struct font_plainness *plain = resolver->cache.plain; plain; plain = plain->next)
		if (plain->file.index == index && strcmp(plain->file.path, path) == 0)
			return plain->text;
	return NULL;
}

void font_resolver_keep_plain(struct font_resolver *resolver, const char *path, int index, const char *text)
{
	const char *known = font_resolver_plain(resolver, path, index);
	if (known && strcmp(known, text) == 0)
		return;
	struct font_plainness *plain = ARENA_NEW(resolver->arena, struct font_plainness);
	*plain = (struct font_plainness){ { arena_strdup(resolver->arena, path), index }, arena_strdup(resolver->arena, text), resolver->cache.plain };
	resolver->cache.plain = plain;
	resolver->changed = true;
}
