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

/* layout */
DIAG(TEMPLATE_FONT, "L001", ERROR, "the style ‘%1’ names the font role ‘%2’, which the template does not have")
DIAG(TEMPLATE_WRONG, "L002", ERROR, "the page template cannot be used: %1")
DIAG(ICU_FAILED, "L003", SYSTEM, "the ICU library cannot break lines: %1; install its data (libicu)")
DIAG(GLYPH_MISSING, "L010", ERROR, "no font has the character ‘%1’ (%2); tried: %3; install a font that has it, for example fonts-noto-cjk")
DIAG(CELL_OVERFULL, "L011", ERROR, "a character of the table cell ‘%1’ is wider than its column; make the column wider")
DIAG(PAGE_LIMIT, "L012", ERROR, "the document has more pages than the limit of %1; split it")

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
/* parse */
DIAG(TOO_DEEP, "P001", ERROR, "more than %1 blocks and inlines within each other; simplify")
DIAG(FRONT_MATTER_OPEN, "P002", ERROR, "the front matter has no closing ‘---’ line; add it below the last key")
DIAG(FRONT_MATTER_LINE, "P003", ERROR, "this line of the front matter is not ‘key: value’")
DIAG(META_KEY, "P004", WARNING, "unknown key ‘%1’; known are 标题 主送 编号 三级编号 %2")
DIAG(META_TWICE, "P005", ERROR, "‘%1’ is given twice; delete one")
DIAG(BAD_CHOICE, "P006", ERROR, "%1 cannot be ‘%2’; it is one of %3")
DIAG(RAW_HTML, "P010", ERROR, "raw HTML is not part of a plan: ‘%1’; use Markdown, or \\< for the character")
DIAG(IMAGE, "P011", ERROR, "images are not part of a plan; delete it")
DIAG(LINK_TITLE, "P012", WARNING, "the title of a link is not printed: ‘%1’; put it into the text")
DIAG(INDENTED_CODE, "P013", ERROR, "a line indented by four blanks is a code block, which a plan cannot have; delete the blanks")
DIAG(UNKNOWN_BLOCK, "P014", ERROR, "unknown block ‘%1’; known are %2")
DIAG(HEADING_LEVEL, "P015", ERROR, "headings have four levels, # to ####; this one has level %1")
DIAG(UNDERLINED_HEADING, "P016", ERROR, "a line of --- or === below text makes it a heading; leave a blank line before a page break, write # for a heading")
DIAG(BLOCK_PLACE, "P017", ERROR, "%1 must not stand in a list or quote; put it at the start of a line, outside")
DIAG(MARKDOWN_PLACE, "P018", ERROR, "‘%1’ holds Markdown blocks and must stand alone between paragraphs")
DIAG(BLOCK_ATTRIBUTE, "P020", ERROR, "attributes of a block are written name=\"value\", with both quotes; found ‘%1’")
DIAG(UNKNOWN_ATTRIBUTE, "P021", ERROR, "‘%1’ has no attribute ‘%2’")
DIAG(TABLE_WIDTHS, "P022", ERROR, "‘%1’ does not give %2 relative widths from 1 to 1000, one for each column")
DIAG(TABLE_ROW, "P023", ERROR, "this row has %1 cells, the first row has %2; write \\| for a | that does not separate cells")
DIAG(TABLE_COLUMNS, "P024", ERROR, "a table of %1 columns; at most %2 can be set")
DIAG(BLOCK_CONTENT, "P025", ERROR, "the block ‘%1’ holds nothing itself; put the text below it")
DIAG(XML_ELEMENT, "P030", ERROR, "<%1> must not stand in <%2>")
DIAG(XML_UNKNOWN_ATTRIBUTE, "P031", ERROR, "<%1> has no attribute ‘%2’")
DIAG(XML_TEXT, "P032", ERROR, "text must not stand directly in <%1>; put it into <p>")
DIAG(XML_ROOT, "P033", ERROR, "an XML plan is one <plan> element; found <%1>")
DIAG(XML_SECTION, "P034", ERROR, "a <section> begins with one <heading>")
DIAG(XML_ORDER, "P035", ERROR, "<%1> must not follow an <attachment>; attachments come last")
