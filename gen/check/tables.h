/* The content folder's tables of words, words/NAME.csv: what is written for what, set phrases with their members, names of documents.
 * A table that is not there is empty: an office keeps those it wants. */
#ifndef CHECK_TABLES_H
#define CHECK_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"
#include "base/str.h"
#include "check/scan.h"

struct arena;
struct diag_list;

/* A row of a table of words (错,对,除外,后接,起,止,理由; only the first two must be there). */
struct check_entry {
	struct str wrong;
	const char *right, *reason;
	struct str except;    /* longer words with the wrong one in them that are right, parted by | */
	struct str behind;    /* what must follow at once, parted by |, 0 for any digit; empty: anything */
	unsigned from, until; /* years in which it is wrong; 0: no limit */
	const struct check_entry *next; /* in its chain */
};

enum { TABLE_CHAINS = 4096 };

/* Rows by their first character. */
struct check_table {
	const struct check_entry *chains[TABLE_CHAINS];
};

/* A word of a list. */
struct check_item {
	struct str text;
	size_t row;		       /* of what it is a part of, from 0 on */
	const struct check_item *next; /* in its chain */
};

/* Words by their first character, in the order of their table. */
struct check_list {
	const struct check_item *items;
	size_t count;
	const struct check_item *chains[TABLE_CHAINS];
};

/* A row of phrases.csv (名称,成员,间隔,起): members that belong together since the year `from` (0: always), in their order, with at most
 * `gap` characters between two. */
struct check_phrase {
	const char *name;
	const struct str *members;
	size_t count, gap;
	unsigned from;
};

/* A kind of organisation (kinds.csv: 种类,名称,弱): what the names of its units end in (*局), begin with (政协*) or hold (*工会*). A weak
 * ending may stand within a longer name: 柳溪镇 in 柳溪镇中心小学. */
struct check_unit_kind {
	const char *name;
	const struct str *patterns;
	size_t count;
	bool weak;
};

/* A row of trades.csv (词,类别,单位,除外,独立,说明) for one of its words: what only some kinds of organisation say. */
struct check_trade {
	struct str word;
	struct str kinds;  /* that do not say it, parted by |; behind a leading !: the only ones that do */
	struct str units;  /* units whose names hold one of these say it, too */
	struct str except; /* longer words with it in them, parted by | */
	bool alone;	   /* it is a name only where no longer one ends in it: 局党组, not 水利局党组 */
	const char *note;
	const struct check_trade *next; /* in its chain */
};

/* A row of closings.csv (结语,文种,首选) or leads.csv (导语,文种): the words that end a document, or lead in to its text, and the kinds
 * of document, as their titles end, that have them. Of contradictions.csv (说法,不合): words, parted by |, and those that do not go with them. */
struct check_formula {
	struct str words;
	struct str kinds; /* parted by | */
	struct str own;	  /* kinds that are advised to write these */
};

struct check_formulas {
	const struct check_formula *items;
	size_t count;
};

/* How the words of a frame stand to each other. */
enum check_frame_mode {
	FRAME_NEAR,	/* 近: the second stands behind the first in one clause */
	FRAME_SENTENCE, /* 句: in one sentence */
	FRAME_END,	/* 尾: the second ends the clause that the first begins: verb and object */
	FRAME_LAST,	/* 末: the second ends the clause that the first stands in, whatever is between */
	FRAME_LACKS,	/* 缺: the first wants one of the second in its sentence */
	FRAME_ALONE,	/* 独: the first is wrong by itself */
};

/* A row of frames.csv (前,后,方式,距,除外,文种,说明) for one of its first words: words that do not stand together, or not without each other. */
struct check_frame {
	struct str first;
	struct str second; /* parted by | */
	enum check_frame_mode mode;
	size_t gap;	   /* most characters between the two; 0: any */
	struct str except; /* words of the sentence with which it is right, parted by | */
	struct str genres; /* kinds of documents that it is for, parted by |; empty: all */
	const char *note;
	const struct check_frame *next; /* in its chain */
};

/* A row of memorials.csv (名称,月,日,首年): days and months that are kept every year. 0: not fixed, not known. */
struct check_memorial {
	const char *name;
	int month, day, first;
};

/* A row of periods.csv (名称,起,止): a campaign with its first and its last year. */
struct check_period {
	const char *name;
	int first, last;
};

/* A row of accepted.csv (文件,段落,规则,理由,人): a finding that the office judged right as it stands. It is given no more where the file's name ends so
 * (empty: in any) and the words stand in the finding's line (empty: in any line of the file). */
struct check_accepted {
	struct str file, words;
	const char *rule; /* id or name */
	struct place place;
	bool complete; /* it names a rule, a file or words, a reason and a person */
};

struct check_tables {
	struct check_table confusables, names, own; /* confusables.csv, names.csv, wrong.csv (an office's own) */
	struct check_table traditional;		    /* traditional.csv: characters */
	const struct check_unit_kind *kinds;
	size_t kind_count;
	const struct check_trade *trades[TABLE_CHAINS]; /* by first characters */
	const struct check_phrase *phrases;
	size_t phrase_count;
	struct check_list members;  /* of all phrases */
	struct check_list titles;   /* titles.csv (名称): of laws and regulations, as they are written */
	struct check_list surnames; /* surnames.csv (姓) */
	struct check_list offices;  /* offices.csv (职务): that one person at a time holds */
	struct check_list unfilled; /* unfilled.csv (词): what stands where a name or a figure was left out */
	struct check_list placeholders; /* placeholders.csv (词): what is written for what is still to be filled in */
	struct check_formulas closings, leads;
	struct check_list sayings;	  /* sayings.csv (说法): set phrases that stand in quotes, of four characters and more */
	struct check_formulas posts;	  /* posts.csv (机构,职务,首选): bodies, and the offices that they have; 首选: those that they do not have (empty: all others) */
	struct check_formulas chairs;	  /* chairs.csv (会议,主持): meetings, and who chairs them */
	struct check_formulas competences; /* competences.csv (事项,机关): what is decided, and by whom */
	struct check_formulas honorifics; /* honorifics.csv (称呼,名称): 贵局, and what the names of those hold who are called so */
	struct check_list common;      /* common.csv (词): words of two characters that offices often write */
	struct check_list common_ends; /* the same by their last characters */
	struct check_list characters;  /* characters.csv (字): of common use beyond GB 2312 (通用规范汉字表) */
	struct check_list sets;	       /* set.csv (提法): set phrases as they are written */
	struct check_list set,
		set_ends; /* their first and their last characters, by check_seed_chain(); row: of the phrase */
	struct check_list bound;       /* bound.csv (字): characters that stand in words only */
	struct check_list alike;       /* alike.csv (字): characters that are taken for each other, a row for each group */
	struct check_list alike_ones;  /* its characters one by one; row: of the group */
	struct check_list sounds, sound_ones; /* sounds.csv (字), the same for characters that are read alike but for their tone (普通话; 汉语拼音) */
	const struct check_frame *frames[TABLE_CHAINS]; /* by first characters */
	const struct check_memorial *memorials;
	size_t memorial_count;
	const struct check_period *periods;
	size_t period_count;
	struct check_formulas contradictions; /* what a text that says one of `words` does not say */
	struct check_formulas dimensions; /* dimensions.csv (量,单位): things, parted by |, and the measures that they have, without 万 and 亿 */
	struct check_list bodies; /* bodies.csv (名称): names of bodies, without their region */
	const struct check_accepted *accepted;
	size_t accepted_count;
};

/* The chain of what begins with the character at the offset. */
static inline size_t check_chain_of(struct str text, size_t offset)
{
	return scan_at(text, offset, NULL) % TABLE_CHAINS;
}

/* The same of the first two characters, for `set` and `set_ends`. */
size_t check_seed_chain(struct str text, size_t offset);

/* Whether the word is in the list, parted by |. */
bool check_lists(struct str list, struct str word);

/* Bytes of the longest of the words, parted by |, that the text ends in; 0: in none. */
size_t check_ends_any(struct str text, struct str words);

/* Whether one of the words, parted by |, stands in the text; whether one stands over the `len` bytes at the offset. */
bool check_holds_any(struct str text, struct str words);
bool check_is_within(struct str text, size_t offset, struct str word, struct str longer);

/* Whether the character at the offset is taken for the other, which looks like it or is confused with it (alike.csv); whether both are read alike. */
bool check_are_alike(const struct check_tables *tables, struct str text, size_t at, uint32_t other);
bool check_sound_alike(const struct check_tables *tables, struct str text, size_t at, uint32_t other);

/* Whether the two characters from the offset on are a word of common.csv. */
bool check_is_common(const struct check_tables *tables, struct str text, size_t offset);

/* Bytes of the longest item of the list that stands at the offset; 0: none. */
size_t check_listed_at(const struct check_list *list, struct str text, size_t offset);

/* Reads the tables; faults in them are reported to `diags`. Everything in `arena`. */
const struct check_tables *check_load_tables(struct arena *arena, const char *content_folder, struct diag_list *diags);

/* The longest entry that stands at the offset in the year (0: not known; then only entries without limits), and is right nowhere
 * there; NULL: none. */
const struct check_entry *check_entry_at(const struct check_table *table, struct str text, size_t offset, unsigned year);

#endif
