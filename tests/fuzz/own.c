/* libFuzzer target: a plan and a unit's own text for it, with byte 0x01 between them, merged without values and drafted. A first byte '<'
 * makes the plan XML. What is written into the file by the program is read again. */
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "catalogue/catalogue.h"
#include "draft/draft.h"
#include "draft/own.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put(struct arena *arena, const char *name, struct str text)
{
	scratch_write(arena, name, (const uint8_t *)text.data, text.len);
}

static void put_content(struct arena *arena, struct str plan)
{
	const char *source = plan.len && plan.data[0] == '<' ? "plans/a.xml" : "plans/a.md";
	const char *catalogue = arena_printf(arena, "<catalogue><variant id=\"v\" order=\"1\" category=\"c\" short=\"s\" source=\"%s\" name=\"n\" "
						    "self=\"f\" unit-types=\"x\"><title>{{年度}}年{{标题名}}</title></variant></catalogue>", source);
	put(arena, "content/catalogue.xml", str_of(catalogue));
	put(arena, "content/variables.xml", STR("<variables><group label=\"g\"><variable name=\"a\" type=\"integer\" label=\"a\"/></group>"
						"<unit-types><type name=\"x\"/></unit-types></variables>"));
	put(arena, "content/units/a.csv", STR("编号,名称,类型,a\n1,甲,x,5\n"));
	put(arena, "content/years/2026.xml", STR("<year value=\"2026\"/>"));
	put(arena, arena_printf(arena, "content/%s", source), plan);
}

/* Every override that was read is the same when it is written and read again. */
static void write_again(struct arena *arena, const struct own_view *view)
{
	for (size_t i = 0; i < view->use_count; i++) {
		const struct own_override *override = view->uses[i].override;
		struct buf out = BUF_INIT;
		struct own_file again;
		struct diag_list diags;
		diag_init(&diags, arena);
		if (!view->uses[i].id)
			continue;
		own_add_override(&out, view->uses[i].id, override->action, override->reason, STR(""), view->uses[i].now,
				 override->action == OWN_DROP ? STR("") : STR("x"));
		const struct source *source = source_of_text(arena, "own.md", buf_move_str(&out, arena));
		if (!own_file_read_source(arena, source, &again, &diags) || again.count != 1 || again.items[0].action != override->action ||
		    strcmp(again.items[0].target, view->uses[i].id) != 0)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	struct str own = { (const char *)data, size }, plan = str_cut(&own, "\x01");
	diag_init(&diags, arena);
	put_content(arena, plan);
	put(arena, "content/units/1/v.md", own.data ? own : STR(""));
	const struct catalogue *catalogue = catalogue_load(arena, scratch_path(arena, "content"), "templates/schema", NULL, &diags);
	if (!catalogue || !catalogue->unit_count)
		abort();
	struct draft_tools tools = { .arena = arena, .catalogue = catalogue };
	struct draft_request base = { .policy = POLICY_REVIEW, .passages = true, .values.year = 2026 };
	struct draft_result result = { 0 };
	base.values.profile = catalogue_year(arena, catalogue, 2026, &diags);
	struct draft_request request = draft_request_of(arena, catalogue, &base, &catalogue->units[0], &catalogue->variants[0]);
	if (!draft_compose(arena, &tools, &request, &result, &diags) && !diag_errors(&diags))
		abort();
	if (result.own)
		write_again(arena, result.own);
	arena_free(arena);
	return 0;
}
