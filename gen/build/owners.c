#include "build/owners.h"

#include "base/arena.h"
#include "base/file.h"
#include "build/listed.h"
#include "build/store.h"
#include "catalogue/catalogue.h"

enum { NO_JOB = -1 };

enum state {
	STATE_PENDING, /* is to be made */
	STATE_STAYS,   /* is up to date, or could not be made: its file is its only one */
	STATE_MOVES,   /* was made, or is about to be: its old file is free */
	STATE_WAITS,   /* for another job */
};

/* A file in the output folder, and the document whose record names it. */
struct claim {
	unsigned long long inode;
	struct document_id id;
};

struct owners {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct listed *listed;
	const struct batch_job *jobs;
	size_t count;
	const struct batch_options *options;
	enum state *states;  /* by job */
	size_t *waits_for;   /* by job */
	struct claim *claims; /* of the records as they were at the first question that needs them */
	size_t claim_count, claim_room;
	bool claims_read;
};

struct owners *owners_new(struct arena *arena, const struct catalogue *catalogue, const struct batch_job *jobs, size_t count,
			  const struct batch_options *options)
{
	struct owners *owners = ARENA_NEW(arena, struct owners);
	*owners = (struct owners){ .arena = arena, .catalogue = catalogue, .jobs = jobs, .count = count, .options = options };
	owners->states = ARENA_ARRAY(arena, enum state, count + 1);
	owners->waits_for = ARENA_ARRAY(arena, size_t, count + 1);
	for (size_t i = 0; i < count; i++)
		owners->states[i] = jobs[i].reason ? STATE_PENDING : STATE_STAYS;
	return owners;
}

/* ---- the files that documents have */

static struct str copy(struct arena *arena, struct str text)
{
	return (struct str){ arena_copy(arena, text.data, text.len), text.len };
}

/* Keeps no record: gathers its files. */
static bool gather_claims(void *context, const struct store_record *record)
{
	struct owners *owners = context;
	struct document_id id = { copy(owners->arena, record->id.unit), copy(owners->arena, record->id.variant), record->id.year };
	struct file_stamp stamp;
	for (size_t i = 0; i < record->output_count; i++)
		if (file_stat(record->outputs[i].path, &stamp))
			*ARENA_PUSH(owners->arena, owners->claims, owners->claim_count, owners->claim_room) =
				(struct claim){ stamp.inode, id };
	return false;
}

static void read_claims(struct owners *owners)
{
	const struct store_record *const *none;
	owners->listed = listed_new(owners->arena, owners->catalogue);
	store_find(owners->arena, owners->options->store, gather_claims, owners, &none, NULL);
	owners->claims_read = true;
}

/* Whether the document's own record names the file: nothing is to be found out about it, as about most. */
static bool is_own(const struct owners *owners, const struct document_id *id, unsigned long long inode)
{
	struct arena *arena = arena_new();
	const struct store_record *record = store_load(arena, owners->options->store, id);
	struct file_stamp stamp;
	bool own = false;
	for (size_t i = 0; record && i < record->output_count && !own; i++)
		own = file_stat(record->outputs[i].path, &stamp) && stamp.inode == inode;
	arena_free(arena);
	return own;
}

/* ---- whose a file is */

static size_t find_job(const struct owners *owners, const struct document_id *id)
{
	for (size_t i = 0; i < owners->count; i++)
		if (document_id_equal(&owners->jobs[i].id, id))
			return i;
	return (size_t)NO_JOB;
}

/* Whether a document that is none of the jobs is gone, or made by another part of the batch. */
static bool is_elsewhere(const struct owners *owners, const struct document_id *id)
{
	const struct batch_options *options = owners->options;
	if (!listed_has(owners->listed, id))
		return owners->catalogue->whole;
	return options->shards && !document_id_in_shard(id, options->shard, options->shards);
}

static enum owner_answer ask_claim(struct owners *owners, const struct claim *claim, struct owner *owner)
{
	size_t job = find_job(owners, &claim->id);
	enum state state = job != (size_t)NO_JOB ? owners->states[job] : is_elsewhere(owners, &claim->id) ? STATE_MOVES : STATE_STAYS;
	if (state == STATE_MOVES)
		return OWNER_NONE;
	if (state == STATE_PENDING) {
		owner->waits_for = job;
		return OWNER_WAIT;
	}
	owner->whose = document_id_text(owners->arena, &claim->id);
	return OWNER_OTHER;
}

enum owner_answer owners_ask(struct owners *owners, const struct document_id *id, const char *path, struct owner *owner)
{
	struct file_stamp stamp;
	if (!file_stat(path, &stamp) || is_own(owners, id, stamp.inode))
		return OWNER_NONE;
	if (!owners->claims_read)
		read_claims(owners);
	enum owner_answer answer = OWNER_NONE;
	for (size_t i = 0; i < owners->claim_count && answer != OWNER_OTHER; i++) {
		const struct claim *claim = &owners->claims[i];
		enum owner_answer found = claim->inode != stamp.inode || document_id_equal(&claim->id, id) ?
						  OWNER_NONE : ask_claim(owners, claim, owner);
		answer = found > answer ? found : answer;
	}
	return answer;
}

/* ---- how the jobs end */

void owners_note(struct owners *owners, size_t job, const struct batch_outcome *outcome)
{
	owners->waits_for[job] = outcome->waits_for;
	owners->states[job] = outcome->waits ? STATE_WAITS : outcome->status == BATCH_MADE ? STATE_MOVES : STATE_STAYS;
}

/* How the wait of a job ends: those who wait for each other go on together. */
static enum state end_of(const struct owners *owners, size_t job)
{
	size_t at = job;
	for (size_t steps = 0; owners->states[at] == STATE_WAITS; steps++) {
		if (steps > owners->count)
			return STATE_MOVES;
		at = owners->waits_for[at];
	}
	return owners->states[at];
}

void owners_settle(struct owners *owners)
{
	enum state *settled = ARENA_ARRAY(owners->arena, enum state, owners->count + 1);
	for (size_t i = 0; i < owners->count; i++)
		settled[i] = end_of(owners, i);
	owners->states = settled;
}
