/* Reading of ZIP archives that somebody made, out of memory: OOXML packages (PKWARE APPNOTE 6.3, ECMA-376 part 2). Stored and deflated entries;
 * nothing that an archive says about its sizes is relied upon. */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;

struct zip_entry {
	const char *name;
	size_t header; /* where its local header begins */
	size_t packed; /* bytes */
	uint32_t crc;
	unsigned method, flags;
};

struct zip {
	struct str bytes; /* of the archive, borrowed */
	struct zip_entry *entries; /* by name, whatever the case of its letters */
	size_t count;
	size_t list, end; /* where the list of the entries begins, and the record behind it */
};

/* Lists the entries, in `arena`; false when the bytes are no archive, or it has more than LIMIT_PACKAGE_PARTS. */
bool zip_open(struct arena *arena, struct str bytes, struct zip *zip);

/* The entry of that name, whatever the case of its letters (ECMA-376 part 2, 6.2.2.3). NULL: there is none, or there are two, as nobody knows which
 * of them another reader sees. */
const struct zip_entry *zip_find(const struct zip *zip, const char *name);

enum zip_result {
	ZIP_OK,
	ZIP_STOPPED, /* by the one who took the bytes */
	ZIP_LARGE,   /* it has more bytes than the limit */
	ZIP_DAMAGED, /* or of a method that is none of the two */
	ZIP_LOCKED   /* encrypted */
};

/* Unpacks the entry in pieces, of which `take` is told one after the other until it says false; at most `limit` bytes. */
enum zip_result zip_unpack(const struct zip *zip, const struct zip_entry *entry, size_t limit, bool (*take)(void *context, struct str piece),
			   void *context);

/* The packed bytes of the entry; false: they lie outside of the archive. */
bool zip_find_data(const struct zip *zip, const struct zip_entry *entry, struct str *data);

/* The number of `width` bytes, the least first, at `at`. */
uint32_t zip_number(struct str bytes, size_t at, int width);

/* What an entry of that name holds instead of what it held; one that is not there is added at the end. */
struct zip_change {
	const char *name;
	struct str bytes;
};

/* Appends a copy of the archive with the changes: what else it holds is, packed, byte for byte the same, in its order; a comment of the archive is left
 * out. False: it is of a kind that is not written here (ZIP64), or damaged. */
bool zip_copy(const struct zip *zip, const struct zip_change *changes, size_t count, struct buf *out);

#endif
