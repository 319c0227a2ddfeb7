/* What a PDF says about itself: document information, XMP, entries of the catalog (ISO 32000-1, 14.3, 12.2, 14.9.2,
 * 14.11.5). */
#ifndef WRITE_PDF_INFO_H
#define WRITE_PDF_INFO_H

struct arena;
struct buf;
struct pdf_deflate;
struct pdf_file;
struct profile;
struct writer_input;

/* Fills the document information dictionary: title, author, program, date (as long as a PDF date can say it). */
void pdf_info_set(struct arena *arena, struct pdf_file *file, const struct writer_input *input);

/* The catalog's /Metadata (the same as XMP, and which parts of PDF/A and PDF/UA the profile promises), /Lang, /ViewerPreferences,
 * /PageMode, and the output intent that PDF/A wants. */
void pdf_info_add_catalog(struct arena *arena, struct buf *out, struct pdf_file *file, const struct writer_input *input,
			  const struct profile *profile, struct pdf_deflate *deflate);

#endif
