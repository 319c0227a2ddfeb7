#include "check/check.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "check/internal.h"
#include "check/office.h"
#include "read/read.h"

struct check_seen {
	enum diag_code code;
	struct place place;
	const char *argument;
	const struct check_text *text; /* in which it was found first */
	size_t others;		       /* further texts, from the last one on */
	const struct check_text *last;
	struct check_seen *next;
};

struct check *check_start(struct arena *arena, const struct check_basis *basis, struct diag_list *findings)
{
	struct check *check = ARENA_NEW(arena, struct check);
	check->arena = arena;
	check->basis = basis;
	check->catalogue = basis->catalogue;
	check->findings = findings;
	check->words = basis->words;
	check->tables = basis->tables;
	diag_append(findings, &basis->faults);
	check->accepted_rows = ARENA_ARRAY(arena, bool, basis->tables->accepted_count + 1);
	check->profiles = ARENA_ARRAY(arena, const struct catalogue_scope *, basis->catalogue->year_count);
	check->variants = ARENA_ARRAY(arena, bool, basis->catalogue->variant_count + 1);
	check->seen_slots = 4096;
	check->seen = ARENA_ARRAY(arena, struct check_seen *, check->seen_slots);
	return check;
}

struct check *check_new(struct arena *arena, const struct catalogue *catalogue, struct diag_list *findings)
{
	return check_start(arena, check_basis_load(arena, catalogue), findings);
}

const struct check_block *check_title(const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->blocks[i].kind == CHECK_TITLE)
			return &text->blocks[i];
	return NULL;
}

static void add_text(struct check *check, struct check_text *text, const struct check_context *context,
		     const struct catalogue_values *values)
{
	*ARENA_PUSH(check->arena, check->texts, check->text_count, check->text_capacity) = text;
	if (context)
		text->context = *context;
	const struct check_block *title = check_title(text);
	if (title)
		text->name = check_words_of(check, title->text);
	check_complete_context(check, text, values);
}

void check_add_doc(struct check *check, const struct doc *doc, const struct catalogue_values *values,
		   const struct check_context *context)
{
	struct check_text *text = ARENA_NEW(check->arena, struct check_text);
	check_read_doc(check->arena, doc, text);
	text->shared = !context || !context->finished;
	text->name = context && context->variant ? context->variant->id : "";
	if (context && context->variant) {
		bool *before = &check->variants[context->variant - check->catalogue->variants];
		text->again = *before;
		*before = true;
	}
	add_text(check, text, context, values);
}

void check_add_reference(struct check *check, const struct doc *doc, const struct check_context *context)
{
	struct check_text *text = ARENA_NEW(check->arena, struct check_text);
	check_read_doc(check->arena, doc, text);
	text->context = *context;
	*ARENA_PUSH(check->arena, check->references, check->reference_count, check->reference_capacity) = text;
}

/* Whether the title says that the text is for anybody to fill in: …（通用版）. */
static bool is_pattern(const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	return title && check_holds_any(title->text, STR("通用|模板|范本|样本|参考稿"));
}

/* The context of texts that a file holds: several in one are a collection for anybody. */
static struct check_context context_of(struct check_text *const *texts, size_t count, const struct check_context *context)
{
	struct check_context own = context ? *context : (struct check_context){ 0 };
	own.finished = count == 1 && !is_pattern(texts[0]);
	return own;
}

void check_add_lines(struct check *check, const struct source *source, enum check_lines style,
		     const struct check_context *context)
{
	struct check_text **texts;
	size_t count = check_read_lines(check->arena, source, style, context ? context->genre : NULL, &texts, check->findings);
	struct check_context own = context_of(texts, count, context);
	for (size_t i = 0; i < count; i++)
		add_text(check, texts[i], &own, NULL);
}

void check_add_docx(struct check *check, const struct read_file *docx, const struct check_context *context)
{
	struct check_text **texts, *around;
	size_t count = check_read_lines(check->arena, docx->text, CHECK_PLAIN, context ? context->genre : NULL, &texts, check->findings);
	around = count == 1 ? texts[0] : ARENA_NEW(check->arena, struct check_text);
	if (count != 1)
		around->name = docx->text->name;
	for (size_t i = 0; i < docx->margin_count; i++)
		check_read_margin(check->arena, docx->margins[i], around);
	for (size_t i = 0; i < count; i++)
		check_mark_cells(texts[i], docx);
	struct check_context own = context_of(texts, count, context);
	for (size_t i = 0; i < count; i++)
		add_text(check, texts[i], &own, NULL);
	if (count != 1 && around->count)
		add_text(check, around, context, NULL);
}

void check_add_source(struct check *check, const struct source *source)
{
	for (size_t i = 0; i < check->source_count; i++)
		if (strcmp(check->sources[i]->name, source->name) == 0)
			return;
	*ARENA_PUSH(check->arena, check->sources, check->source_count, check->source_capacity) = source;
}

void check_add_profile(struct check *check, const struct catalogue_scope *profile)
{
	check->profile = profile;
}

void check_whole_content(struct check *check)
{
	check->whole_content = true;
}

/* By file and place; findings without a place come first, equals stay in the order of the rules. */
static int by_position(const void *a, const void *b)
{
	const struct diag *x = *(const struct diag *const *)a, *y = *(const struct diag *const *)b;
	if (!x->place.source || !y->place.source)
		return (x->place.source != NULL) - (y->place.source != NULL);
	int order = strcmp(x->place.source->name, y->place.source->name);
	if (order || x->place.offset != y->place.offset)
		return order ? order : x->place.offset < y->place.offset ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

/* Whether the finding is among those kept, the last of which come next to it: a fault of a shared block, a partial or a
 * unit's data comes with every plan that uses it. */
static bool was_kept(struct diag *const *kept, size_t count, const struct diag *finding)
{
	for (size_t i = count; i-- && by_position(&kept[i], &finding) == 0;) {
		size_t same = 0;
		for (; same < DIAG_ARGUMENTS; same++)
			if (!str_equal(str_of(kept[i]->arguments[same]), str_of(finding->arguments[same])))
				break;
		if (same == DIAG_ARGUMENTS && kept[i]->code == finding->code)
			return true;
	}
	return false;
}

/* Puts the findings in order, each once. */
static void sort_findings(struct check *check)
{
	struct diag_list *list = check->findings;
	size_t count = 0;
	for (struct diag *d = list->first; d; d = d->next)
		count++;
	if (count < 2)
		return;
	struct diag **sorted = ARENA_ARRAY(check->arena, struct diag *, count);
	count = 0;
	for (struct diag *d = list->first; d; d = d->next)
		sorted[count++] = d;
	qsort(sorted, count, sizeof *sorted, by_position);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (was_kept(sorted, kept, sorted[i]))
			list->counts[sorted[i]->severity]--;
		else
			sorted[kept++] = sorted[i];
	for (size_t i = 0; i < kept; i++)
		sorted[i]->next = i + 1 < kept ? sorted[i + 1] : NULL;
	list->first = sorted[0];
	list->last = sorted[kept - 1];
}

/* Where plans of several units were checked: in which of them each finding is. */
static void tell_plans(struct check *check)
{
	for (size_t i = 0; i < check->seen_slots; i++)
		for (const struct check_seen *s = check->seen[i]; s; s = s->next) {
			const struct catalogue_unit *unit = s->text ? s->text->context.unit : NULL;
			const char *name = unit ? check_words_of(check, unit->name) : NULL;
			if (name && s->others)
				diag_add(check->findings, DIAG_CHECK_IN_PLANS, s->place, s->text->name, name, check_number(check, (long long)s->others));
			else if (name)
				diag_add(check->findings, DIAG_CHECK_IN_PLAN, s->place, s->text->name, name);
		}
}

bool check_has_model(const struct check *check)
{
	return check->basis->model != NULL;
}

size_t check_accepted_count(const struct check *check)
{
	return check->accepted;
}

void check_use_values(struct check *check, const struct catalogue_request *request)
{
	check->request = request;
}

void check_several_units(struct check *check)
{
	check->several = true;
}

static void note_characters(struct check_text *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < texts[i]->count; k++)
			check_note_characters(&texts[i]->blocks[k]);
}

void check_run(struct check *check)
{
	note_characters(check->texts, check->text_count);
	note_characters(check->references, check->reference_count);
	for (size_t i = 0; i < check_rule_count; i++) {
		const struct check_rule *rule = &check_rules[i];
		if (rule->scope == CHECK_OF_SET)
			rule->run(check, NULL);
		for (size_t n = 0; rule->scope == CHECK_OF_TEXT && rule->run && n < check->text_count; n++) {
			check->current = check->texts[n];
			rule->run(check, check->texts[n]);
		}
		check->current = NULL;
		for (size_t n = 0; rule->run_source && n < check->source_count; n++)
			rule->run_source(check, check->sources[n]);
	}
	if (check->several)
		tell_plans(check);
	if (check->whole_content)
		check_office_tell_gone(check);
	sort_findings(check);
}

const struct check_rule *check_find_rule(const char *name)
{
	for (size_t i = 0; i < check_rule_count; i++)
		if (strcmp(check_rules[i].name, name) == 0 || strcasecmp(diag_id(check_rules[i].code), name) == 0)
			return &check_rules[i];
	return NULL;
}

static struct check_seen **slot_of(const struct check *check, enum diag_code code, size_t offset)
{
	return &check->seen[(offset * 31 + (size_t)code * 7919) % check->seen_slots];
}

static void add_seen(struct check *check, struct check_seen *new)
{
	struct check_seen **slot = slot_of(check, new->code, new->place.offset);
	new->next = *slot;
	*slot = new;
}

/* Four times as many chains. */
static void grow_seen(struct check *check)
{
	struct check_seen **old = check->seen, *next;
	size_t count = check->seen_slots;
	check->seen_slots *= 4;
	check->seen = ARENA_ARRAY(check->arena, struct check_seen *, check->seen_slots);
	for (size_t i = 0; i < count; i++)
		for (struct check_seen *s = old[i]; s; s = next) {
			next = s->next;
			add_seen(check, s);
		}
}

/* Whether the same finding was given before: shared blocks come with every plan. Remembers it. */
static bool seen_before(struct check *check, enum diag_code code, struct place place, const char *argument)
{
	for (struct check_seen *s = *slot_of(check, code, place.offset); s; s = s->next)
		if (s->code == code && s->place.offset == place.offset && strcmp(s->argument, argument) == 0 &&
		    (s->place.source == place.source ||
		     (s->place.source && place.source && strcmp(s->place.source->name, place.source->name) == 0))) {
			s->others += s->last != check->current;
			s->last = check->current;
			return true;
		}
	struct check_seen *new = ARENA_NEW(check->arena, struct check_seen);
	*new = (struct check_seen){ .code = code, .place = place, .argument = arena_strdup(check->arena, argument), .text = check->current, .last = check->current };
	if (++check->seen_count > check->seen_slots)
		grow_seen(check);
	add_seen(check, new);
	return false;
}

static bool report(struct check *check, enum diag_code code, struct place place, va_list args)
{
	const char *arguments[DIAG_ARGUMENTS] = { NULL };
	for (int i = 0; i < DIAG_ARGUMENTS && (arguments[i] = va_arg(args, const char *)); i++)
		;
	enum diag_severity own = diag_severity_of(code), severity = own;
	if (check_office_drops(check->basis->office, code, &severity) || check_is_off(check, code, place) ||
	    seen_before(check, code, place, arguments[0] ? arguments[0] : "") || check_office_accepts(check, code, place))
		return false;
	diag_add_entry(check->findings, code, NULL, place, arguments[0], arguments[1], arguments[2], arguments[3],
		       (char *)NULL);
	if (severity != own)
		diag_rank_last(check->findings, code, severity);
	return true;
}

bool check_report_at(struct check *check, enum diag_code code, struct place place, ...)
{
	va_list args;
	va_start(args, place);
	bool given = report(check, code, place, args);
	va_end(args);
	return given;
}

/* The values of the text that the block is in, or NULL. */
static const struct catalogue_values *values_around(const struct check *check, const struct check_block *block)
{
	for (size_t i = 0; i < check->text_count; i++) {
		const struct check_text *text = check->texts[i];
		if (block >= text->blocks && block < text->blocks + text->count)
			return text->values;
	}
	return NULL;
}

/* Whether the text is the value, an item of it, or a cell of it in the column `name`. */
static bool holds(const struct value *value, struct str text, const char *name)
{
	if (value->kind == VALUE_MAP) {
		const struct value *cell = value_member(value, str_of(name));
		return cell && str_equal(cell->text, text);
	}
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->count; i++)
		if (holds(value->items[i], text, name))
			return true;
	return value->kind != VALUE_LIST && str_equal(value->text, text);
}

/* The variable that a name of the template stands for: itself, or, for a column, an item or a parameter of a block, the one that
 * gave the text. NULL when that is not certain. */
static const struct catalogue_variable *variable_of(const struct catalogue_values *values, const char *name, struct str text)
{
	const struct catalogue *catalogue = values->catalogue;
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(name)), *found = NULL;
	if (variable)
		return variable;
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		variable = &catalogue->variables[i];
		const struct catalogue_origin *origin = values->origins[variable->index];
		if (!origin || !holds(origin->value, text, name))
			continue;
		if (found)
			return NULL;
		found = variable;
	}
	return found;
}

/* Whoever reads of a fault in a value has to mend it where the value was given. */
static void add_origin(struct check *check, const struct check_block *block, size_t offset, struct place place)
{
	const struct check_piece *piece = check_piece_at(block, offset);
	const struct catalogue_values *values = values_around(check, block);
	struct str text = scan_slice(block->text, piece->start, check_piece_end(block, piece));
	const struct catalogue_variable *variable = values ? variable_of(values, piece->name, text) : NULL;
	const struct catalogue_origin *origin = variable ? values->origins[variable->index] : NULL;
	const char *layer = origin ? catalogue_layer_name(origin->layer) : NULL;
	struct buf where = BUF_INIT;
	if (variable && !origin)
		diag_add(check->findings, DIAG_CHECK_VALUE_NONE, place, variable->name);
	else if (!origin)
		return;
	else if (source_add_place(origin->value->place, &where))
		diag_add(check->findings, DIAG_CHECK_VALUE_SET, place, variable->name, layer, where.data);
	else
		diag_add(check->findings, DIAG_CHECK_VALUE_OF, place, variable->name, layer);
	buf_free(&where);
}

bool check_report_in(struct check *check, enum diag_code code, const struct check_block *block, size_t offset, ...)
{
	struct place place = check_place(block, offset, NULL);
	va_list args;
	va_start(args, offset);
	bool given = report(check, code, place, args);
	va_end(args);
	if (given && check_piece_at(block, offset)->name)
		add_origin(check, block, offset, place);
	return given;
}

bool check_was_given(const struct check *check, enum diag_code code, const struct check_block *block, size_t offset)
{
	struct place place = check_place(block, offset, NULL);
	for (const struct check_seen *s = *slot_of(check, code, place.offset); s; s = s->next)
		if (s->code == code && s->place.offset == place.offset && s->place.source == place.source)
			return true;
	return false;
}

const char *check_words_of(struct check *check, struct str text)
{
	return arena_copy(check->arena, text.data, text.len);
}

void check_report_count(struct check *check, const struct check_block *block, size_t start, size_t end, int announced, int listed)
{
	check_report(check, DIAG_CHECK_COUNT, block, start, check_words_of(check, scan_slice(block->text, start, end)), check_number(check, announced),
		     check_number(check, listed));
}

const char *check_number(struct check *check, long long number)
{
	return arena_printf(check->arena, "%lld", number);
}

/* ---- remedies */

/* Whether the byte of a template stands within a tag or a code span. Bytes of one line are asked for mostly in their order. */
static bool in_tag(struct check *check, const struct source *source, size_t offset)
{
	struct str line = source_line((struct place){ source, offset });
	struct check_line *known = &check->line;
	size_t at = offset - (size_t)(line.data - source->text.data);
	if (known->text != line.data || known->at > at)
		*known = (struct check_line){ .text = line.data, .open = (size_t)-1 };
	for (; known->at < at && known->at < line.len; known->at++) {
		known->ticks += line.data[known->at] == '`';
		if (scan_is(line, known->at, "{{"))
			known->open = known->at;
		else if (scan_is(line, known->at, "}}"))
			known->open = (size_t)-1;
	}
	return known->open != (size_t)-1 || known->ticks % 2 || scan_is(line, at, "{{") || scan_is(line, at, "}}");
}

/* Whether the byte of a line of Markdown ends an entity (&lt;) or the name of a footnote that is defined there ([^1]:), begins the target of
 * a link or stands in it, or stands behind a backslash. */
static bool in_markup(struct str line, size_t at)
{
	enum { LONGEST_TARGET = 1000 };
	static const char letters[] = "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct str before = scan_slice(line, at > LONGEST_TARGET ? at - LONGEST_TARGET : 0, at);
	size_t name = before.len, target = before.len;
	while (name && memchr(letters, before.data[name - 1], strlen(letters)))
		name--;
	while (target && before.data[target - 1] != '(' && before.data[target - 1] != ')')
		target--;
	bool entity = line.data[at] == ';' && name < before.len && scan_ends(before, name, "&");
	bool note = str_starts(str_trim(before), "[^") && str_find(before, "]") == before.len - 1;
	bool opens = line.data[at] == '(' && str_ends(before, "]");
	return entity || note || opens || scan_ends(before, before.len, "\\") || scan_ends(before, target, "](");
}

bool check_is_markup(struct check *check, const struct check_block *block, size_t offset)
{
	bool exact;
	struct place place = check_place(block, offset, &exact);
	if (!exact || !str_ends_caseless(str_of(place.source->name), ".md"))
		return false;
	struct str line = source_line(place);
	return in_tag(check, place.source, place.offset) || in_markup(line, place.offset - (size_t)(line.data - place.source->text.data));
}

void check_mend(struct check *check, const struct check_block *block, size_t offset, size_t len, const char *text)
{
	bool exact, exact_end;
	struct place place = check_place(block, offset, &exact);
	if (!exact || in_tag(check, place.source, place.offset) || check_is_markup(check, block, offset))
		return;
	const struct check_piece *piece = check_piece_at(block, offset);
	if (piece != check_piece_at(block, offset + len - 1))
		return;
	struct place end = check_place(block, offset + len - 1, &exact_end);
	if (len > 1 && end.offset != place.offset + len - 1)
		return;
	if (seen_before(check, DIAG_CODE_COUNT, place, "")) /* no finding, but as these each place once */
		return;
	const struct diag *finding = check->findings->last; /* unless the list was full */
	bool found = finding && finding->place.source == place.source && finding->place.offset == place.offset;
	*ARENA_PUSH(check->arena, check->edits, check->edit_count, check->edit_capacity) =
		(struct check_edit){ place.source, place.offset, len, text, found ? finding : NULL };
}

static int by_address(const void *a, const void *b)
{
	const struct diag *x = *(const struct diag *const *)a, *y = *(const struct diag *const *)b;
	return (x > y) - (x < y);
}

void check_forget(struct check *check, const struct check_edit *edits, size_t count)
{
	if (!count)
		return;
	const struct diag **mended = ARENA_ARRAY(check->arena, const struct diag *, count);
	struct diag_list *list = check->findings;
	for (size_t i = 0; i < count; i++)
		mended[i] = edits[i].finding;
	qsort(mended, count, sizeof *mended, by_address);
	struct diag **end = &list->first;
	list->last = NULL;
	for (struct diag *d = list->first; d; d = d->next) {
		if (bsearch(&d, mended, count, sizeof *mended, by_address)) {
			list->counts[d->severity]--;
			continue;
		}
		*end = list->last = d;
		end = &d->next;
	}
	*end = NULL;
}

static int by_place(const void *a, const void *b)
{
	const struct check_edit *x = a, *y = b;
	int order = strcmp(x->source->name, y->source->name);
	return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

size_t check_edits(const struct check *check, const struct check_edit **edits)
{
	if (check->edit_count)
		qsort(check->edits, check->edit_count, sizeof *check->edits, by_place);
	*edits = check->edits;
	return check->edit_count;
}
