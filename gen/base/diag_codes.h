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

/* base: XML */
DIAG(XML_SYNTAX, "B020", ERROR, "not well-formed XML: %1")
DIAG(XML_DOCTYPE, "B021", ERROR, "a DOCTYPE must not stand in a source; delete it")
DIAG(XML_INVALID, "B022", ERROR, "the XML does not follow its grammar: %1")
DIAG(XML_GRAMMAR, "B023", SYSTEM, "cannot use the grammar ‘%1’: %2")

/* vars: declared types */
DIAG(VALUE_NOT_INTEGER, "V101", ERROR, "‘%1’ must be a whole number such as 41; it is ‘%2’")
DIAG(VALUE_NOT_NUMBER, "V102", ERROR, "‘%1’ must be a number such as 12.5; it is ‘%2’")
DIAG(VALUE_SCIENTIFIC, "V103", ERROR, "‘%1’ is ‘%2’: a spreadsheet turned a long number into scientific notation; format the column as text and enter it again")
DIAG(VALUE_LOST_ZEROS, "V104", ERROR, "‘%1’ is ‘%2’, shorter than a code such as ‘%3’: leading zeros were lost; format the column as text and enter it again")
DIAG(VALUE_NOT_DATE, "V105", ERROR, "‘%1’ must be a date such as 2026-03-01 or 2026年3月1日; it is ‘%2’")
DIAG(VALUE_NO_SUCH_DAY, "V106", ERROR, "‘%1’ is ‘%2’, a day that is not in the calendar")
DIAG(VALUE_NOT_YEAR, "V107", ERROR, "‘%1’ must be a year such as 2026; it is ‘%2’")
DIAG(VALUE_NOT_BOOLEAN, "V108", ERROR, "‘%1’ must be 是 or 否 (true or false); it is ‘%2’")
DIAG(VALUE_NOT_A_CHOICE, "V109", ERROR, "‘%1’ is ‘%2’; it must be one of %3")
DIAG(VALUE_TOO_SMALL, "V110", ERROR, "‘%1’ has %2, less than the least allowed, %3")
DIAG(VALUE_TOO_LARGE, "V111", ERROR, "‘%1’ has %2, more than the most allowed, %3")
DIAG(VALUE_LINES, "V112", ERROR, "‘%1’ must be one line of text; it is ‘%2’")
DIAG(VALUE_TOO_LONG, "V113", ERROR, "the value of ‘%1’ is longer than the limit of %2 bytes; shorten it")
DIAG(VALUE_COLUMNS, "V114", ERROR, "row %2 of the table ‘%1’ has %3 cells; it must have %4")
DIAG(VALUE_NO_COLUMN, "V115", ERROR, "the table ‘%1’ has no column ‘%2’")
DIAG(VALUE_WRONG_KIND, "V116", ERROR, "‘%1’ must be of type %2")

/* catalogue */
DIAG(CSV_UNCLOSED, "C001", ERROR, "the quote that opens this cell is never closed; end the cell with \"")
DIAG(CSV_AFTER_QUOTE, "C002", ERROR, "text after the closing quote of a cell; write a quote inside a quoted cell twice")
DIAG(CSV_STRAY_QUOTE, "C003", ERROR, "a quote inside a cell that does not start with one; put the cell in quotes and write the quote twice")
DIAG(CSV_COUNT, "C004", ERROR, "the row has %1 cells, the header has %2; put a cell that holds a comma in quotes")
DIAG(CSV_SCIENTIFIC, "C005", ERROR, "‘%1’: a spreadsheet turned a long number into scientific notation; format the column as text and enter it again")
