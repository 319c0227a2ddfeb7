/* Reports that are tables, in the formats that they share. */
#ifndef API_TABLES_H
#define API_TABLES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct catalogue;
struct gaps;
struct grid;

/* Appends the tables as csv (the first of them), as xlsx or as html. False: the format is none of these. */
bool tables_write(struct arena *arena, const char *format, const char *title, unsigned year, const struct grid *grids, size_t count,
		  struct buf *out);

/* Appends what units lack (form/gaps.h) in one of these formats, or as json. False: the format is none of them. */
bool tables_write_gaps(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, const char *format, unsigned year,
		       struct buf *out);

#endif
