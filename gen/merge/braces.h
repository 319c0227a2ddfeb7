/* Braces in the text of templates that were to be a tag and are none: {党员人数}}, ｛｛党员人数｝｝, 41}}. Private to gen/merge. */
#ifndef MERGE_BRACES_H
#define MERGE_BRACES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"
#include "merge/template.h"

/* Where a template's texts are: they are looked at in order. Starts zeroed but for what it is about. */
struct braces {
	struct merge_run *run;
	const struct source *source;
	const struct diag_frame *frames;
	size_t open; /* braces that the paragraph has opened and not closed so far */
};

/* Warns of the braces in [start, end) that are printed though a tag was meant: those around the name of a declared variable, of any width and
 * number; closing ones, two or behind a tag, that nothing opens; full-width ones by twos. Braces in pairs around other texts, and those with a backslash
 * before them, are meant; so is the pair at the end of a heading ({编号}). `behind_tag`: the text begins where a tag ends. */
void braces_check(struct braces *braces, size_t start, size_t end, bool behind_tag);

#endif
