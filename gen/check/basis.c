/* What checks of a catalogue go by, read once for any number of runs. */
#include "base/arena.h"
#include "check/internal.h"
#include "check/lattice.h"
#include "check/model.h"
#include "check/office.h"
#include "check/segment.h"

const struct check_basis *check_basis_load(struct arena *arena, const struct catalogue *catalogue)
{
	struct check_basis *basis = ARENA_NEW(arena, struct check_basis);
	diag_init(&basis->faults, arena);
	basis->catalogue = catalogue;
	basis->words = check_learn_words(arena, catalogue);
	basis->tables = check_load_tables(arena, catalogue->content_folder, &basis->faults);
	basis->office = check_load_office(arena, catalogue, basis->tables, &basis->faults);
	basis->segmenter = check_segmenter_new(arena);
	basis->model = check_model_open_system(arena);
	basis->lattice = basis->model ? check_lattice_new(arena, basis->model) : NULL;
	basis->common_characters = check_common_characters(arena);
	return basis;
}
