/* What PDF files promise to archives and screen readers, the parts of ISO 19005 (PDF/A) and ISO 14289 (PDF/UA), and to printers (ISO 15930-7,
 * PDF/X-4). */
#ifndef WRITE_PROFILE_H
#define WRITE_PROFILE_H

#include <stdbool.h>

struct arena;
struct diag_list;

struct profile {
	const char *name;    /* as in --profile: "a-2u" */
	int version;         /* of PDF: 1.`version` */
	int part;            /* of ISO 19005; 0: the file is none of it */
	char conformance;    /* its level: 'A', 'B' or 'U' */
	bool tagged;         /* with a structure tree, as ISO 14289-1 wants it */
	bool printed;        /* PDF/X-4: colours of print, bleed, marks; needs an output intent of four colours */
	bool packed;         /* objects stand in object streams (ISO 32000-1, 7.5.7) */
};

/* All profiles, ended by one without a name; the first is taken where none is asked for. */
extern const struct profile profile_table[];

/* By name, or NULL. */
const struct profile *profile_lookup(const char *name);

/* The same, with an error where there is none of that name. */
const struct profile *profile_find(struct arena *arena, const char *name, struct diag_list *diags);

#endif
