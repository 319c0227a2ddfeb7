#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/arena.h"
#include "base/libraries.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/guide.h"
#include "cli/help.h"
#include "cli/message.h"
#include "plangen.h"

static int (*const commands[COMMAND_COUNT])(struct session *) = {
	[COMMAND_DRAFT] = command_draft,
	[COMMAND_RENDER] = command_render,
	[COMMAND_LIST] = command_list,
	[COMMAND_EXPLAIN] = command_explain,
	[COMMAND_EXPAND] = command_expand,
	[COMMAND_IMPORT] = command_import,
	[COMMAND_BUILD] = command_build,
	[COMMAND_REPORT] = command_report,
	[COMMAND_TOC] = command_toc,
	[COMMAND_CHECK] = command_check,
	[COMMAND_LOG] = command_log,
	[COMMAND_UNDO] = command_undo,
	[COMMAND_GAPS] = command_gaps,
	[COMMAND_FORM] = command_form,
	[COMMAND_FILL] = command_fill,
	[COMMAND_YEAR] = command_year,
	[COMMAND_UNIT] = command_unit,
	[COMMAND_DIFF] = command_diff,
	[COMMAND_STATS] = command_stats,
	[COMMAND_UPGRADE] = command_upgrade,
	[COMMAND_SERVE] = command_serve,
	[COMMAND_IMPOSE] = command_impose,
};

/* Standard output is a product too: a full disk behind it must not pass unnoticed. */
static int close_output(int status)
{
	if (fclose(stdout) == 0)
		return status;
	const char *why = plangen_word(strerror(errno), message_language());
	fprintf(stderr, _("plangen: cannot write to standard output: %s\n"), why);
	return 4;
}

/* Documents come and go: memory of the last one serves the next, instead of going back to the kernel in between. */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
}

/* A standard stream that was closed must not become a file that is opened later. It stays one that cannot be used. */
static void guard_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			return;
}

/* Memory ran out: output is written by atomic rename, so that the previous files are whole. */
static void on_no_memory(void)
{
	static const char text[] = "plangen: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(4);
}

/* A mapped file, which only fonts are, that another program cuts shorter takes the process with it; like memory that runs out, this
 * ends in one place. Files are written beside their places, so that the old ones are whole. */
static void on_cut_file(int number)
{
	static const char text[] = "plangen: a font file was cut while it was read; run again when it is whole\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored, (void)number;
	_exit(4);
}

/* Sources within each other, and the libraries that read them, need room on the stack; a shell may leave less (ulimit -s). */
static bool has_stack(void)
{
	enum { STACK_BYTES = 1 << 20 };
	struct rlimit limit;
	if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= STACK_BYTES)
		return true;
	limit.rlim_cur = limit.rlim_max < STACK_BYTES ? limit.rlim_max : STACK_BYTES;
	return setrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur >= STACK_BYTES;
}

int main(int argc, char **argv)
{
	struct options options;
	guard_streams();
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow fails to be written, like one on a full disk */
	signal(SIGBUS, on_cut_file);
	memory_on_fail(on_no_memory);
	keep_memory();
	libraries_own_process();
	struct session session = { .arena = arena_new(), .options = &options };
	session.home = home_find(session.arena, NULL);
	message_set_locale(session.home.locale);
	int status = 0;
	if (!has_stack()) {
		fputs(_("plangen: the stack is limited to less than 1 MiB; give it more first: ulimit -s 8192\n"), stderr);
		status = 4;
	} else if (!options_read(argc, argv, &options)) {
		status = USAGE_STATUS;
	} else if (options.guide) {
		status = guide_print(session.arena, session.home.templates, options.guide) ? 0 : USAGE_STATUS;
	} else if (options.help) {
		help_print(options.command);
		if (options.command == COMMAND_DRAFT)
			guide_list(session.arena, session.home.templates);
	} else if (options.version) {
		printf("plangen %s\n", PLANGEN_VERSION);
	} else {
		if (options.content)
			session.home = home_find(session.arena, options.content);
		diag_init(&session.diags, session.arena);
		status = commands[options.command](&session);
	}
	status = close_output(status);
	arena_free(session.arena);
	return status;
}
