/* The words of organisations and regions, learned from the catalogue. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"

enum { HEADS = 8192, SECTOR_CHARS = 4 };

/* A length that some word has, longer ones first. */
struct word_length {
	size_t bytes;
	struct word_length *next;
};

/* Words are found by their whole text; which lengths are worth a try at a place, by the two characters that stand there. Thus ten
 * thousand units whose names begin alike cost no more than ten. */
struct check_words {
	struct check_word **slots; /* by hash of the text; chains by `next` */
	size_t slot_count;	   /* a power of 2 */
	struct word_length *heads[HEADS];
};

struct learning {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct check_words *words;
	struct str *endings; /* the names of all units, by their last bytes */
};

/* Bytes of the first two characters, by which words are found. */
static size_t head_of(struct str text)
{
	bool wide = utf8_is_common_wide(text.data, text.len) &&
		    utf8_is_common_wide(text.data + strlen("一"), text.len - strlen("一"));
	return wide ? strlen("一二") : utf8_prefix(text.data, text.len, 2);
}

static uint32_t hash_of(struct str text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
	return hash;
}

static struct check_word **slot_of(const struct check_words *words, struct str text)
{
	return &words->slots[hash_of(text) & (words->slot_count - 1)];
}

static struct word_length **lengths_of(const struct check_words *words, struct str text)
{
	return (struct word_length **)&words->heads[hash_of((struct str){ text.data, head_of(text) }) % HEADS];
}

static void add_length(struct learning *l, struct str text)
{
	struct word_length **at = lengths_of(l->words, text);
	while (*at && (*at)->bytes > text.len)
		at = &(*at)->next;
	if (*at && (*at)->bytes == text.len)
		return;
	struct word_length *length = ARENA_NEW(l->arena, struct word_length);
	*length = (struct word_length){ text.len, *at };
	*at = length;
}

/* The word of that kind, added where it is not there. */
static struct check_word *add_word(struct learning *l, struct str text, enum check_word_kind kind, const char *owner)
{
	text = str_trim(text);
	if (utf8_count(text.data, text.len) < 2)
		return NULL;
	struct check_word **at = slot_of(l->words, text);
	for (struct check_word *w = *at; w; w = w->next)
		if (w->kind == kind && str_equal(w->text, text))
			return w;
	struct check_word *word = ARENA_NEW(l->arena, struct check_word);
	*word = (struct check_word){ .text = text, .kind = kind, .owner = owner, .next = *at };
	if (kind == WORD_OF_TYPES || kind == WORD_OF_BODY)
		word->types = ARENA_ARRAY(l->arena, bool, l->catalogue->type_count + 1);
	*at = word;
	add_length(l, text);
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

/* Byte order from the end of the text, shorter first: what ends alike stands together. */
static int compare_ends(struct str a, struct str b)
{
	for (size_t i = 1; i <= a.len && i <= b.len; i++) {
		unsigned char one = (unsigned char)a.data[a.len - i], other = (unsigned char)b.data[b.len - i];
		if (one != other)
			return one < other ? -1 : 1;
	}
	return (a.len > b.len) - (a.len < b.len);
}

static int by_end(const void *a, const void *b)
{
	return compare_ends(*(const struct str *)a, *(const struct str *)b);
}

static void sort_endings(struct learning *l)
{
	size_t count = l->catalogue->unit_count;
	l->endings = ARENA_ARRAY(l->arena, struct str, count + 1);
	for (size_t i = 0; i < count; i++)
		l->endings[i] = l->catalogue->units[i].name;
	qsort(l->endings, count, sizeof *l->endings, by_end);
}

/* Whether a longer name of a unit ends in `name`: it would stand right behind it. */
static bool ends_another(const struct learning *l, struct str name)
{
	size_t low = 0, high = l->catalogue->unit_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_ends(l->endings[middle], name) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == l->catalogue->unit_count)
		return false;
	struct str other = l->endings[low];
	return other.len > name.len && memcmp(other.data + other.len - name.len, name.data, name.len) == 0;
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
	return !ends_another(l, name);
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
	struct learning l = { .arena = arena, .catalogue = catalogue, .words = ARENA_NEW(arena, struct check_words) };
	l.words->slot_count = HEADS;
	while (l.words->slot_count / 4 < catalogue->unit_count)
		l.words->slot_count *= 2;
	l.words->slots = ARENA_ARRAY(arena, struct check_word *, l.words->slot_count);
	sort_endings(&l);
	for (size_t i = 0; i < catalogue->type_count; i++)
		learn_type(&l, &catalogue->types[i]);
	for (size_t i = 0; i < catalogue->region_count; i++)
		learn_region(&l, &catalogue->regions[i]);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		learn_unit(&l, &catalogue->units[i]);
	return l.words;
}

/* The first of the chain that is `bytes` long and stands there. */
static const struct check_word *first_that_stands(const struct check_word *word, struct str text, size_t offset, size_t bytes)
{
	while (word && (word->text.len != bytes || !scan_stands(text, offset, word->text)))
		word = word->next;
	return word;
}

/* The longest word shorter than `limit` that stands there. */
static const struct check_word *longest_below(const struct check_words *words, struct str text, size_t offset, size_t limit)
{
	struct str rest = scan_slice(text, offset, text.len);
	for (const struct word_length *length = *lengths_of(words, rest); length; length = length->next) {
		if (length->bytes >= limit || length->bytes > rest.len)
			continue;
		const struct check_word *first = *slot_of(words, (struct str){ rest.data, length->bytes });
		const struct check_word *found = first_that_stands(first, text, offset, length->bytes);
		if (found)
			return found;
	}
	return NULL;
}

const struct check_word *check_word_at(const struct check_words *words, struct str text, size_t offset)
{
	return longest_below(words, text, offset, SIZE_MAX);
}

const struct check_word *check_shorter_word(const struct check_words *words, const struct check_word *word, struct str text,
					    size_t offset)
{
	const struct check_word *same = first_that_stands(word->next, text, offset, word->text.len);
	return same ? same : longest_below(words, text, offset, word->text.len);
}
