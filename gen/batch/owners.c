#include "batch/owners.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "batch/listed.h"
#include "batch/store.h"
#include "catalogue/catalogue.h"

enum { NONE = -1 };

enum state {
	STATE_PENDING, /* is to be made */
	STATE_STAYS,   /* is up to date, or could not be made: the files that its record names are its only ones */
	STATE_MADE,    /* its record names its files */
	STATE_MOVES,   /* is about to be made: its old files are free */
	STATE_WAITS,   /* for others */
};

/* A document: a job, or one of another part of the batch. */
struct node {
	struct document_id id;
	enum state state;
};

/* A job by its id. */
struct named {
	struct document_id id;
	size_t node;
};

/* A document that waits, and one that it waits for: indices of nodes. */
struct wait {
	size_t who, whom;
};

/* A file in the output folder, and a document whose record names it. */
struct claim {
	unsigned long long inode;
	bool written; /* it is as that document wrote it */
	struct document_id id;
};

struct owners {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct listed *listed;
	const struct batch_options *options;
	struct node *nodes; /* first the jobs */
	size_t job_count, node_count, node_room;
	struct named *by_id; /* the jobs; NULL: not needed so far */
	struct wait *waits;
	size_t wait_count, wait_room;
	bool settled;
	struct claim *claims; /* by inode, of the records as they were at the first question that needs them */
	size_t claim_count, claim_room;
	bool claims_read;
};

struct owners *owners_new(struct arena *arena, const struct catalogue *catalogue, const struct batch_job *jobs, size_t count,
			  const struct batch_options *options)
{
	struct owners *owners = ARENA_NEW(arena, struct owners);
	*owners = (struct owners){ .arena = arena, .catalogue = catalogue, .options = options, .job_count = count };
	for (size_t i = 0; i < count; i++)
		*ARENA_PUSH(arena, owners->nodes, owners->node_count, owners->node_room) =
			(struct node){ jobs[i].id, jobs[i].reason ? STATE_PENDING : STATE_STAYS };
	return owners;
}

static struct str copy(struct arena *arena, struct str text)
{
	return (struct str){ arena_copy(arena, text.data, text.len), text.len };
}

static struct document_id copy_id(struct arena *arena, const struct document_id *id)
{
	return (struct document_id){ copy(arena, id->unit), copy(arena, id->variant), id->year };
}

/* ---- documents */

static int by_id(const void *a, const void *b)
{
	return document_id_compare(&((const struct named *)a)->id, &((const struct named *)b)->id);
}

static void sort_jobs(struct owners *owners)
{
	owners->by_id = ARENA_ARRAY(owners->arena, struct named, owners->job_count + 1);
	for (size_t i = 0; i < owners->job_count; i++)
		owners->by_id[i] = (struct named){ owners->nodes[i].id, i };
	qsort(owners->by_id, owners->job_count, sizeof *owners->by_id, by_id);
}

/* The index of the document, or NONE. */
static size_t find_node(struct owners *owners, const struct document_id *id)
{
	struct named key = { .id = *id };
	if (!owners->by_id)
		sort_jobs(owners);
	const struct named *found = bsearch(&key, owners->by_id, owners->job_count, sizeof key, by_id);
	if (found)
		return found->node;
	for (size_t i = owners->job_count; i < owners->node_count; i++)
		if (document_id_equal(&owners->nodes[i].id, id))
			return i;
	return (size_t)NONE;
}

/* ---- the files that documents have */

/* Keeps no record: gathers its files. */
static bool gather_claims(void *context, const struct store_record *record)
{
	struct owners *owners = context;
	struct document_id id = copy_id(owners->arena, &record->id);
	struct file_stamp stamp;
	for (size_t i = 0; i < record->output_count; i++)
		if (file_stat(record->outputs[i].path, &stamp))
			*ARENA_PUSH(owners->arena, owners->claims, owners->claim_count, owners->claim_room) =
				(struct claim){ stamp.inode, file_stamp_equal(&record->outputs[i].stamp, &stamp), id };
	return false;
}

static int by_inode(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	return (x->inode > y->inode) - (x->inode < y->inode);
}

/* Who wrote the file comes first; the same order for the same records. */
static int by_right(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	if (x->inode != y->inode)
		return by_inode(a, b);
	return x->written != y->written ? y->written - x->written : document_id_compare(&x->id, &y->id);
}

static void read_claims(struct owners *owners)
{
	const struct store_record *const *none;
	owners->listed = listed_new(owners->arena, owners->catalogue);
	store_find(owners->arena, owners->options->store, gather_claims, owners, &none, NULL);
	if (owners->claim_count)
		qsort(owners->claims, owners->claim_count, sizeof *owners->claims, by_right);
	owners->claims_read = true;
}

/* The first claim to the file, or NULL. Where somebody wrote the file as it is, the others' records are out of date. */
static const struct claim *find_claim(const struct owners *owners, unsigned long long inode)
{
	struct claim key = { .inode = inode };
	const struct claim *claim = owners->claim_count ?
					    bsearch(&key, owners->claims, owners->claim_count, sizeof key, by_inode) : NULL;
	while (claim && claim > owners->claims && claim[-1].inode == inode)
		claim--;
	return claim;
}

/* Whether the document wrote the file: nothing is to be found out about it, as about most. */
static bool is_own(const struct store_record *record, const struct file_stamp *stamp)
{
	for (size_t i = 0; record && i < record->output_count; i++)
		if (file_stamp_equal(&record->outputs[i].stamp, stamp))
			return true;
	return false;
}

/* ---- whose a file is */

static enum owner_answer ask_document(struct owners *owners, const struct document_id *id)
{
	size_t node = find_node(owners, id);
	if (node == (size_t)NONE && listed_is_gone(owners->listed, id))
		return OWNER_NONE;
	bool known = node != (size_t)NONE, elsewhere = !known && owners->options->elsewhere && !owners->settled;
	enum state state = known ? owners->nodes[node].state : elsewhere ? STATE_PENDING : STATE_STAYS;
	bool wait = state == STATE_PENDING || state == STATE_WAITS;
	return state == STATE_MOVES ? OWNER_NONE : wait ? OWNER_WAIT : OWNER_OTHER;
}

/* Documents that are to be made first. */
struct first {
	struct document_id *ids;
	size_t count, room;
};

/* Adds to `first` those who have the file and are to be made. */
static enum owner_answer ask_file(struct owners *owners, const struct document_id *id, unsigned long long inode, struct first *first,
				  struct owner *owner)
{
	enum owner_answer answer = OWNER_NONE;
	const struct claim *first_claim = find_claim(owners, inode), *end = owners->claims + owners->claim_count;
	for (const struct claim *claim = first_claim; claim && claim < end && claim->inode == inode; claim++) {
		if (claim->written != first_claim->written)
			break;
		enum owner_answer found = document_id_equal(&claim->id, id) ? OWNER_NONE : ask_document(owners, &claim->id);
		if (found == OWNER_WAIT)
			*ARENA_PUSH(owners->arena, first->ids, first->count, first->room) = claim->id;
		if (found == OWNER_OTHER)
			owner->whose = document_id_text(owners->arena, &claim->id);
		answer = found > answer ? found : answer;
	}
	return answer;
}

enum owner_answer owners_ask(struct owners *owners, const struct document_id *id, const struct output_file *files, size_t count,
			     struct owner *owner)
{
	struct arena *arena = arena_new();
	struct first first = { 0 };
	struct file_stamp stamp;
	const struct store_record *own = NULL;
	bool loaded = false;
	enum owner_answer answer = OWNER_NONE;
	for (size_t i = 0; i < count && answer != OWNER_OTHER; i++) {
		if (!file_stat(files[i].path, &stamp))
			continue;
		own = loaded ? own : store_load(arena, owners->options->store, id);
		loaded = true;
		if (is_own(own, &stamp))
			continue;
		if (!owners->claims_read)
			read_claims(owners);
		enum owner_answer found = ask_file(owners, id, stamp.inode, &first, owner);
		answer = found > answer ? found : answer;
		owner->path = files[i].path;
	}
	owner->first = first.ids;
	owner->first_count = first.count;
	arena_free(arena);
	return answer;
}

/* ---- how the jobs end */

/* The node of the document; one of another part may be new. */
static size_t node_of(struct owners *owners, const struct document_id *id)
{
	size_t node = find_node(owners, id);
	if (node != (size_t)NONE)
		return node;
	*ARENA_PUSH(owners->arena, owners->nodes, owners->node_count, owners->node_room) =
		(struct node){ copy_id(owners->arena, id), STATE_PENDING };
	return owners->node_count - 1;
}

void owners_note(struct owners *owners, size_t job, const struct batch_outcome *outcome)
{
	enum state made = job < owners->job_count ? STATE_MADE : STATE_MOVES; /* elsewhere it is only to be made */
	owners->nodes[job].state = outcome->first_count ? STATE_WAITS : outcome->status == BATCH_MADE ? made : STATE_STAYS;
	for (size_t i = 0; i < outcome->first_count; i++) {
		size_t whom = node_of(owners, &outcome->first[i]);
		*ARENA_PUSH(owners->arena, owners->waits, owners->wait_count, owners->wait_room) = (struct wait){ job, whom };
	}
}

const struct document_id *owners_elsewhere(const struct owners *owners, size_t index)
{
	return index < owners->node_count ? &owners->nodes[index].id : NULL;
}

void owners_settle(struct owners *owners)
{
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < owners->wait_count; i++) {
			struct node *who = &owners->nodes[owners->waits[i].who];
			const struct node *whom = &owners->nodes[owners->waits[i].whom];
			bool stays = who->state == STATE_WAITS && whom->state == STATE_STAYS;
			who->state = stays ? STATE_STAYS : who->state;
			changed = changed || stays;
		}
	}
	for (size_t i = 0; i < owners->node_count; i++)
		if (owners->nodes[i].state == STATE_WAITS)
			owners->nodes[i].state = STATE_MOVES;
	owners->settled = true;
}
