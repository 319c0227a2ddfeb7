/* gen/api: English arguments of messages in Chinese. */
#include <criterion/criterion.h>
#include <string.h>

#include "api/phrase.h"
#include "base/diag.h"
#include "doc/doc.h"

static bool is_of_book(enum doc_kind kind)
{
	switch ((int)kind) {
	DOC_CASE_BOOK_PARTS:
		return true;
	}
	return false;
}

Test(phrase, each_kind_of_block_has_a_word)
{
	for (int kind = 0; kind < DOC_KIND_COUNT; kind++) {
		const char *name = doc_kind_name((enum doc_kind)kind);
		if (doc_is_inline((enum doc_kind)kind) || is_of_book((enum doc_kind)kind))
			continue;
		const char *word = phrase_of_argument(WORDS_CHINESE, DIAG_READ_NOTE_MOVED, name);
		cr_expect(strcmp(word, name) != 0 && (unsigned char)*word >= 0x80, "%s: %s", name, word);
	}
}

/* “did you mean %2?”, without quotes around it: what is near is a list of names, each in quotes of its own. */
Test(phrase, names_that_are_near_are_lists)
{
	static const char near[] = "did you mean %";
	for (int code = 0; code < DIAG_CODE_COUNT; code++) {
		const char *text = diag_template((enum diag_code)code), *found = strstr(text, near);
		if (found)
			cr_expect(phrase_is_list((enum diag_code)code, (size_t)(found[sizeof near - 1] - '1')), "%s: %s", diag_id((enum diag_code)code), text);
	}
	cr_expect(phrase_is_list(DIAG_FORM_NEW_UNIT, 2));
	cr_expect(phrase_is_list(DIAG_PICK_NEAR, 1));
}
