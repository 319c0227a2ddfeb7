#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/libraries.h"
#include "base/memory.h"
#include "base/source.h"
#include "base/xml.h"
#include "doc/doc.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "support.h"

TestSuite(memory, .init = start, .fini = stop);

enum { CHUNK = 16 << 10, STEP = 1 << 20, MOST = 12 << 20, OTHER = 1, OUT_OF_MEMORY = 4 };

/* From now on the process gets `room` bytes and no more, whatever it had in reserve. */
static bool limit_memory(size_t room)
{
	void **taken = NULL;
	struct rlimit none = { 0, 0 };
	if (setrlimit(RLIMIT_AS, &none) != 0)
		return false;
	for (void **chunk; (chunk = malloc(CHUNK)); taken = chunk)
		*chunk = taken;
	for (size_t given = 0; taken && given < room; given += CHUNK) {
		void **next = *taken;
		free(taken);
		taken = next;
	}
	return true;
}

static void end(void)
{
	_exit(OUT_OF_MEMORY);
}

static int run_in_room(size_t (*parse)(struct str text), struct str text, size_t wanted, size_t room)
{
	pid_t child = fork();
	if (child == 0) {
		libraries_own_process();
		memory_on_fail(end);
		if (!limit_memory(room))
			_exit(OTHER);
		_exit(parse(text) == wanted ? 0 : OTHER);
	}
	int status = -1;
	cr_assert_eq(waitpid(child, &status, 0), child);
	return status;
}

/* With however little memory: the whole text is read, or the process ends as it shall. */
static void expect_whole_or_end(size_t (*parse)(struct str text), struct buf *text, size_t wanted)
{
#if !defined(__SANITIZE_ADDRESS__)
	int ended = 0, made = 0;
	for (size_t room = 0; room < MOST; room += STEP) {
		int status = run_in_room(parse, buf_str(text), wanted, room);
		cr_assert(WIFEXITED(status), "with %zu bytes: signal %d", room, WTERMSIG(status));
		cr_assert(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == OUT_OF_MEMORY, "with %zu bytes: other text", room);
		ended += WEXITSTATUS(status) == OUT_OF_MEMORY;
		made += WEXITSTATUS(status) == 0;
	}
	cr_assert(ended > 0 && made > 0, "the limit was met %d times, not met %d times", ended, made);
#else
	(void)parse, (void)wanted; /* AddressSanitizer maps terabytes */
#endif
	buf_free(text);
}

/* Number of elements and the length of all names in them; 0 after an error. */
static size_t parse_xml(struct str text)
{
	xmlDocPtr doc = xml_load(arena, source_of_text(arena, "a.xml", text), NULL, NULL, &diags);
	size_t sum = 0;
	for (const xmlNode *node = doc ? xml_first(xmlDocGetRootElement(doc)) : NULL; node; node = xml_next(node)) {
		const char *name = xml_attribute(arena, node, "name");
		sum += 1 + (name ? str_of(name).len : 0);
	}
	return diags.first ? 0 : sum;
}

Test(memory, that_runs_out_takes_nothing_from_xml)
{
	struct buf text = BUF_INIT;
	size_t wanted = 0;
	buf_add_text(&text, "<a>");
	for (int i = 0; i < 8000; i++, wanted += 1 + (size_t)snprintf(NULL, 0, "N%d & %d", i - 1, i - 1))
		buf_printf(&text, "<b name='N%d &amp; %d'/>\n", i, i);
	buf_add_text(&text, "</a>");
	expect_whole_or_end(parse_xml, &text, wanted);
}

/* Number of paragraphs; 0 after an error. */
static size_t parse_markdown(struct str text)
{
	const struct source *source = source_of_text(arena, "plan", text);
	struct merge_span span = { .len = text.len, .place = { source, 0 }, .verbatim = true };
	struct merged merged = { text, &span, 1, NULL, 0 };
	const struct doc *doc = parse_document(arena, source, &merged, PARSE_MARKDOWN, &diags);
	size_t count = 0;
	for (const struct doc_node *node = doc ? doc->root->first : NULL; node; node = node->next)
		count++;
	return diags.first ? 0 : count;
}

Test(memory, that_runs_out_takes_nothing_from_markdown)
{
	struct buf text = BUF_INIT;
	for (int i = 0; i < 1000; i++)
		buf_printf(&text, "Text *%d* and [more](https://example.org/%d)\n\n", i, i);
	expect_whole_or_end(parse_markdown, &text, 1000);
}

/* Maps a page behind the heap, so that it cannot grow where it is. */
static bool hem_heap(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *end = (void *)(((uintptr_t)sbrk(0) + page - 1) & ~(uintptr_t)(page - 1));
	return mmap(end, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == end;
}

/* Takes memory until errno says that there is none; whether the last piece was given all the same. */
static bool take_until_told(void)
{
	void *piece = NULL;
	for (size_t taken = 0; taken < (size_t)MOST * 10 && errno != ENOMEM; taken += CHUNK)
		piece = malloc(CHUNK);
	return piece && errno == ENOMEM;
}

static void end_too_early(void)
{
	_exit(OTHER);
}

/* What a process does whose heap is hemmed in, until it may have no more memory than it has. */
static void run_hemmed(void)
{
	struct rlimit none = { 0, 0 };
	memory_on_fail(end_too_early);
	memory_watch();
	if (!hem_heap() || !take_until_told())
		_exit(2);
	memory_watched();
	memory_on_fail(end);
	if (setrlimit(RLIMIT_AS, &none) != 0)
		_exit(3);
	memory_watch();
	while (malloc(CHUNK))
		;
	memory_watched();
	_exit(0);
}

Test(memory, that_is_found_beside_the_heap_is_no_failure)
{
#if !defined(__SANITIZE_ADDRESS__)
	int status = -1;
	pid_t child = fork();
	if (child == 0)
		run_hemmed();
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == OUT_OF_MEMORY, "status %d", status);
#endif
}
