#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/known.h"
#include "base/limits.h"
#include "base/xml.h"
#include "support.h"

static char folder[] = "/tmp/plangen-known-XXXXXX";

static void start_known(void)
{
	start();
	cr_assert(mkdtemp(folder));
}

static void stop_known(void)
{
	remove(file_join(arena, folder, "valid"));
	rmdir(folder);
	stop();
}

TestSuite(base_known, .init = start_known, .fini = stop_known);

static struct hash nth(unsigned n)
{
	return (struct hash){ n, ~(uint64_t)n };
}

Test(base_known, is_kept_between_processes)
{
	struct known *known = known_load(arena, folder);
	cr_assert_not(known_has(known, nth(1)));
	known_add(known, nth(1));
	known_save(known);
	known = known_load(arena, folder);
	cr_assert(known_has(known, nth(1)) && !known_has(known, nth(2)));
}

Test(base_known, forgets_the_oldest)
{
	struct known *known = known_load(arena, folder);
	for (unsigned n = 0; n <= LIMIT_KNOWN_HASHES; n++)
		known_add(known, nth(n));
	known_save(known);
	known = known_load(arena, folder);
	cr_assert_not(known_has(known, nth(0)));
	cr_assert(known_has(known, nth(1)) && known_has(known, nth(LIMIT_KNOWN_HASHES)));
}

Test(base_known, what_others_add_meanwhile_stays)
{
	struct known *one = known_load(arena, folder), *other = known_load(arena, folder);
	known_add(one, nth(1));
	known_save(one);
	known_add(other, nth(1));
	known_add(other, nth(2));
	known_save(other);
	known_add(one, nth(3));
	known_save(one);
	known_save(other);
	const struct known *all = known_load(arena, folder);
	for (unsigned n = 1; n <= 3; n++)
		cr_expect(known_has(all, nth(n)), "%u", n);
}

Test(base_known, a_damaged_file_is_none)
{
	const char *const files[] = { "", "plangen valid 2\n", "plangen valid 1\nnothing\n", "plangen valid 1\n\xff\n", "plangen valid 1" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		cr_assert(file_write(file_join(arena, folder, "valid"), str_of(files[i]), &diags));
		struct known *known = known_load(arena, folder);
		cr_assert_not(known_has(known, nth(0)), "file %zu", i);
		known_add(known, nth(7));
		known_save(known);
		cr_assert(known_has(known_load(arena, folder), nth(7)), "file %zu is replaced", i);
	}
}

Test(base_known, nowhere_to_keep_it)
{
	struct known *known = known_load(arena, NULL);
	known_add(known, nth(1));
	known_save(known);
	cr_assert(known_has(known, nth(1)));
	cr_assert_not(known_has(NULL, nth(1)));
	known_add(NULL, nth(1));
}

static bool is_valid(const char *text, const char *grammar, struct known *known)
{
	cr_assert(file_write(file_join(arena, folder, "valid"), str_of(grammar), &diags));
	return xml_load(arena, source_of_text(arena, "a.xml", str_of(text)), file_join(arena, folder, "valid"), known, &diags);
}

#define GRAMMAR(name) "<element xmlns=\"http://relaxng.org/ns/structure/1.0\" name=\"" name "\"><empty/></element>"

Test(base_known, a_grammar_or_text_that_changed_is_read_again)
{
	struct known *known = known_load(arena, NULL);
	cr_assert(is_valid("<a/>", GRAMMAR("a"), known));
	cr_assert(is_valid("<a/>", GRAMMAR("a"), known));
	cr_assert_not(is_valid("<b/>", GRAMMAR("a"), known));
	cr_assert_not(is_valid("<b/>", GRAMMAR("a"), known), "what is not valid is not remembered");
	cr_assert_not(is_valid("<a/>", GRAMMAR("b"), known));
	cr_assert_not(is_valid("<a>", GRAMMAR("a"), known));
	cr_assert(is_valid("<a/>", GRAMMAR("a"), known));
}
