/* The words of organisations and regions, learned from the catalogue. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"

enum { BUCKETS = 8192, SECTOR_CHARS = 4 };

struct check_words {
	struct check_word *buckets[BUCKETS];
};

struct learning {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct check_words *words;
};

/* Bytes of the first two characters, by which words are found. */
static size_t head_of(struct str text)
{
	return utf8_prefix(text.data, text.len, 2);
}

static struct check_word **bucket_of(const struct check_words *words, struct str head)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < head.len; i++)
		hash = (hash ^ (unsigned char)head.data[i]) * 16777619u;
	return (struct check_word **)&words->buckets[hash % BUCKETS];
}

/* The word of that kind, added where it belongs: longer words of a bucket stand first. */
static struct check_word *add_word(struct learning *l, struct str text, enum check_word_kind kind, const char *owner)
{
	text = str_trim(text);
	if (utf8_count(text.data, text.len) < 2)
		return NULL;
	struct check_word **at = bucket_of(l->words, (struct str){ text.data, head_of(text) });
	for (struct check_word *w = *at; w; w = w->next)
		if (w->kind == kind && str_equal(w->text, text))
			return w;
	while (*at && (*at)->text.len > text.len)
		at = &(*at)->next;
	struct check_word *word = ARENA_NEW(l->arena, struct check_word);
	*word = (struct check_word){ .text = text, .kind = kind, .owner = owner, .next = *at };
	if (kind == WORD_OF_TYPES || kind == WORD_OF_BODY)
		word->types = ARENA_ARRAY(l->arena, bool, l->catalogue->type_count + 1);
	*at = word;
	return word;
}

static void add_of_type(struct learning *l, struct str text, enum check_word_kind kind,
			const struct catalogue_scope *type)
{
	struct check_word *word = add_word(l, text, kind, type->name);
	if (word)
		word->types[type - l->catalogue->types] = true;
}

/* The line of work in a name such as 市交通运输局: 交通运输. Short ones (科技) are words of everybody. */
static struct str sector_of(struct str name)
{
	static const char *const levels[] = { "省", "市", "县", "区" };
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (str_starts(name, levels[i]) && str_ends(name, "局")) {
			struct str sector = scan_slice(name, strlen(levels[i]), name.len - strlen("局"));
			return utf8_count(sector.data, sector.len) >= SECTOR_CHARS ? sector : (struct str){ "", 0 };
		}
	return (struct str){ "", 0 };
}

/* Party bodies by the constitution of the Party; what stands before one of them says whose body it is. */
static bool is_body(struct str word, size_t *lead)
{
	static const char *const bodies[] = { "党委", "党组", "党总支", "党支部", "党工委", "纪委", "纪工委" };
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (str_ends(word, bodies[i])) {
			*lead = word.len - strlen(bodies[i]);
			return *lead > 0;
		}
	return false;
}

static void learn_type(struct learning *l, const struct catalogue_scope *type)
{
	static const char *const bodies[] = { "组织.主体", "组织.纪检" };
	size_t lead;
	add_of_type(l, sector_of(str_of(type->name)), WORD_OF_TYPES, type);
	for (size_t i = 0; i < type->count; i++) {
		const struct catalogue_set *set = &type->sets[i];
		if (strcmp(set->variable->name, "词汇.本类") == 0)
			for (size_t n = 0; n < set->value->count; n++)
				add_of_type(l, set->value->items[n]->text, WORD_OF_TYPES, type);
		for (size_t n = 0; n < sizeof bodies / sizeof *bodies; n++)
			if (strcmp(set->variable->name, bodies[n]) == 0 && is_body(set->value->text, &lead))
				add_of_type(l, set->value->text, WORD_OF_BODY, type);
	}
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static void learn_region(struct learning *l, const struct catalogue_scope *region)
{
	const char *name = last_part(region->name);
	struct check_word *word = add_word(l, str_of(name), WORD_OF_REGION, name);
	if (word)
		word->region = region;
	for (size_t i = 0; i < region->count; i++) {
		if (strcmp(region->sets[i].variable->name, "词汇.本类") != 0)
			continue;
		for (size_t n = 0; n < region->sets[i].value->count; n++)
			if ((word = add_word(l, region->sets[i].value->items[n]->text, WORD_OF_REGION, name)))
				word->region = region;
	}
}

/* The proper name in a region's: 青石 of 青石县. */
static struct str stem_of(const char *region)
{
	struct str name = str_of(last_part(region));
	size_t size;
	scan_before(name, name.len, &size);
	return scan_slice(name, 0, name.len - size);
}

static bool holds_region(const struct learning *l, struct str name)
{
	for (size_t i = 0; i < l->catalogue->region_count; i++) {
		struct str stem = stem_of(l->catalogue->regions[i].name);
		if (stem.len >= strlen("青石") && memmem(name.data, name.len, stem.data, stem.len))
			return true;
	}
	return false;
}

/* 县财政局, 科技局 are names that every county has; 青石一中, 恒泰机械, 柳溪镇 are somebody's own. */
static bool is_own_name(const struct learning *l, struct str name)
{
	if (utf8_count(name.data, name.len) < 3)
		return false;
	if (holds_region(l, name))
		return true;
	if (scan_in(scan_at(name, 0, NULL), "省市县区镇乡"))
		return false;
	for (size_t i = 0; i < l->catalogue->unit_count; i++) {
		struct str other = l->catalogue->units[i].name;
		if (other.len > name.len && memcmp(other.data + other.len - name.len, name.data, name.len) == 0)
			return false;
	}
	return true;
}

static void learn_name(struct learning *l, const struct catalogue_unit *unit, struct str name)
{
	if (!is_own_name(l, name))
		return;
	struct check_word *word =
		add_word(l, name, WORD_OF_UNIT, arena_copy(l->arena, unit->name.data, unit->name.len));
	if (word && !word->unit)
		word->unit = unit;
}

static void learn_unit(struct learning *l, const struct catalogue_unit *unit)
{
	struct str aliases = unit->aliases;
	learn_name(l, unit, unit->name);
	learn_name(l, unit, unit->short_name);
	while (aliases.data && aliases.len)
		learn_name(l, unit, str_trim(str_cut(&aliases, "|")));
}

const struct check_words *check_learn_words(struct arena *arena, const struct catalogue *catalogue)
{
	struct learning l = { arena, catalogue, ARENA_NEW(arena, struct check_words) };
	for (size_t i = 0; i < catalogue->type_count; i++)
		learn_type(&l, &catalogue->types[i]);
	for (size_t i = 0; i < catalogue->region_count; i++)
		learn_region(&l, &catalogue->regions[i]);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		learn_unit(&l, &catalogue->units[i]);
	return l.words;
}

static const struct check_word *first_that_stands(const struct check_word *word, struct str text, size_t offset)
{
	while (word && !scan_stands(text, offset, word->text))
		word = word->next;
	return word;
}

const struct check_word *check_word_at(const struct check_words *words, struct str text, size_t offset)
{
	struct str rest = scan_slice(text, offset, text.len);
	size_t head = head_of(rest);
	return first_that_stands(*bucket_of(words, (struct str){ rest.data, head }), text, offset);
}

const struct check_word *check_shorter_word(const struct check_word *word, struct str text, size_t offset)
{
	return first_that_stands(word->next, text, offset);
}
