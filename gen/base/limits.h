/* Every hard limit of plangen in one place. Each one has a diagnostic that
 * names it, so that a person who meets it knows which limit was hit. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
	LIMIT_SOURCE_BYTES = 1 << 20,         /* one Markdown, XML or template source */
	LIMIT_DATA_BYTES = 64 << 20,          /* one CSV or JSON data file */
	LIMIT_SHEET_BYTES = 256 << 20,        /* what is read of an Excel workbook, unpacked; a piece at a time is in memory */
	LIMIT_PART_BYTES = 32 << 20,          /* what is read of a DOCX package, unpacked */
	LIMIT_XML_NODES = 2000000,            /* elements and attributes of one XML document: libxml2 takes 200 bytes for each */
	LIMIT_XML_ATTRIBUTES = 256,           /* of one element, and namespaces in force: libxml2 compares each with each */
	LIMIT_PACKAGE_PARTS = 10000,          /* files in a DOCX package */
	LIMIT_PARAGRAPHS = 100000,            /* of a document made elsewhere: paragraphs and cells of tables */
	LIMIT_RECORD_BYTES = 32 << 20,        /* what the store keeps of one document: of a book, some hundred bytes for each value shown */
	LIMIT_KNOWN_HASHES = 256,             /* files remembered as valid */
	LIMIT_EXPANDED_BYTES = 4 << 20,       /* text of one merged document */
	LIMIT_OWN_BYTES = 32 << 20,           /* of the overrides of one file: each counts with all that stands before it */
	LIMIT_VALUE_BYTES = 64 << 10,         /* one value of a variable */
	LIMIT_INCLUDE_DEPTH = 16,             /* partials and skeletons within each other */
	LIMIT_SECTION_DEPTH = 64,             /* sections open at the same time */
	LIMIT_LOOP_ITERATIONS = 10000,        /* loop passes and includes of one merge, all together */
	LIMIT_MERGE_STEPS = 5000000,          /* tags and pieces of text that one merge walks through */
	LIMIT_NODE_DEPTH = 64,                /* document tree */
	LIMIT_JSON_DEPTH = 64,                /* objects and arrays within each other in --data */
	LIMIT_JSON_VALUES = 2000000,          /* of one JSON text: jansson takes 200 bytes for an empty object */
	LIMIT_REPORT_BYTES = 32 << 20,        /* one report of a batch: 120,000 documents */
	LIMIT_LOG_BYTES = 1 << 30,            /* the log of changes of a content folder */
	LIMIT_DATA_COLUMNS = 4096,            /* cells of one CSV row */
	LIMIT_BRACKETS = 10000,               /* ‘[’ in one text: cmark's time grows with their square */
	LIMIT_TABLE_COLUMNS = 32,
	LIMIT_PICTURE_PIXELS = 200000000,     /* of one picture: 600 MB */
	LIMIT_PAGES = 30000,                  /* libharu's page tree holds 32,767 */
	LIMIT_DIAGNOSTICS = 1000,             /* entries kept of one run; the rest are counted */
	LIMIT_FILE_NAME_BYTES = 200,          /* a file name made from a title */
	LIMIT_FILE_ENDING_BYTES = 16,         /* of them, kept free for an ending (.answers.json) */
};

#endif
