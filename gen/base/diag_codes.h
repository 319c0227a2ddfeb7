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

/* build */
DIAG(VALUE_MISSING, "X001", ERROR, "no value for %2 (%1), e.g. %3; fill it in the units file, or give --set %1=…")
DIAG(UNIT_NOT_LISTED, "X002", NOTE, "‘%1’ is in no units file; drafting it from the values given here")
DIAG(UNIT_HAS_NO_VARIANT, "X003", ERROR, "no plan variant fits the unit ‘%1’; name one with --variant (plangen list shows them)")
DIAG(VARIANT_NOT_WRITTEN, "X004", ERROR, "the plan ‘%1’ is in the catalogue but not written yet")

/* command line */
DIAG(CONTENT_NOT_FOUND, "U001", ERROR, "the folder with the sources was not found; looked for catalogue.xml in:\n%1give it with --content DIR or PLANGEN_HOME")
DIAG(TEMPLATES_NOT_FOUND, "U002", ERROR, "the folder with the page templates was not found beside the sources, the program or in the share folder")
DIAG(BAD_YEAR, "U003", ERROR, "‘%1’ is not a year; write four digits, e.g. 2026")
DIAG(BAD_DATE, "U004", ERROR, "‘%1’ is not a date; write e.g. 2026-03-01")
DIAG(UNKNOWN_FORMAT, "U005", ERROR, "unknown format ‘%1’; the formats are: %2")
DIAG(UNKNOWN_NAME, "U006", ERROR, "no variable is called ‘%1’")
/* vars: JSON data */
DIAG(JSON_SYNTAX, "V501", ERROR, "not valid JSON: %1")
DIAG(JSON_TOO_DEEP, "V502", ERROR, "JSON objects and arrays stand more than %1 levels within each other; flatten the data")
