/* Pieces of the reader of DOCX: equations of fields, signs of symbol fonts, numbers before text, looks that styles turn round. */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "read/docx.h"
#include "support.h"

TestSuite(read_docx, .init = start, .fini = stop);

static void expect_equation(const char *code, const char *wanted, bool sure)
{
	struct buf out = BUF_INIT;
	bool found = docx_write_equation(str_of(code), &out);
	cr_expect(str_is(buf_str(&out), wanted), "%s: %s", code, buf_str(&out).data);
	cr_expect_eq(found, sure, "%s", code);
	buf_free(&out);
}

Test(read_docx, signs_in_a_ring_are_characters)
{
	expect_equation("\\o\\ac(○,1)", "①", true);
	expect_equation("\\o\\ac(○, 20)", "⑳", true);
	expect_equation("\\o\\ac(○,35)", "㉟", true);
	expect_equation("\\o(A,○)", "Ⓐ", true);
	expect_equation("\\o\\ac(○,正)", "㊣", true);
	expect_equation("\\o\\ac(○,99)", "○99", false);
	expect_equation("\\o\\ac(□,1)", "□1", false);
	expect_equation("\\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(hàn),汉)", "汉(hàn)", false);
}

Test(read_docx, equations_stand_in_a_line)
{
	expect_equation("\\f(1,2)", "1/2", false);
	expect_equation("\\f(a+b;2)", "(a+b)/2", false);
	expect_equation("\\r(2)", "√2", true);
	expect_equation("\\r(3,x+1)", "³√(x+1)", false);
	expect_equation("m\\s\\up 5(2)", "m²", true);
	expect_equation("x\\s\\do5(甲)", "x_甲", false);
	expect_equation("\\b\\bc\\[(\\f(1,2))", "[1/2]", false);
	expect_equation("\\i\\su(i=1,n,x)", "∑ᵢ₌₁ⁿx", false);
	expect_equation("\\l(1,2,3)", "1,2,3", true);
	expect_equation("f(x,y)\\,", "f(x,y),", true);
}

Test(read_docx, broken_equations_end)
{
	expect_equation("\\f(1", "1/", false);
	expect_equation("\\", "", true);
	expect_equation("\\o\\ac", "", false);
	expect_equation(")))", ")))", true);
	struct buf deep = BUF_INIT, out = BUF_INIT;
	for (int i = 0; i < 1000; i++)
		buf_add_text(&deep, "\\f(1,");
	cr_expect_not(docx_write_equation(buf_str(&deep), &out));
	buf_free(&deep);
	buf_free(&out);
}

Test(read_docx, symbol_fonts_have_characters)
{
	cr_expect_eq(docx_symbol("Wingdings", 0xF0FE), 0x2611);
	cr_expect_eq(docx_symbol("Wingdings", 0xFC), 0x2713);
	cr_expect_eq(docx_symbol("Wingdings 2", 0x52), 0x2611);
	cr_expect_eq(docx_symbol("Wingdings 2", 0xA3), 0x25A1);
	cr_expect_eq(docx_symbol("Symbol", 'a'), 0x3B1);
	cr_expect_eq(docx_symbol("Symbol", 0xF0B3), 0x2265);
	cr_expect_eq(docx_symbol("Symbol", 0xE5), 0x2211);
	cr_expect_eq(docx_symbol("Symbol", 0xFF), 0);
	cr_expect_eq(docx_symbol("Wingdings", 0x24), 0);
	cr_expect_eq(docx_symbol("宋体", 0x41), 0);
	cr_expect_eq(docx_symbol(NULL, 0xF041), 0);
}

static void expect_number(const char *label, const char *text, const char *wanted)
{
	struct doc *doc = doc_new(arena, source_of_text(arena, "a.docx", STR("")));
	struct doc_node *node = read_new(doc, DOC_PARAGRAPH, NO_PLACE);
	if (*text)
		doc_add_text(doc, node, DOC_TEXT, str_of(text), NO_PLACE);
	read_put_number(doc, node, label);
	cr_expect(str_is(read_text_of(arena, node), wanted), "%s%s: %s", label, text, read_text_of(arena, node).data);
}

Test(read_docx, a_number_does_not_run_into_the_text)
{
	expect_number("1", "3个月", "1 3个月");
	expect_number("1.", "5万元", "1. 5万元");
	expect_number("1.", "学习", "1.学习");
	expect_number("（一）", "3个月", "（一）3个月");
	expect_number("附件1", "清单", "附件1 清单");
	expect_number("7", "", "7");
}

Test(read_docx, styles_that_hide_twice_show)
{
	struct look none = look_none(), hides = look_none(), shows = look_none();
	hides.signs[LOOK_HIDDEN] = 1;
	shows.signs[LOOK_HIDDEN] = 0;
	cr_expect_eq(look_of_run(&none, &hides, &none).signs[LOOK_HIDDEN], 1);
	cr_expect_eq(look_of_run(&none, &none, &hides).signs[LOOK_HIDDEN], 1);
	cr_expect_eq(look_of_run(&none, &hides, &hides).signs[LOOK_HIDDEN], 0);
	cr_expect_eq(look_of_run(&shows, &hides, &none).signs[LOOK_HIDDEN], 0);
	cr_expect_eq(look_of_run(&hides, &hides, &hides).signs[LOOK_HIDDEN], 1);
	cr_expect_eq(look_of_run(&none, &none, &none).signs[LOOK_HIDDEN], 0);
}

/* How many messages there are when a field that draws 1/2 ends in text of such a look. */
static size_t told_of_fraction(enum look_sign sign)
{
	struct docx_part part = { .source = source_of_text(arena, "a.docx", STR("")), .text = BUF_INIT };
	struct docx_reader r = { .arena = arena, .scratch = arena, .part = &part, .findings = &diags };
	struct look none = look_none();
	struct docx_fill f = { .look = look_of_run(&none, &none, &none) };
	size_t before = diag_count(&diags);
	xmlDocPtr doc = xmlReadDoc(BAD_CAST "<f instr='EQ \\f(1,2)'/>", NULL, NULL, 0);
	f.look.signs[sign] = sign == LOOK_HIDDEN;
	docx_open_field(&r, &f, xmlDocGetRootElement(doc));
	docx_close_field(&r, &f);
	docx_end_text(&r, &f);
	buf_free(&part.text);
	xmlFreeDoc(doc);
	return diag_count(&diags) - before;
}

Test(read_docx, equations_that_nobody_sees_are_not_told)
{
	cr_expect_eq(told_of_fraction(LOOK_BOLD), 1);
	cr_expect_eq(told_of_fraction(LOOK_HIDDEN), 0);
}
