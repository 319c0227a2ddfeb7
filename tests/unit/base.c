#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "base/utf8.h"

Test(base_utf8, decodes_and_encodes_every_length)
{
	static const uint32_t samples[] = { 'A', 0x7F, 0x80, 0x7FF, 0x800, 0x4E00, 0xFFFD, 0x10000, 0x20BB7, 0x10FFFF };
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		char bytes[4];
		uint32_t back = 0;
		size_t size = utf8_encode(samples[i], bytes);
		cr_assert_eq(utf8_decode(bytes, size, &back), size);
		cr_assert_eq(back, samples[i]);
		cr_assert_eq(utf8_decode(bytes, size - 1, &back), 0, "a cut-off character is refused");
		cr_assert_eq(utf8_decode_last(bytes, size, &back), size);
		cr_assert_eq(back, samples[i]);
	}
}

Test(base_utf8, decodes_the_last_character)
{
	uint32_t last = 0;
	cr_assert_eq(utf8_decode_last("党员", strlen("党员"), &last), strlen("员"));
	cr_assert_eq(last, 0x5458);
	cr_assert_eq(utf8_decode_last("党员", strlen("党员") - 1, &last), 0, "cut off");
	cr_assert_eq(utf8_decode_last("\x80\x80", 2, &last), 0);
	cr_assert_eq(utf8_decode_last(NULL, 0, &last), 0);
}

Test(base_utf8, refuses_what_rfc_3629_refuses)
{
	static const char *const bad[] = { "\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		size_t at = 99;
		cr_assert_not(utf8_valid(bad[i], strlen(bad[i]), &at));
		cr_assert_eq(at, 0);
	}
}

Test(base_utf8, plain_text_is_skipped_up_to_what_is_not)
{
	cr_expect_eq(utf8_plain("a党，｟\n", 11), strlen("a党，｟"));
	cr_expect_eq(utf8_plain("", 0), 0);
	static const char *const others[] = { "\n", "\x7F", "\xC2\x85", "\uFDD0", "\uFFFE", "\u2028", "“", "\xE5\x85",
					      "\xE5\x85\x28", "\xED\xA0\x80" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_eq(utf8_plain(others[i], strlen(others[i])), 0, "%zu", i);
}

Test(base_utf8, plain_text_ends_at_each_place_where_another_byte_stands)
{
	for (unsigned byte = 1; byte < 0x100; byte++)
		for (size_t at = 0; at < 20; at++) {
			char text[] = "abcdefghijklmnopqrst";
			text[at] = (char)byte;
			cr_expect_eq(utf8_plain(text, 20), byte >= 0x20 && byte < 0x7F ? 20 : at, "%02X at %zu", byte, at);
		}
}

Test(base_utf8, counts_and_cuts_at_characters)
{
	const char *text = "党员a𠮷";
	cr_assert_eq(utf8_count(text, strlen(text)), 4);
	cr_assert_eq(utf8_prefix(text, strlen(text), 2), strlen("党员"));
	cr_assert_eq(utf8_prefix(text, strlen(text), 9), strlen(text));
	cr_assert_eq(utf8_cells(text, strlen(text)), 7);
	cr_assert_eq(utf8_cells(NULL, 0), 0);
	cr_assert(utf8_is_han(0x20BB7) && utf8_is_han(0x3007) && !utf8_is_han(0xFF0C));
	cr_assert(utf8_is_cjk(0xFF0C) && utf8_is_cjk(0x201C) && !utf8_is_cjk('a'));
}

Test(base_str, begins_and_ends_with_one_of_some_words)
{
	static const char *const words[] = { "第一", "第", "一", NULL };
	cr_expect_eq(str_starts_any(STR("第一章"), words), strlen("第一"), "the first that fits");
	cr_expect_eq(str_starts_any(STR("第二章"), words), strlen("第"));
	cr_expect_eq(str_starts_any(STR("章第一"), words), 0);
	cr_expect_eq(str_ends_any(STR("章第一"), words), strlen("第一"));
	cr_expect_eq(str_ends_any(STR("之一"), words), strlen("一"));
	cr_expect_eq(str_ends_any(STR("一章"), words), 0);
	cr_expect_eq(str_starts_any(STR(""), words) + str_ends_any((struct str){ NULL, 0 }, words), 0);
}

Test(base_str, first_and_last_character)
{
	cr_expect(str_first(STR("党a员"), 0) == 0x515A && str_last(STR("党a员"), 0) == 0x5458);
	cr_expect(str_first(STR(""), '\n') == '\n' && str_last((struct str){ NULL, 0 }, '\n') == '\n');
	cr_expect(str_first(STR("\x80z"), 7) == 7 && str_last(STR("a\xE5\x85"), 7) == 7, "cut off");
	cr_expect(str_is(str_without_last(STR("a党")), "a") && str_without_last(STR("")).len == 0 && str_without_last(STR("a\xE5\x85")).len == 3);
}

Test(base_str, finds_needles_of_all_lengths_at_all_places)
{
	const char text[] = "aab。ab。aaab。。aaaabaaab"; /* begins of needles that are none */
	const struct str all = { text, sizeof text - 1 };
	for (size_t start = 0; start < all.len; start++)
		for (size_t len = 1; start + len <= all.len; len++) {
			char *needle = strndup(all.data + start, len);
			size_t found = str_find(all, needle);
			cr_expect_eq(found, (size_t)(strstr(text, needle) - text), "‘%s’", needle);
			cr_expect_eq(str_find((struct str){ all.data, found + len - 1 }, needle), (size_t)-1, "‘%s’", needle);
			free(needle);
		}
	cr_expect_eq(str_find(all, "b。b"), (size_t)-1);
	cr_expect_eq(str_find(all, ""), 0);
	cr_expect_eq(str_find(STR(""), ""), (size_t)-1);
}

Test(base_str, endings_are_found_in_any_case)
{
	cr_expect(str_ends_caseless(STR("计划.DocX"), ".docx") && str_ends_caseless(STR(".md"), ".md"));
	cr_expect(!str_ends_caseless(STR("md"), ".md") && !str_ends_caseless(STR("a.md.txt"), ".md"));
	cr_expect(!str_ends(STR("a.MD"), ".md"));
}

Test(base_buf, binary_numbers_begin_with_their_highest_byte)
{
	struct buf buf = BUF_INIT;
	buf_add_binary(&buf, 0x01020304, 4);
	buf_add_binary(&buf, 0xFFF2, 2);
	buf_add_binary(&buf, 7, 0);
	cr_assert(str_equal(buf_str(&buf), STR("\x01\x02\x03\x04\xFF\xF2")));
	buf_free(&buf);
}

Test(base_buf, numbers_do_not_follow_the_locale)
{
	struct buf buf = BUF_INIT;
	buf_add_number(&buf, 15.7930, 4);
	buf_add_char(&buf, ' ');
	buf_add_number(&buf, -0.05, 2);
	buf_add_char(&buf, ' ');
	buf_add_number(&buf, 16, 3);
	buf_add_char(&buf, ' ');
	buf_add_number(&buf, -0.0001, 2);
	cr_assert_str_eq(buf.data, "15.793 -0.05 16 0");
	buf_reset(&buf);
	buf_add_number(&buf, -9007199254740991.0, 0);
	buf_add_char(&buf, ' ');
	buf_add_number(&buf, 100.05, 6);
	buf_add_char(&buf, ' ');
	buf_add_number(&buf, 0.000001, 9);
	buf_add_char(&buf, ' ');
	buf_add_number(&buf, -1200, 2);
	cr_assert_str_eq(buf.data, "-9007199254740991 100.05 0.000001 -1200");
	buf_free(&buf);
}

Test(base_source, positions_count_characters)
{
	struct arena *arena = arena_new();
	struct source *source = source_of_text(arena, "a.md", STR("一二\n三四五\n"));
	unsigned line, column;
	source_position((struct place){ source, strlen("一二\n三四") }, &line, &column);
	cr_assert_eq(line, 2);
	cr_assert_eq(column, 3);
	cr_assert(str_is(source_line((struct place){ source, 8 }), "三四五"));
	arena_free(arena);
}

/* Writes bytes to a temporary file and loads it as a source. */
static struct source *load(struct arena *arena, struct str bytes, struct diag_list *diags)
{
	char path[] = "/tmp/plangen-test-XXXXXX";
	int fd = mkstemp(path);
	cr_assert(write(fd, bytes.data, bytes.len) == (ssize_t)bytes.len);
	close(fd);
	struct source *source = source_load(arena, path, LIMIT_SOURCE_BYTES, diags);
	unlink(path);
	return source;
}

Test(base_source, reads_utf8_with_bom_silently_and_gb18030_with_a_note)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct source *bom = load(arena, STR("\xEF\xBB\xBF党"), &diags);
	cr_assert(bom && str_is(bom->text, "党"));
	cr_assert(bom->bom && !diags.first);
	struct source *gb = load(arena, STR("\xB5\xB3\xD4\xB1"), &diags);
	cr_assert(gb && gb->gb18030 && str_is(gb->text, "党员"));
	cr_assert_eq(diags.last->code, DIAG_READ_AS_GB18030);
	cr_assert_eq(diag_errors(&diags), 0);
	arena_free(arena);
}

/* Loads a file of these bytes, writes it with 党 as 员, and returns what it then holds. */
static struct str edited(struct arena *arena, struct str bytes, struct diag_list *diags)
{
	char path[] = "/tmp/plangen-test-XXXXXX";
	int fd = mkstemp(path);
	cr_assert(write(fd, bytes.data, bytes.len) == (ssize_t)bytes.len);
	close(fd);
	struct source *source = source_load(arena, path, LIMIT_SOURCE_BYTES, diags);
	struct buf after = BUF_INIT, file = BUF_INIT;
	size_t at = str_find(source->text, "党");
	buf_add(&after, source->text.data, at);
	buf_add_text(&after, "员");
	buf_add_str(&after, str_from(source->text, at + strlen("党")));
	struct buf bytes_after = BUF_INIT;
	cr_assert(source_encode(source, buf_str(&after), &bytes_after, diags));
	cr_assert(file_edit(path, buf_str(&bytes_after), diags));
	buf_free(&bytes_after);
	cr_assert(file_read(path, LIMIT_SOURCE_BYTES, &file, diags));
	unlink(path);
	buf_free(&after);
	struct str read = buf_move_str(&file, arena);
	buf_free(&file);
	return read;
}

Test(base_source, edits_keep_encoding_mark_and_line_ends)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	cr_assert(str_is(edited(arena, STR("\xEF\xBB\xBF党a\r\n"), &diags), "\xEF\xBB\xBF员a\r\n"));
	cr_assert(str_is(edited(arena, STR("\xB5\xB3 a\r\xA1\xA1"), &diags), "\xD4\xB1 a\r\xA1\xA1"));
	cr_assert(str_is(edited(arena, STR("\xB5\xB3\x81\x30\x81\x30"), &diags), "\xD4\xB1\x81\x30\x81\x30"));
	cr_assert_eq(diag_errors(&diags), 0);
	arena_free(arena);
}

Test(base_source, refuses_bad_bytes_with_their_place)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	cr_assert_null(load(arena, STR("党\n员\xFF\xFF"), &diags));
	unsigned line, column;
	source_position(diags.last->place, &line, &column);
	cr_assert_eq(diags.last->code, DIAG_BAD_ENCODING);
	cr_assert(line == 2 && column == 2, "%u:%u", line, column);
	cr_assert_null(load(arena, STR("x\uFDD0"), &diags));
	cr_assert_eq(diags.last->code, DIAG_FORBIDDEN_CHARACTER);
	arena_free(arena);
}

Test(base_file, names_from_titles_are_safe)
{
	struct arena *arena = arena_new();
	cr_assert_str_eq(file_safe_name(arena, STR(" ../a/b\n"), "", ".pdf"), "_a_b.pdf");
	cr_assert_str_eq(file_safe_name(arena, STR(".."), "-1", ""), "untitled-1");
	struct buf longer = BUF_INIT;
	for (int i = 0; i < 200; i++)
		buf_add_text(&longer, "长");
	const char *endings[] = { "", ".pdf", ".docx", ".answers.json" }, *suffix = "-11-县科技局";
	char *stem = file_safe_name(arena, buf_str(&longer), suffix, "");
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		char *name = file_safe_name(arena, buf_str(&longer), suffix, endings[i]);
		cr_assert_leq(strlen(name), LIMIT_FILE_NAME_BYTES);
		cr_assert(utf8_valid(name, strlen(name), NULL));
		cr_assert_str_eq(name, arena_printf(arena, "%s%s", stem, endings[i]));
	}
	buf_free(&longer);
	arena_free(arena);
}

Test(base_file, failing_write_keeps_the_old_file)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	cr_assert_not(file_write("/dev/full", STR("x"), &diags));
	cr_assert_not(file_write("/proc/no/such", STR("x"), &diags));
	cr_assert_eq(diags.counts[DIAG_SYSTEM], 2);
	cr_assert_eq(diag_exit_status(&diags, false), 4);
	arena_free(arena);
}

/* Removes temporary files without asking for their locks, as a machine that does not see them does, until it had three. */
static _Noreturn void remove_three(const char *folder)
{
	for (int removed = 0; removed < 3;) {
		DIR *dir = opendir(folder);
		for (struct dirent *entry; dir && (entry = readdir(dir));)
			if (strncmp(entry->d_name, ".plangen-", 9) == 0)
				removed += unlinkat(dirfd(dir), entry->d_name, 0) == 0;
		closedir(dir);
	}
	_exit(0);
}

Test(base_file, a_write_survives_that_its_temporary_file_is_removed)
{
	char folder[] = "/tmp/plangen-unit-XXXXXX";
	struct arena *arena = arena_new();
	struct diag_list diags;
	struct buf data = BUF_INIT;
	diag_init(&diags, arena);
	cr_assert(mkdtemp(folder));
	for (int i = 0; i < 200000; i++)
		buf_add_text(&data, "0123456789");
	pid_t remover = fork();
	if (remover == 0)
		remove_three(folder);
	bool ok = true;
	char *path = file_join(arena, folder, "file");
	for (int i = 0; i < 5000 && ok && waitpid(remover, NULL, WNOHANG) == 0; i++)
		ok = file_write(path, buf_str(&data), &diags);
	kill(remover, SIGKILL);
	unlink(path);
	rmdir(folder);
	cr_assert(ok);
	buf_free(&data);
	arena_free(arena);
}

Test(base_diag, arguments_are_positional)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	diag_add(&diags, DIAG_READ_FAILED, NO_PLACE, "a.md", "gone");
	struct buf out = BUF_INIT;
	diag_format(diags.first, "%2: %1 100%", &out);
	cr_assert_str_eq(out.data, "gone: a.md 100%");
	buf_free(&out);
	arena_free(arena);
}

Test(base_diag, entries_beyond_the_limit_count)
{
	struct arena *arena = arena_new();
	struct diag_list all, part;
	diag_init(&all, arena);
	diag_init(&part, arena);
	for (int i = 0; i < LIMIT_DIAGNOSTICS; i++)
		diag_add(&part, DIAG_READ_AS_GB18030, NO_PLACE, "a.md");
	diag_add(&part, DIAG_READ_FAILED, NO_PLACE, "b.md", "gone");
	cr_assert_eq(part.dropped, 1);
	diag_append(&all, &part);
	diag_append(&all, &part);
	cr_assert_eq(diag_errors(&all), 2);
	cr_assert_eq(diag_exit_status(&all, false), diag_exit_status(&part, false));
	diag_add(&all, DIAG_READ_AS_GB18030, NO_PLACE, "c.md");
	cr_assert_eq(all.dropped, LIMIT_DIAGNOSTICS + 3);
	size_t kept = 0;
	for (const struct diag *d = all.first; d; d = d->next)
		kept++;
	cr_assert_eq(kept, LIMIT_DIAGNOSTICS);
	arena_free(arena);
}

/* A name is no option, shows something, and obeys nothing. */
Test(file, safe_names_of_hostile_titles)
{
	static const struct {
		const char *title, *name;
	} cases[] = {
		{ "-rf", "rf.x" }, { "--.-a", "a.x" },	  { "- -", "untitled.x" }, { "\u200B\u3000\uFEFF", "untitled.x" },
		{ "a\u202Eb", "a_b.x" }, { "a\xC2\x9B" "b", "a_b.x" }, { "a\x9b", "a_.x" },   { "计划", "计划.x" },
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(file_safe_name(arena, str_of(cases[i].title), "", ".x"), cases[i].name);
	arena_free(arena);
}

Test(buf, bytes_that_no_uri_may_hold_are_escaped)
{
	struct buf out = BUF_INIT;
	buf_add_percent(&out, STR("aZ09-._~/%& 计\0\x7F"), "-_/");
	cr_assert_str_eq(out.data, "aZ09-%2E_%7E/%25%26%20%E8%AE%A1%00%7F");
	buf_free(&out);
}

Test(buf, printable_text_holds_no_control)
{
	struct buf out = BUF_INIT;
	buf_add_printable(&out, STR("计划\033[2J\n\tx\xC2\x9B\x9B\u202E\0"), "\n");
	cr_expect_str_eq(out.data, "计划\\u001B[2J\n\\u0009x\\u009B\\x9B\\u202E\\u0000");
	buf_free(&out);
}

Test(diag, an_excerpt_says_that_more_follows)
{
	struct arena *arena = arena_new();
	cr_expect_str_eq(diag_excerpt(arena, STR("工作计划"), 2), "工作…");
	cr_expect_str_eq(diag_excerpt(arena, STR("工作计划"), 4), "工作计划");
	cr_expect_str_eq(diag_excerpt(arena, (struct str){ 0 }, 4), "");
	arena_free(arena);
}

Test(buf, what_is_cut_off_is_gone)
{
	struct buf out = BUF_INIT;
	buf_cut(&out, 0);
	cr_expect_eq(out.len, 0);
	buf_add_text(&out, "计划ab");
	buf_cut(&out, 9);
	cr_expect_str_eq(out.data, "计划ab");
	buf_cut(&out, 6);
	cr_expect_str_eq(out.data, "计划");
	buf_free(&out);
}
