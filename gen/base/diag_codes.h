/* The one table of messages: DIAG(name, id, severity, text).
 *
 * `id` is stable and printed in brackets; %1 … %4 stand for the arguments given to diag_add(). A text says
 * what is wrong and, where it can, what to do. Ids: B base, V values, C catalogue, T templates (merge),
 * P parse, D document, F fonts, L layout, W writers, K check, X build, U command line. Each folder keeps
 * its own block; ids are never used twice. */

/* base */
DIAG(READ_FAILED, "B001", SYSTEM, "cannot read ‘%1’: %2")
DIAG(NOT_A_FILE, "B002", ERROR, "‘%1’ is not a regular file")
DIAG(FILE_TOO_LARGE, "B003", ERROR, "‘%1’ is larger than the limit of %2 bytes; split it")
DIAG(BAD_ENCODING, "B004", ERROR, "not valid text: neither UTF-8 nor GB 18030; save the file as UTF-8")
DIAG(READ_AS_GB18030, "B005", NOTE, "‘%1’ was read as GB 18030")
DIAG(READ_WITH_BOM, "B006", NOTE, "‘%1’ starts with a UTF-8 byte order mark, which was skipped")
DIAG(FORBIDDEN_CHARACTER, "B007", ERROR, "the character %1 must not stand in a source or value; delete it")
DIAG(WRITE_FAILED, "B008", SYSTEM, "cannot write ‘%1’: %2; the previous file is unchanged")
DIAG(MAKE_DIRECTORY_FAILED, "B009", SYSTEM, "cannot make the folder ‘%1’: %2")
DIAG(TOO_MANY_DIAGNOSTICS, "B010", WARNING, "%1 further messages are not shown")

/* write/pdf */
DIAG(PDF_FAILED, "W101", ERROR, "the PDF could not be made: libharu reports error %1; no file was written")
DIAG(PDF_LINK_LOST, "W102", WARNING, "the link ‘%1’ leads to a part that stands on no page; it is set as plain text")
