/* DOCX (Office Open XML, ECMA-376 transitional) and its one-file form, Flat OPC XML.
 *
 * Written from the document tree with real styles, Word's own numbering and content controls, so that a clerk
 * can go on editing: Word, WPS and LibreOffice open it with the lines and pages of the page template. */
#ifndef WRITE_DOCX_DOCX_H
#define WRITE_DOCX_DOCX_H

#include "write/writer.h"

extern const struct writer writer_docx; /* "docx": a ZIP package */
extern const struct writer writer_flat; /* "xml": the same parts in one XML file that Word opens (pkg:package) */

#endif
