#include "batch/verify.h"

#include <string.h>

#include "base/arena.h"
#include "batch/output.h"
#include "batch/store.h"
#include "book/book.h"
#include "draft/inputs.h"
#include "write/writer.h"

#define FORMATS_OPTION "formats" /* hash_of_formats() among the inputs */

static struct hash hash_of_formats(const struct output_request *request)
{
	struct hash hash = { 0, 0 };
	for (size_t i = 0; i < request->draft.writer_count; i++)
		hash = hash_join(hash, hash_text(str_of(request->draft.writers[i]->name)));
	hash = hash_join(hash, hash_text(str_of(request->folder)));
	return hash_join(hash, hash_text(str_of(request->suffix)));
}

void verify_add_options(struct draft_tools *tools, const struct output_request *request, struct reads *reads)
{
	reads_add(reads, READ_OPTION, STR(FORMATS_OPTION), hash_of_formats(request));
	inputs_add_options(tools, &request->draft, reads);
}

static const char *verify_outputs(struct draft_tools *tools, const struct store_record *record, bool thorough)
{
	for (size_t i = 0; i < record->output_count; i++)
		if (!store_output_intact(&record->outputs[i], thorough))
			return arena_printf(tools->arena, "output changed or gone: %s", record->outputs[i].path);
	return NULL;
}

static const char *verify_formats(const struct output_request *request, const struct store_record *record)
{
	for (size_t i = 0; i < record->read_count; i++)
		if (record->reads[i].kind == READ_OPTION && strcmp(record->reads[i].name, FORMATS_OPTION) == 0)
			return hash_equal(hash_of_formats(request), record->reads[i].hash) ? NULL : "option: " FORMATS_OPTION;
	return NULL;
}

static const char *verify_inputs(struct draft_tools *tools, const struct draft_request *request, const struct store_record *record)
{
	switch (request->kind) {
	case DRAFT_PLAN:
	case DRAFT_FILE:
		break;
	case DRAFT_BOOK:
		return book_verify(tools, request, record->reads, record->read_count);
	}
	return inputs_verify(tools, request, record->reads, record->read_count);
}

const char *verify_document(struct draft_tools *tools, const struct output_request *request, const struct store_record *record,
			    bool thorough)
{
	const char *reason = verify_outputs(tools, record, thorough);
	if (!reason)
		reason = verify_formats(request, record);
	return reason ? reason : verify_inputs(tools, &request->draft, record);
}
