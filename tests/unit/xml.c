#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/xml.h"
#include "support.h"

TestSuite(base_xml, .init = start, .fini = stop);

static xmlDocPtr load(const char *text, const char *schema)
{
	return xml_load(arena, source_of_text(arena, "a.xml", str_of(text)), schema, NULL, &diags);
}

static void check(enum diag_code code, unsigned line, unsigned column)
{
	expect_diag(diags.first, code, line, column);
}

static char *grammar(const char *text)
{
	char *path = arena_strdup(arena, "/tmp/plangen-rng-XXXXXX");
	int fd = mkstemp(path);
	cr_assert(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	return path;
}

Test(base_xml, reads_elements_attributes_and_text)
{
	xmlDocPtr doc = load(
		"<?xml version=\"1.0\" encoding=\"GBK\"?>\n<根 名=\"甲&amp;乙\">\n <a/>党<b>员<![CDATA[<>]]></b></根>",
		NULL);
	cr_assert(doc && diag_errors(&diags) == 0, "the declared encoding is ignored: sources are UTF-8");
	const xmlNode *root = xmlDocGetRootElement(doc);
	cr_assert(xml_is(root, "根"));
	cr_assert_str_eq(xml_attribute(arena, root, "名"), "甲&乙");
	cr_assert_null(xml_attribute(arena, root, "no"));
	cr_assert(xml_is(xml_first(root), "a") && xml_is(xml_next(xml_first(root)), "b"));
	cr_assert_null(xml_next(xml_next(xml_first(root))));
	cr_assert(str_is(str_trim(xml_text(arena, root)), "党员<>"));
}

Test(base_xml, malformed_text_has_its_line_once)
{
	cr_assert_null(load("<a>\n  <b></c>\n</a>\n", NULL));
	check(DIAG_XML_SYNTAX, 2, 3);
}

Test(base_xml, empty_text_is_an_error)
{
	cr_assert_null(load("", NULL));
	cr_assert_eq(diags.first->code, DIAG_XML_SYNTAX);
}

/* An element that opens with `count` times the text, in which %d is its number, then `behind`. */
static struct str repeat(const char *open, int count, const char *behind)
{
	struct buf text = BUF_INIT;
	buf_add_text(&text, "<!-- a=b='\"> --><?a b=c='>?><x><![CDATA[<a b='c=>]]>\n<a");
	for (int i = 0; i < count; i++)
		buf_printf(&text, open, i);
	buf_add_text(&text, behind);
	return buf_move_str(&text, arena);
}

Test(base_xml, one_element_has_so_many_attributes)
{
	struct str most = repeat(" a%d='=='", LIMIT_XML_ATTRIBUTES, "/></x>"), more = repeat(" a%d=\">\"", LIMIT_XML_ATTRIBUTES + 1, "/></x>");
	cr_assert(load(most.data, NULL));
	cr_assert_null(load(more.data, NULL));
	check(DIAG_XML_TOO_MANY_ATTRIBUTES, 2, 1);
}

Test(base_xml, a_million_attributes_cost_little_more_than_their_text)
{
	cr_assert_null(load(repeat(" a%d=''", 1000000, "/></x>").data, NULL));
	check(DIAG_XML_TOO_MANY_ATTRIBUTES, 2, 1);
}

Test(base_xml, so_many_namespaces_are_in_force)
{
	cr_assert_null(load(repeat("><a xmlns:n%d='x' xmlns:m='y'", LIMIT_XML_ATTRIBUTES / 2 + 1, "/></x>").data, NULL));
	cr_assert_eq(diags.first->code, DIAG_XML_TOO_MANY_ATTRIBUTES);
	struct str beside = repeat(" xmlns:n%d='x'/><a", LIMIT_XML_ATTRIBUTES + 1, "/></x>");
	cr_assert(load(beside.data, NULL), "each goes with its element");
}

Test(base_xml, doctype_is_refused_before_any_entity)
{
	cr_assert_null(load(
		"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"&x;&x;\">]>\n<a>&y;</a>", NULL));
	check(DIAG_XML_DOCTYPE, 1, 1);
	cr_assert_eq(diag_errors(&diags), 1);
}

Test(base_xml, unknown_entity_is_an_error)
{
	cr_assert_null(load("<a>\n&nbsp;</a>", NULL));
	check(DIAG_XML_SYNTAX, 2, 1);
}

Test(base_xml, grammar_errors_have_their_place)
{
	char *path = grammar(
		"<element name=\"a\" xmlns=\"http://relaxng.org/ns/structure/1.0\"><zeroOrMore><element name=\"b\">"
		"<attribute name=\"x\"/></element></zeroOrMore></element>");
	cr_assert_not_null(load("<a><b x=\"1\"/></a>", path));
	cr_assert_null(load("<a>\n<b x=\"1\"/>\n  <b x=\"1\"/><c/>\n</a>", path));
	check(DIAG_XML_INVALID, 3, 13);
	diag_init(&diags, arena);
	cr_assert_null(load("<a>\n<b x=\"1\"/>\n  <b/>\n</a>", path));
	check(DIAG_XML_INVALID, 3, 3);
	unlink(path);
}

/* libxml2 says "Expecting an element , got nothing" of these. */
Test(base_xml, missing_elements_are_named)
{
	static const char *const cases[][3] = {
		{ "<element name=\"b\"><empty/></element><element name=\"c\"><empty/></element>", "<a/>", "b" },
		{ "<element name=\"b\"><empty/></element><element name=\"c\"><empty/></element>", "<a><b/></a>", "c" },
		{ "<optional><element name=\"b\"><empty/></element></optional><oneOrMore><ref name=\"d\"/></oneOrMore>", "<a><b/></a>", "c" },
		{ "<choice><group><element name=\"b\"><empty/></element><element name=\"c\"><empty/></element></group>"
		  "<element name=\"e\"><empty/></element></choice>", "<a/>", "b|e" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *path = grammar(arena_printf(arena, "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\"><start><element name=\"a\">"
			"%s</element></start><define name=\"d\"><element name=\"c\"><empty/></element></define></grammar>", cases[i][0]));
		diag_init(&diags, arena);
		cr_assert_null(load(cases[i][1], path));
		const char *text = diags.first->arguments[diags.first->code == DIAG_XML_INVALID ? 0 : 1];
		cr_expect_str_eq(text, arena_printf(arena, "Expecting an element %s, got nothing", cases[i][2]), "%zu: %s", i, text);
		unlink(path);
	}
}

Test(base_xml, bad_grammar_is_a_fault_of_the_installation)
{
	char *path = grammar("<element/>");
	cr_assert_null(load("<a/>", path));
	cr_assert_eq(diags.first->code, DIAG_XML_GRAMMAR);
	unlink(path);
	diag_init(&diags, arena);
	cr_assert_null(load("<a/>", "/no/such.rng"));
	cr_assert_eq(diags.first->code, DIAG_READ_FAILED);
}

Test(base_xml, faults_in_attributes_are_reported_where_they_stand)
{
	cr_assert_null(load("<variables>\n<group label=\"甲\">\n<variable name=\"乙\" type=\"text\" label=\"丙\" help=\"丁\"/>\n"
			    " <variable type=\"text\" label=\"戊\" help=\"己\"/></group>\n</variables>",
			    "templates/schema/variables.rng"));
	check(DIAG_XML_INVALID, 4, 2);
	cr_assert_null(diags.first->next);
	cr_assert_str_eq(diags.first->arguments[0], "Element variable failed to validate attributes");
	diag_init(&diags, arena);
	cr_assert_null(load("<variables><group label=\"甲\">\n<variable name=\"乙\" type=\"text\" lable=\"丙\"/></group></variables>",
			    "templates/schema/variables.rng"));
	check(DIAG_XML_INVALID, 2, 1);
	cr_assert_str_eq(diags.first->arguments[0], "Invalid attribute lable for element variable");
}
