/* References in the text to numbers that are printed otherwise from now on: 第a)项 of a list that is numbered 1., 2., 3. */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"

static const char *const opens[] = { "（", "(", NULL }, *const closes[] = { ")", "）", NULL };

static bool is_latin(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

/* The letter or the Chinese number in the label: "a" of "a)". */
static struct str core_of(struct str label)
{
	static const char *const ends[] = { ")", "）", ".", "．", "、", NULL };
	label = str_from(label, str_starts_any(label, opens));
	label.len -= str_ends_any(label, ends);
	return label;
}

/* Bytes of the number at the start of the text, with its brackets; `closed`: it must have the last of them. 0: it is another. */
static size_t number_length(struct str text, struct str core, bool closed)
{
	size_t lead = str_starts_any(text, opens);
	struct str rest = str_from(text, lead);
	if (rest.len < core.len || memcmp(rest.data, core.data, core.len) != 0)
		return 0;
	size_t close = str_starts_any(str_from(rest, core.len), closes);
	return close || !(closed || lead) ? lead + core.len + close : 0;
}

/* Bytes of a reference to the number at the start of the text, behind what stands before it: 第a)项, a)项, a)、, b项; not a)新建, b)改建. 第（一）项
 * behind 第七条 is one of a law. */
static size_t reference_length(struct str before, struct str text, struct str core)
{
	static const char *const units[] = { "项", "款", "条", "点", "目", "种", "类", NULL };
	static const char *const others[] = { "、", "和", "与", "及", "至", "或", "—", "～", "所", "规定", "的", "中", "两", "之", NULL };
	static const char *const laws[] = { "条", "款", "》", NULL };
	bool letter = is_latin(str_first(core, 0));
	size_t lead = str_starts(text, "第") ? strlen("第") : 0, number = number_length(str_from(text, lead), core, false);
	struct str rest = str_from(text, lead + number);
	size_t unit = number ? str_starts_any(rest, units) : 0;
	if (lead)
		return unit && (letter || !str_ends_any(before, laws)) ? lead + number + unit : 0;
	if (!letter || !number || is_latin(str_last(before, 0)))
		return 0;
	if (unit && before.len)
		return number + unit;
	return before.len && number_length(text, core, true) && str_starts_any(rest, others) ? number : 0;
}

/* Tells the references in a block's text. */
static void tell_in(struct read_plan *plan, struct str text, struct place place, const struct read_renamed *all, size_t count)
{
	uint32_t cp;
	for (size_t at = 0, size; at < text.len && (size = utf8_decode(text.data + at, text.len - at, &cp)) > 0; at += size) {
		if (cp != 0x7B2C && cp != '(' && cp != 0xFF08 && !is_latin(cp)) /* 第 （ */
			continue;
		for (size_t i = 0; i < count; i++) {
			struct str core = core_of(str_of(all[i].label));
			size_t len = core.len ? reference_length((struct str){ text.data, at }, str_from(text, at), core) : 0;
			if (!len)
				continue;
			diag_add(plan->findings, DIAG_READ_REFERENCE, place, arena_copy(plan->arena, text.data + at, len), all[i].label, all[i].now);
			size = len;
			break;
		}
	}
}

void read_tell_references(struct read_plan *plan, const struct read_renamed *all, size_t count)
{
	const struct doc_node *root = plan->doc->root;
	for (const struct doc_node *n = root; count && n; n = doc_next(n, root))
		if (n->first && doc_is_inline(n->first->kind) && !doc_is_inline(n->kind))
			tell_in(plan, read_text_of(plan->arena, n), n->place, all, count);
}
