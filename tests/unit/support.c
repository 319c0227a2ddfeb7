#include "support.h"

#include <criterion/criterion.h>

struct arena *arena;
struct diag_list diags;

void start(void)
{
	arena = arena_new();
	diag_init(&diags, arena);
}

void stop(void)
{
	arena_free(arena);
}

void expect_diag(const struct diag *diag, enum diag_code code, unsigned line, unsigned column)
{
	cr_assert(diag, "%s is expected", diag_id(code));
	unsigned at_line, at_column;
	source_position(diag->place, &at_line, &at_column);
	cr_assert_eq(diag->code, code, "%s %s", diag_id(diag->code), diag->arguments[0] ? diag->arguments[0] : "");
	cr_assert(at_line == line && at_column == column, "%u:%u", at_line, at_column);
}

void expect_no_errors(void)
{
	cr_assert_eq(diag_errors(&diags), 0, "%s %s", diags.first ? diag_id(diags.first->code) : "",
		     diags.first && diags.first->arguments[0] ? diags.first->arguments[0] : "");
}
