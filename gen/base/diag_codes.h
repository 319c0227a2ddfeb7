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
/* base: XML */
DIAG(XML_SYNTAX, "B020", ERROR, "not well-formed XML: %1")
DIAG(XML_DOCTYPE, "B021", ERROR, "a DOCTYPE must not stand in a source; delete it")
DIAG(XML_INVALID, "B022", ERROR, "the XML does not follow its grammar: %1")
DIAG(XML_GRAMMAR, "B023", SYSTEM, "cannot use the grammar ‘%1’: %2")

/* doc */
DIAG(SKIPPED_LEVEL, "D001", ERROR, "a level %1 heading follows level %2: a level is missing between them; use the next level, or for ‘1.’ right below ‘一、’ set 编号: 两级 and use ##")
DIAG(TYPED_NUMBER, "D002", ERROR, "the number ‘%1’ is typed by hand; delete it, numbers are generated")
DIAG(HEADING_PLACE, "D003", ERROR, "a heading must not stand in a list or quote; end the list first")
DIAG(NODE_EMPTY, "D004", ERROR, "this %1 is empty; give it a text or delete it")
DIAG(HEADING_END_MARK, "D005", WARNING, "a heading on a line of its own carries no end mark; delete ‘%1’")
DIAG(RUN_IN_ALONE, "D006", ERROR, "a heading that ends in 。 runs into the paragraph below it, but none follows; delete the 。 or add the paragraph")
DIAG(RUN_IN_END, "D007", ERROR, "a run-in heading ends in 。; put one at its end")
DIAG(RUN_IN_SENTENCES, "D008", WARNING, "a run-in heading is one sentence; put what follows its first 。 into the paragraph below")
DIAG(TITLE_TWICE, "D009", ERROR, "a second title; a document has one")
DIAG(SIGNATURE_PARTS, "D010", ERROR, "a signature needs one or more authorities and, last, a date")
DIAG(ATTACHMENT_TITLE, "D011", ERROR, "the attachment has no title; give it one (标题=\"…\")")
DIAG(ATTACHMENT_COUNT, "D012", WARNING, "the attachment note names %1, but the number of attachments that follow is %2")
/* font */
DIAG(FONT_SUBSTITUTED, "F001", NOTE, "the font ‘%1’, first choice for ‘%2’, is not installed; ‘%3’ is used in its place")
DIAG(FONT_NONE, "F002", ERROR,
     "no font for ‘%1’ is installed; tried: %2; install one of them, or the Debian packages fonts-noto-cjk, "
     "fonts-wqy-zenhei and fonts-lxgw-wenkai, and FandolFang with ‘make plans’")
DIAG(FONT_UNUSABLE, "F003", WARNING, "the font ‘%1’ is skipped: ‘%2’ %3")
DIAG(FONT_SUBSET_FAILED, "F004", ERROR, "cannot take the %2 glyphs that the document uses out of the font ‘%1’: %3")
