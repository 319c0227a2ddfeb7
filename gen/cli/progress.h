/* Progress of a batch: a bar on a terminal, plain lines in a log, JSON lines for programs, or nothing. Standard error. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

enum progress_style { PROGRESS_NONE, PROGRESS_BAR, PROGRESS_LINES, PROGRESS_JSON };

struct progress {
	enum progress_style style;
	size_t total, done;
	double started; /* s, monotonic */
	int drawn;      /* columns of the bar now on the terminal */
};

/* The style: `json` first, then nothing when `quiet`, a bar on a terminal, else lines. */
struct progress progress_start(size_t total, bool quiet, bool json);

/* One more is done; `name` is shown, `status` is a word for programs. */
void progress_step(struct progress *progress, const char *name, const char *status);

/* Takes the bar away so that other text can be printed; the next step draws it again. */
void progress_clear(struct progress *progress);

/* Seconds since the start. */
double progress_seconds(const struct progress *progress);

#endif
