#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/script.h"

static void expect(const char *text, enum script script, const char *wanted)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, "甲");
	bool ok = script_write(str_of(text), script, &out);
	cr_expect_eq(ok, wanted != NULL, "%s", text);
	cr_expect(str_is(str_from(buf_str(&out), strlen("甲")), wanted ? wanted : ""), "%s: %s", text, out.data);
	buf_free(&out);
}

Test(base_script, signs_that_have_a_form_take_it)
{
	expect("0123456789+-=()", SCRIPT_RAISED, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾");
	expect("0123456789+-=()", SCRIPT_LOWERED, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎");
	expect("n+1", SCRIPT_RAISED, "ⁿ⁺¹");
	expect("max", SCRIPT_LOWERED, "ₘₐₓ");
}

Test(base_script, signs_of_one_meaning_have_one_form)
{
	expect("－３", SCRIPT_RAISED, "⁻³");
	expect("−3", SCRIPT_RAISED, "⁻³");
	expect("–3", SCRIPT_RAISED, "⁻³");
	expect("（１）", SCRIPT_LOWERED, "₍₁₎");
	expect("²", SCRIPT_RAISED, "²");
	expect("2 ", SCRIPT_RAISED, "² ");
}

Test(base_script, text_without_a_form_is_refused_whole)
{
	expect("[1]", SCRIPT_RAISED, NULL);
	expect("2注", SCRIPT_RAISED, NULL);
	expect("①", SCRIPT_RAISED, NULL);
	expect("2\xff", SCRIPT_RAISED, NULL);
	expect("q", SCRIPT_LOWERED, NULL);
	expect("", SCRIPT_RAISED, "");
}
