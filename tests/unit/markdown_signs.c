#include <criterion/criterion.h>

#include "base/buf.h"
#include "write/markdown/signs.h"

/* The text with <number> for each of two signs. */
static void expect(const char *text, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct str rest = str_of(text);
	for (size_t number; signs_next(&rest, &out, 2, &number);)
		buf_printf(&out, "<%zu>", number);
	cr_expect(str_is(buf_str(&out), wanted), "%s: %s", text, out.data);
	buf_free(&out);
}

Test(markdown_signs, what_is_added_is_found)
{
	struct buf text = BUF_INIT;
	signs_add(&text, 1);
	buf_add_text(&text, "甲");
	signs_add(&text, 0);
	expect(text.data, "<1>甲<0>");
	buf_free(&text);
}

Test(markdown_signs, what_is_no_sign_stays)
{
	expect("", "");
	expect("甲", "甲");
	expect("甲\uFDD0", "甲\uFDD0");
	expect("\uFDD0甲\uFDD1", "\uFDD0甲\uFDD1");
	expect("\uFDD02\uFDD1", "\uFDD02\uFDD1");
	expect("\uFDD099999999999999999999999\uFDD1", "\uFDD099999999999999999999999\uFDD1");
	expect("\uFDD0\uFDD01\uFDD1", "\uFDD0<1>");
}
