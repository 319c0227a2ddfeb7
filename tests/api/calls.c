/* calls CONTENT TEMPLATES: what the other programs here do not call: contents and books, checks, dates, templates, values that are taken
 * back, a child that goes on, and what is answered to calls that ask for what there is not. */
#include <sys/wait.h>
#include <unistd.h>

#define TEST "calls"
#include "common.h"

static bool try_book(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_request *book = plangen_book(plangen, "县图书馆", 2026, messages);
	struct plangen_document *contents = plangen_contents(book, 2, "json", messages);
	struct plangen_document *pages = plangen_contents(book, 1, "pdf", messages), *whole = plangen_draft(book, "pdf", messages);
	const char *json = contents ? (const char *)plangen_bytes(contents, "json", NULL) : "";
	bool good = expect(json && strstr(json, "\"depth\": 2") && strstr(json, "县图书馆"), "contents as JSON");
	good &= expect(pages && strncmp((const char *)plangen_bytes(pages, "pdf", NULL), "%PDF-", 5) == 0, "contents as PDF");
	good &= expect(whole && plangen_pages(whole) > 5 && strstr(plangen_title(whole), "县图书馆"), "the book of a unit");
	plangen_messages_clear(messages);
	good &= expect(!plangen_contents(book, 5, "json", messages), "a depth that is none") & said(messages, "U007");
	good &= expect(!plangen_contents(book, 1, "odt", messages), "a format that is none") & said(messages, "U005");
	good &= expect(!plangen_set_template(book, "gbt9704", messages), "the template of a book") & said(messages, "B052");
	good &= expect(!plangen_check(book, messages), "checking a book") & said(messages, "B053");
	plangen_document_free(contents);
	plangen_document_free(pages);
	plangen_document_free(whole);
	plangen_request_free(book);
	return good;
}

/* Pages as SVG, with their fonts in them and apart. */
static bool try_pages(struct plangen_request *plan, struct plangen_messages *messages)
{
	struct plangen_document *alone = plangen_draft(plan, "svg,txt", messages);
	plangen_set_fonts(plan, "https://example.org/?f=\"&a=");
	struct plangen_document *apart = plangen_draft(plan, "svg", messages);
	plangen_set_fonts(plan, NULL);
	if (!expect(alone && apart && plangen_pages(apart) > 1, "pages as SVG"))
		return false;
	size_t last = plangen_pages(alone) - 1, size = 0, font_size = 0;
	const char *page = plangen_page(alone, "svg", last, &size), *first = plangen_page(apart, "svg", 0, NULL);
	const char *font = plangen_font_bytes(apart, 0, &font_size), *hash = plangen_font(apart, 0, PLANGEN_FONT_HASH);
	bool good = expect(page && strlen(page) == size && strstr(page, "url(\"data:font/otf;base64,"), "a page with its fonts");
	good &= expect(plangen_bytes(apart, "svg", NULL) == first && strstr(first, "data-passage=\"") && strstr(first, "data-value=\""), "where text comes from");
	good &= expect(hash && strlen(hash) == 32 && strstr(first, hash) && strstr(first, "url(\"https://example.org/?f=\\22 &amp;a="), "fonts apart");
	good &= expect(font && font_size > 1000 && plangen_font(apart, 0, PLANGEN_FONT_NAME), "a font");
	good &= expect(!plangen_page(alone, "svg", last + 1, &size) && !size && !plangen_page(alone, "txt", 1, NULL) && plangen_page(alone, "txt", 0, NULL),
		       "a page that there is not");
	good &= expect(!plangen_font_count(alone) && !plangen_font(alone, 0, PLANGEN_FONT_HASH) && !plangen_font_bytes(alone, 0, NULL), "no fonts apart");
	plangen_document_free(alone);
	plangen_document_free(apart);
	plangen_messages_clear(messages);
	good &= expect(!plangen_set_picture(plan, 9, false, messages), "a resolution that is none") & said(messages, "U007");
	good &= expect(plangen_set_picture(plan, 30, true, messages), "a contact sheet");
	struct plangen_document *sheet = plangen_draft(plan, "png", messages);
	good &= expect(plangen_set_picture(plan, 0, false, messages), "pages");
	struct plangen_document *pages = plangen_draft(plan, "png", messages);
	good &= expect(sheet && plangen_page(sheet, "png", 0, NULL) && !plangen_page(sheet, "png", 1, NULL), "one picture");
	good &= expect(pages && plangen_page(pages, "png", last, NULL) && memcmp(plangen_bytes(pages, "png", NULL), "\x89PNG", 4) == 0, "a picture of each page");
	plangen_document_free(sheet);
	plangen_document_free(pages);
	return good;
}

/* The head of an ICC profile of a printing condition in a new file. */
static void write_condition(char *path)
{
	char icc[256] = { 0 };
	memcpy(icc + 12, "prtrCMYK", 8);
	memcpy(icc + 36, "acsp", 4);
	int file = mkstemp(path);
	if (file < 0 || write(file, icc, sizeof icc) != sizeof icc || close(file) != 0)
		perror(path);
}

static bool has(const struct plangen_document *document, const char *word)
{
	size_t size = 0;
	const char *bytes = document ? plangen_bytes(document, "pdf", &size) : NULL;
	for (size_t i = 0; i + strlen(word) <= size; i++)
		if (memcmp(bytes + i, word, strlen(word)) == 0)
			return true;
	return false;
}

/* Files for printers: with a printing condition alone. */
static bool try_print(struct plangen_request *plan, struct plangen_messages *messages)
{
	char path[] = "/tmp/plangen-calls-XXXXXX";
	write_condition(path);
	bool good = expect(plangen_set_profile(plan, "x-4", messages), "the profile for printers");
	plangen_messages_clear(messages);
	good &= expect(!plangen_draft(plan, "pdf", messages), "no printing condition") & said(messages, "W161");
	plangen_messages_clear(messages);
	good &= expect(!plangen_set_output_intent(plan, __FILE__, messages), "a file that is no profile") & said(messages, "W162");
	plangen_messages_clear(messages);
	good &= expect(!plangen_set_output_intent(plan, "/no/such/file.icc", messages) && plangen_messages_count(messages), "no file");
	good &= expect(plangen_set_output_intent(plan, path, messages), "a printing condition");
	struct plangen_document *print = plangen_draft(plan, "pdf", messages);
	good &= expect(has(print, "PDF/X-4"), "a file for printers");
	plangen_document_free(print);
	remove(path);
	good &= expect(plangen_set_output_intent(plan, NULL, messages) && !plangen_draft(plan, "pdf", messages), "the condition taken back");
	plangen_set_profile(plan, NULL, messages);
	plangen_messages_clear(messages);
	return good;
}

static bool try_plan(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_request *plan = plangen_plan(plangen, "县科技局", "11", 2026, messages);
	bool good = expect(plangen_set_date(plan, "2026年2月3日", messages) && holds(plan, "2026年2月3日", messages), "a date");
	good &= expect(plangen_set_date(plan, NULL, messages) && !holds(plan, "2026年2月3日", messages), "no date");
	good &= expect(plangen_set(plan, "科技特派员数", "", messages), "a value that is taken away");
	good &= expect(plangen_set(plan, "科技特派员数", "77", messages) && holds(plan, "77", messages), "a value");
	good &= expect(plangen_set(plan, "科技特派员数", NULL, messages) && !holds(plan, "77", messages), "a value taken back");
	plangen_messages_clear(messages);
	good &= expect(!plangen_set(plan, "党支部数", "许多", messages) && plangen_messages_worse(messages, PLANGEN_ERROR), "no number");
	plangen_messages_clear(messages);
	good &= expect(!plangen_set(plan, "联系人", "待定", messages), "no value") & said(messages, "V143");
	good &= expect(plangen_set_template(plan, "gbt9704-head", messages), "another template");
	plangen_messages_clear(messages);
	good &= expect(!plangen_set_template(plan, "none", messages), "a template that is none") & said(messages, "U009");
	plangen_messages_clear(messages);
	good &= expect(!plangen_set_profile(plan, "a-9", messages), "a profile that is none") & said(messages, "U061");
	good &= expect(!plangen_set_docx(plan, "doc", messages), "a form that is none") & said(messages, "U080");
	good &= expect(plangen_set_docx(plan, "plain", messages) && plangen_set_docx(plan, NULL, messages), "a form of DOCX");
	good &= expect(plangen_set_profile(plan, "a-1b", messages) && plangen_set_profile(plan, NULL, messages), "a profile");
	plangen_messages_clear(messages);
	good &= try_print(plan, messages);
	good &= try_pages(plan, messages);
	good &= expect(!plangen_contents(plan, 1, "json", messages), "contents of a plan") & said(messages, "B051");
	good &= expect(!plangen_draft(plan, "pdf,odt", messages), "a format that is none") & said(messages, "U005");
	plangen_set_final(plan, true);
	good &= expect(plangen_check(plan, messages), "checking a plan");
	plangen_request_free(plan);
	return good;
}

/* Every plan of the content, checked and drafted, in a child that has the context from its parent. */
static bool try_child(struct plangen *plangen, struct plangen_messages *messages)
{
	pid_t child = fork();
	if (child == 0) {
		struct plangen_request *plan = plangen_plan(plangen, "石桥镇", "14", 2026, messages);
		bool good = plan && holds(plan, "石桥镇", messages) && plangen_check_content(plangen, 2026, messages);
		_exit(good ? 0 : 1);
	}
	int status = 1;
	return expect(child > 0 && waitpid(child, &status, 0) == child && status == 0, "a child");
}

/* The pieces of the last message are its text, and those that are arguments say so. */
static bool says_the_same(struct plangen_messages *messages, const char *language)
{
	size_t last = plangen_messages_count(messages) - 1;
	const char *text = plangen_message_text(messages, last, language), *piece;
	unsigned argument, arguments = 0;
	for (size_t i = 0; (piece = plangen_message_piece(messages, last, language, i, &argument)); i++) {
		if (strncmp(text, piece, strlen(piece)) != 0)
			return false;
		text += strlen(piece);
		arguments += argument > 0;
	}
	return !*text && arguments && !plangen_message_piece(messages, last + 1, language, 0, &argument);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 3;
	struct plangen_messages *messages = plangen_messages_new();
	bool good = expect(!plangen_open("/no/such/folder", argv[2], NULL, messages) && plangen_messages_count(messages), "no folder");
	struct plangen *plangen = plangen_open(argv[1], argv[2], NULL, messages);
	if (!expect(plangen, "the content opens"))
		return 1;
	good &= try_book(plangen, messages) & try_plan(plangen, messages) & try_child(plangen, messages);
	plangen_messages_clear(messages);
	good &= expect(!plangen_plan(plangen, "没有这个单位", "11", 2026, NULL), "a unit that is none, with nobody to tell");
	good &= expect(!plangen_plan(plangen, NULL, "没有", 2026, messages) && plangen_messages_count(messages), "a variant that is none");
	good &= expect(!plangen_unit(plangen, plangen_unit_count(plangen), PLANGEN_UNIT_ID), "behind the last unit");
	good &= expect(plangen_unit(plangen, 0, PLANGEN_UNIT_ALIASES) != NULL, "aliases");
	good &= expect(!plangen_message_text(messages, 99, "zh") && !plangen_message(messages, 99, PLANGEN_MESSAGE_CODE), "no message");
	good &= expect(says_the_same(messages, "zh") && says_the_same(messages, "en"), "pieces are the text");
	good &= expect(plangen_serves(1, 0) && !plangen_serves(2, 0) && !plangen_serves(1, 99), "versions");
	return end(good, plangen, messages);
}
