#include "cli/progress.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/stopwatch.h"
#include "base/utf8.h"
#include "cli/message.h"
#include "cli/terminal.h"
#include "plangen.h"

enum { BAR = 24 };

struct progress progress_start(size_t total, bool quiet, bool json)
{
	struct progress progress = { .total = total, .started = stopwatch_now() };
	progress.style = json ? PROGRESS_JSON : quiet ? PROGRESS_NONE : isatty(STDERR_FILENO) ? PROGRESS_BAR : PROGRESS_LINES;
	return progress;
}

/* Prints as much of the name as fits `columns`; returns the columns used. */
static int print_fitting(const char *name, int columns)
{
	int used = 0;
	size_t len = strlen(name);
	for (size_t i = 0, size; i < len; i += size) {
		uint32_t cp;
		size = utf8_decode(name + i, len - i, &cp);
		int width = size && utf8_is_cjk(cp) ? 2 : 1;
		if (!size || utf8_is_control(cp) || used + width > columns)
			break;
		fwrite(name + i, 1, size, stderr);
		used += width;
	}
	return used;
}

static void draw_bar(struct progress *p, const char *name)
{
	char bar[BAR + 1];
	size_t filled = p->total ? p->done * BAR / p->total : BAR;
	memset(bar, '.', BAR);
	memset(bar, '#', filled);
	bar[BAR] = '\0';
	double spent = stopwatch_now() - p->started;
	double rate = spent > 0 ? (double)p->done / spent : 0;
	double left = rate > 0 ? (double)(p->total - p->done) / rate : 0;
	char head[128];
	int width = snprintf(head, sizeof head, "[%s] %zu/%zu  %.0f/s  %d:%02d  ", bar, p->done, p->total, rate, (int)left / 60,
			     (int)left % 60);
	progress_clear(p);
	fputs(head, stderr);
	p->drawn = width + print_fitting(name, (int)terminal_columns(stderr) - width - 1);
	fflush(stderr);
}

void progress_clear(struct progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	progress->drawn = 0;
}

void progress_step(struct progress *progress, const char *name, const char *status)
{
	progress->done++;
	switch (progress->style) {
	case PROGRESS_NONE:
		break;
	case PROGRESS_BAR:
		draw_bar(progress, name);
		if (progress->done == progress->total)
			progress_clear(progress);
		break;
	case PROGRESS_LINES:
		message_put(stderr, "[%zu/%zu] %s: %s\n", progress->done, progress->total, name, plangen_word(status, message_language()));
		break;
	case PROGRESS_JSON: {
		json_t *line = json_pack("{s:i, s:i, s:s, s:s}", "done", (int)progress->done, "total", (int)progress->total, "document",
					 name, "status", status);
		json_dumpf(line, stderr, JSON_COMPACT);
		fputc('\n', stderr);
		json_decref(line);
		break;
	}
	}
}

double progress_seconds(const struct progress *progress)
{
	return stopwatch_now() - progress->started;
}
