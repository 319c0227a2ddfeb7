/* plangen: yearly work plans (工作计划要点) of Chinese institutions from one set of sources, as a library.
 *
 *	struct plangen_messages *messages = plangen_messages_new();
 *	struct plangen *plangen = plangen_open("content", "templates", NULL, messages);
 *	struct plangen_request *plan = plangen_plan(plangen, "县科技局", "11", 2026, messages);
 *	struct plangen_document *draft = plangen_draft(plan, "pdf,docx", messages);
 *
 * Texts are UTF-8 and end with a NUL. All that the library makes is in memory: it writes no file but those that it remembers things in,
 * in the cache folder, where one is named, and those of the content that it is told to change. It prints nothing, ends no process, and changes neither locale, umask, signals nor
 * environment; what is read as text and written as numbers does not depend on the locale of the process.
 *
 * Owners. Who calls plangen_messages_new(), plangen_open(), plangen_plan(), plangen_book(), plangen_file(), plangen_draft(),
 * plangen_contents(), plangen_needs(), plangen_change(), plangen_change_preview(), plangen_log(), plangen_approvals(), plangen_mends() owns the result and gives it back to the function of the same kind that frees; NULL may be given back, too. Requests and
 * changes must be freed before their context is closed. Documents, logs and messages stand alone: they may outlive request and context. Texts
 * and bytes that functions return belong to what they were asked of; how long they are there stands at each.
 *
 * Errors. Functions that can fail return NULL, false or -1 and add to `messages`, which may be NULL, what is wrong, where, and what to do; they
 * go on after content errors to report them all, and add warnings and notes when they succeed, too. Nothing is cleared but by
 * plangen_messages_clear(). An index that is too large and a field that is not known are answered with NULL or 0.
 *
 * Threads. Several contexts may be used in as many threads at the same time. One context, with its requests and changes, serves one thread at a
 * time; so do messages, documents and logs. Several contexts, and other processes, may change the same folder. plangen_on_no_memory() may be called anywhere.
 *
 * Forks. A child may go on with what was opened before fork(), where the other threads of the parent are not inside the library.
 *
 * Memory. See plangen_on_no_memory(). */
#ifndef PLANGEN_H
#define PLANGEN_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#define PLANGEN_API __attribute__((visibility("default")))
#else
#define PLANGEN_API
#endif

/* ---- version */

/* Of this header. Within a major version, what is there stays: programs need not be compiled anew. */
#define PLANGEN_VERSION_MAJOR 1
#define PLANGEN_VERSION_MINOR 0

/* Of the library: "1.0.0". For ever. */
PLANGEN_API const char *plangen_version(void);

/* Whether the library can serve a program that was compiled with this version of the header: plangen_serves(PLANGEN_VERSION_MAJOR,
 * PLANGEN_VERSION_MINOR). */
PLANGEN_API bool plangen_serves(unsigned major, unsigned minor);

/* ---- memory */

/* Sets what is called when memory runs out, for the whole process; NULL: abort(), as when nothing was set. It must not return, or the
 * process is aborted. A program that has to survive runs the library in a process of its own. */
PLANGEN_API void plangen_on_no_memory(void (*handler)(void));

/* ---- messages: what is wrong, as data */

struct plangen_messages;

enum plangen_severity {
	PLANGEN_NOTE,    /* worth knowing */
	PLANGEN_WARNING, /* probably wrong */
	PLANGEN_ERROR,   /* wrong in what was given: nothing came of it */
	PLANGEN_SYSTEM   /* a file, a font, the machine */
};

enum plangen_message_field {
	PLANGEN_MESSAGE_CODE,       /* "V012": what is wrong, for programs; explained in plangen(1) */
	PLANGEN_MESSAGE_FILE,       /* path as it was read, or NULL: of no file */
	PLANGEN_MESSAGE_CELL,       /* of a table, as spreadsheets name it: "C17", of a workbook "表1!C17"; else NULL */
	PLANGEN_MESSAGE_ARGUMENT_1, /* what stands in the text: names, values; NULL: there is none */
	PLANGEN_MESSAGE_ARGUMENT_2,
	PLANGEN_MESSAGE_ARGUMENT_3,
	PLANGEN_MESSAGE_ARGUMENT_4
};

/* An empty list. */
PLANGEN_API struct plangen_messages *plangen_messages_new(void);
PLANGEN_API void plangen_messages_free(struct plangen_messages *messages);

/* Forgets all messages. Their texts are gone. */
PLANGEN_API void plangen_messages_clear(struct plangen_messages *messages);

/* How many there are; those that are at least as severe. */
PLANGEN_API size_t plangen_messages_count(const struct plangen_messages *messages);
PLANGEN_API size_t plangen_messages_worse(const struct plangen_messages *messages, enum plangen_severity least);

/* What a message says. The text is there until the messages are cleared or freed. */
PLANGEN_API enum plangen_severity plangen_message_severity(const struct plangen_messages *messages, size_t index);
PLANGEN_API const char *plangen_message(const struct plangen_messages *messages, size_t index, enum plangen_message_field field);

/* Line and column in the file, from 1; columns count characters. 0: not known. */
PLANGEN_API unsigned plangen_message_line(const struct plangen_messages *messages, size_t index);
PLANGEN_API unsigned plangen_message_column(const struct plangen_messages *messages, size_t index);

/* The message in words, without its place, in the language: "zh" or "en"; others are English. Nothing in it is a command to a
 * terminal. The text is there until the messages are cleared or freed. */
PLANGEN_API const char *plangen_message_text(struct plangen_messages *messages, size_t index, const char *language);

/* The same in pieces, from 0, for who shows names in another way: words, or one of the message's arguments as its text has it. *argument gets which one,
 * from 1; 0: words. NULL: it has fewer pieces. All pieces, one behind the other, are the text. */
PLANGEN_API const char *plangen_message_piece(struct plangen_messages *messages, size_t index, const char *language, size_t piece,
					      unsigned *argument);

/* All messages as plangen prints them, those that are less severe than `least` left out: "text", lines for people with the place, the source's line and what
 * led there, or "json" (plangen(1), --diagnostics). There until the messages are cleared or freed. NULL: another format. */
PLANGEN_API const char *plangen_messages_bytes(struct plangen_messages *messages, const char *format, const char *language,
					       enum plangen_severity least, size_t *size);

/* The messages that another font stands in for one of the template become one, the first of all (`fonts` false: none), and those of rows whose region no list has
 * one for each region, with how many more there are. plangen_messages_worse() counts them as before. */
PLANGEN_API void plangen_messages_gather(struct plangen_messages *messages, bool fonts);

/* What the library says in English words where it says it as data, such as an origin ("unit-variant"), a state ("made") or why the system refused a file,
 * in the language; `word` itself where it is none of the library's. */
PLANGEN_API const char *plangen_word(const char *word, const char *language);

/* ---- what there is to choose from */

enum plangen_format_field {
	PLANGEN_FORMAT_NAME,  /* for plangen_draft(): "pdf" */
	PLANGEN_FORMAT_ENDING, /* of files: ".pdf" */
	PLANGEN_FORMAT_HELP   /* what it is, in the language */
};

/* The formats of documents, from 0, in the order in which they are shown; NULL: the index is too large. For ever. */
PLANGEN_API const char *plangen_format(size_t index, enum plangen_format_field field, const char *language);

enum plangen_rule_field {
	PLANGEN_RULE_CODE,       /* of its findings: "K012" */
	PLANGEN_RULE_NAME,       /* a short word: "placeholder" */
	PLANGEN_RULE_SEVERITY,   /* "warning", in the language */
	PLANGEN_RULE_EXPLANATION /* in the language */
};

/* The rules that checks go by, from 0, by theme; that with the code or name, -1: there is none. NULL: the index is too large. For ever. */
PLANGEN_API size_t plangen_rule_count(void);
PLANGEN_API long plangen_rule_find(const char *name);
PLANGEN_API const char *plangen_rule(size_t index, enum plangen_rule_field field, const char *language);

/* ---- a content folder */

struct plangen;
struct plangen_document;

/* Reads the catalogue of the folder `content`; page templates and grammars are in the folder `templates`. `cache`: a folder in which it is
 * remembered which files were valid and which fonts were found; NULL: nowhere. NULL with errors. */
PLANGEN_API struct plangen *plangen_open(const char *content, const char *templates, const char *cache,
					 struct plangen_messages *messages);
PLANGEN_API void plangen_close(struct plangen *plangen);

/* Looks whether files were changed, added or removed, and reads them anew. 1: there are changes, and units and variants are numbered anew;
 * 0: there are none; -1 with errors: the files cannot be used as they are now, and all stays as it was. Without this call
 * nothing changes while a context is open. Requests stay good; a unit or a variant that is gone is an error of who drafts it. */
PLANGEN_API int plangen_refresh(struct plangen *plangen, struct plangen_messages *messages);

/* The language of what the library makes for people to read, the format "text" of tables among it: "zh" or "en", as at first. */
PLANGEN_API void plangen_set_language(struct plangen *plangen, const char *language);

/* What decides which fonts are found besides files: the environment that fontconfig reads, as a text; NULL: nothing, as at first. What was remembered under
 * another text is not used. To be called before anything is made. */
PLANGEN_API void plangen_set_font_key(struct plangen *plangen, const char *key);

/* Whether a font had to be looked for anew; false: all that were used were remembered. */
PLANGEN_API bool plangen_fonts_are_new(const struct plangen *plangen);

/* Adds what is wrong with tables of units, of all rows, which else only those hear of who use them. */
PLANGEN_API void plangen_report_units(const struct plangen *plangen, struct plangen_messages *messages);

/* The same of what concerns the unit at the index, and one note about the others. */
PLANGEN_API void plangen_report_unit(const struct plangen *plangen, size_t unit, struct plangen_messages *messages);

enum plangen_unit_field {
	PLANGEN_UNIT_ID,
	PLANGEN_UNIT_NAME,
	PLANGEN_UNIT_SHORT_NAME, /* may be "" */
	PLANGEN_UNIT_TYPE,
	PLANGEN_UNIT_REGION,     /* 省/市/县; may be "" */
	PLANGEN_UNIT_ALIASES     /* separated by | as they are written; may be "" */
};

enum plangen_variant_field {
	PLANGEN_VARIANT_ID,
	PLANGEN_VARIANT_NAME,       /* representative name */
	PLANGEN_VARIANT_SHORT_NAME,
	PLANGEN_VARIANT_CATEGORY,
	PLANGEN_VARIANT_SOURCE      /* path in the content folder; NULL: not written yet */
};

/* The units and the variants, from 0, in the order of the catalogue. The texts are there until plangen_refresh() returns 1. */
PLANGEN_API size_t plangen_unit_count(const struct plangen *plangen);
PLANGEN_API const char *plangen_unit(const struct plangen *plangen, size_t index, enum plangen_unit_field field);
PLANGEN_API size_t plangen_variant_count(const struct plangen *plangen);
PLANGEN_API const char *plangen_variant(const struct plangen *plangen, size_t index, enum plangen_variant_field field);

/* The index of the unit that is named as in the program: by id, name, short name or alias; what there is to say of its row is added, also where it has
 * another type than `type` (NULL: any). -1 with errors. */
PLANGEN_API long plangen_find_unit(const struct plangen *plangen, const char *name, const char *type, struct plangen_messages *messages);

/* Whether the variant is for the unit. */
PLANGEN_API bool plangen_unit_uses(const struct plangen *plangen, size_t unit, size_t variant);

/* Whether the variant is for a unit of this name and type, as long as nobody says which plans it has: those of a field are for units whose name says
 * so. False, too, when there is no such type or variant. */
PLANGEN_API bool plangen_suits(const struct plangen *plangen, const char *name, const char *type, size_t variant);

/* The type whose units are called as this one; `certain`, which may be NULL: whether no other type's are. NULL: the name tells none. The text is there
 * until plangen_refresh() returns 1. */
PLANGEN_API const char *plangen_type_by_name(const struct plangen *plangen, const char *name, bool *certain);

/* What is to be advised for a unit of this name that is in no file, of this type (NULL: not known): the variant that a plan of it may be drafted from, the type to draft
 * it with, and the type that it gets a row with; of types NULL: none need be named. False: there are no variants. The texts are there until plangen_refresh()
 * returns 1. */
PLANGEN_API bool plangen_suggest(const struct plangen *plangen, const char *name, const char *type, const char **variant, const char **draft_type,
				 const char **row_type);

/* The unit types by name, from 0; NULL: the index is too large. The texts are there until plangen_refresh() returns 1. */
PLANGEN_API size_t plangen_type_count(const struct plangen *plangen);
PLANGEN_API const char *plangen_type(const struct plangen *plangen, size_t index);

/* The years that have a profile, from 0, ascending; 0: the index is too large. */
PLANGEN_API size_t plangen_year_count(const struct plangen *plangen);
PLANGEN_API unsigned plangen_year(const struct plangen *plangen, size_t index);

/* Whether plans of the year can be made; a warning says where it has no profile of its own. False with errors. */
PLANGEN_API bool plangen_find_year(struct plangen *plangen, unsigned year, struct plangen_messages *messages);

enum plangen_entry_field {
	PLANGEN_ENTRY_NAME,   /* of the variable */
	PLANGEN_ENTRY_LABEL,
	PLANGEN_ENTRY_VALUE,  /* as people type it; "": none */
	PLANGEN_ENTRY_FROM,   /* the year whose profile it was taken over from */
	PLANGEN_ENTRY_PROFILE /* the name of the year's profile */
};

/* The entries of the year's profile that were taken over from another one's and that nobody confirmed yet, from 0; none where the year has no profile,
 * or, with errors, one that cannot be used. NULL: the index is too large. The texts are there until plangen_refresh() returns 1. */
PLANGEN_API size_t plangen_entry_count(struct plangen *plangen, unsigned year, struct plangen_messages *messages);
PLANGEN_API const char *plangen_entry(struct plangen *plangen, unsigned year, size_t index, enum plangen_entry_field field);

/* All units and variants as a table with the titles of the year ("units"), or the unit types ("types"): as "json", "csv", "xlsx" or "html" (plangen(1),
 * list), as "text", or as "text-all" with the values that variants need. NULL with errors. */
PLANGEN_API struct plangen_document *plangen_list(struct plangen *plangen, const char *what, unsigned year, const char *format,
						  struct plangen_messages *messages);

/* Called at each step of what takes long: `done` of `total` are made. False stops: what was begun fails with the message B050. It must not
 * call the library. NULL: nothing is called. */
PLANGEN_API void plangen_on_progress(struct plangen *plangen, bool (*step)(void *context, size_t done, size_t total), void *context);

/* ---- what is to be made */

struct plangen_request;

/* The plan of the variant with the values of the unit (NULL: of none). Both are named as in the program: by id, order, name, short name,
 * alias. NULL with errors. */
PLANGEN_API struct plangen_request *plangen_plan(struct plangen *plangen, const char *unit, const char *variant, unsigned year,
						 struct plangen_messages *messages);

/* The book of all plans, or of all plans of one unit. NULL with errors. */
PLANGEN_API struct plangen_request *plangen_book(struct plangen *plangen, const char *unit, unsigned year,
						 struct plangen_messages *messages);

/* A source of one's own, Markdown or XML, with the values of the unit (NULL: of none). NULL with errors. */
PLANGEN_API struct plangen_request *plangen_file(struct plangen *plangen, const char *path, const char *unit, unsigned year,
						 struct plangen_messages *messages);

/* The plans of units: `units` names units, unit types and regions, separated by commas, or is "all"; variant NULL: all that each has. For what tells of
 * several plans: plangen_gaps_of(), plangen_stats_of(). A document is made of one of them (plangen_plan()). NULL with errors. */
PLANGEN_API struct plangen_request *plangen_plans(struct plangen *plangen, const char *units, const char *variant, unsigned year,
						  struct plangen_messages *messages);
PLANGEN_API void plangen_request_free(struct plangen_request *request);

/* Gives the variable a value, over all that the content says; "" takes the content's value away, NULL takes back what was set
 * here. False with an error, and nothing changed, when there is no such variable or the value is none of its type. */
PLANGEN_API bool plangen_set(struct plangen_request *request, const char *name, const char *value,
			     struct plangen_messages *messages);

/* The same as a person typed it, NAME=VALUE, somewhere that messages name: "--set". It is looked at when the request is used: what is wrong is then an error. */
PLANGEN_API void plangen_give(struct plangen_request *request, const char *where, const char *text);

/* The unit that the plan or the file is for, named as in the program, which a person wrote somewhere that messages name: "--unit". One that is in no file is taken
 * by its name, for a plan of a variant, or for a file of one's own with `type`: what it is taken for is said. `type`, of such a unit, may be NULL: the one
 * that its name tells where the plan is for it, else the first that it is for. False with errors. */
PLANGEN_API bool plangen_set_unit(struct plangen_request *request, const char *where, const char *name, const char *type,
				  struct plangen_messages *messages);

/* Values from a file of JSON, an object, below what is set by hand. False with errors. */
PLANGEN_API bool plangen_set_data(struct plangen_request *request, const char *path, struct plangen_messages *messages);

/* The date of the document: "2026-01-05" or as people write it; NULL: that of the content. False with an error. */
PLANGEN_API bool plangen_set_date(struct plangen_request *request, const char *date, struct plangen_messages *messages);

/* The page template by its folder's name; NULL: that which the document names (版式), else "gbt9704", of a book that which the content names. False with an error when there is none,
 * or the request is for a book. */
PLANGEN_API bool plangen_set_template(struct plangen_request *request, const char *name, struct plangen_messages *messages);

/* What PDF files promise archives and screen readers: "a-2a+ua" (PDF/A-2a and PDF/UA-1), "a-2u", "a-1b" or "plain"; or printers: "x-4" (PDF/X-4), which
 * needs an output intent; NULL: "a-2a+ua". False with an error when there is no such profile. */
PLANGEN_API bool plangen_set_profile(struct plangen_request *request, const char *name, struct plangen_messages *messages);

/* The printing condition that PDF files of the profile "x-4" are made for: the path of its ICC profile of four colours, which is read at once; NULL: none, and
 * these files are refused. False with an error, and nothing changed, when it cannot be read or is no such profile. */
PLANGEN_API bool plangen_set_output_intent(struct plangen_request *request, const char *path, struct plangen_messages *messages);

/* How values stand in DOCX: "controls", in content controls that are bound to one place, so that one that is changed is changed everywhere, or "plain", as
 * text, for programs that skip what stands in controls. NULL: "controls". False with an error when there is no such form. */
PLANGEN_API bool plangen_set_docx(struct plangen_request *request, const char *form, struct plangen_messages *messages);

/* How large pages made as "png" are, in pixels an inch (10 to 600; 0: 96, on a sheet what suits it), and whether they are one picture, a contact sheet of all
 * pages. False with an error, and nothing changed, for another resolution. */
PLANGEN_API bool plangen_set_picture(struct plangen_request *request, unsigned resolution, bool sheet, struct plangen_messages *messages);

/* Where the fonts of pages made as "svg" stand: a page asks for `prefix`, the hash of a font, and ".otf", in CSS of its own; with "" it only names the
 * families, each p and the hash, and the program has to declare them. NULL, as at first: each page holds its fonts. */
PLANGEN_API void plangen_set_fonts(struct plangen_request *request, const char *prefix);

/* Whether missing values are errors. At first they are not: a draft shows them as gaps and lists them at its end. */
PLANGEN_API void plangen_set_final(struct plangen_request *request, bool final);

/* Where the values of variables come from, layer by layer, as "text" in the language of the context (plangen(1), explain): those of the plan, or, with `file`, of that
 * source of one's own, with what the document says itself. A name that is no variable's is an error in the messages. NULL with errors in the request. */
PLANGEN_API struct plangen_document *plangen_explain(struct plangen_request *request, const char *file, const char *const *names, size_t count,
						     struct plangen_messages *messages);

/* ---- documents */

/* Makes the document in memory, in the formats: "pdf", "docx", "xml", "md", "txt", "svg", "png", "pages", separated by commas. NULL or "": it is
 * only composed, which tells its title and what is missing. NULL with errors. */
PLANGEN_API struct plangen_document *plangen_draft(struct plangen_request *request, const char *formats,
						   struct plangen_messages *messages);

/* The contents of a book (plangen_book()) with its page numbers, down to `depth`: 1 = titles … 4 = headings of level 3. The format is
 * "text", "md", "json", "xml", "csv", "html", "xlsx", "pdf" or "docx". The document has no gaps. NULL with errors. */
PLANGEN_API struct plangen_document *plangen_contents(struct plangen_request *request, int depth, const char *format,
						      struct plangen_messages *messages);

/* The same from what a build remembers of the book in the folder `store`, where that is up to date: then nothing is laid out. */
PLANGEN_API struct plangen_document *plangen_contents_of_build(struct plangen_request *request, int depth, const char *format, const char *store,
							       struct plangen_messages *messages);
PLANGEN_API void plangen_document_free(struct plangen_document *document);

/* The document in one of the formats it was made in; NULL for others. Of formats with a file for each page ("svg", "png") it is the first page. *size may
 * be NULL. They are there as long as the document. */
PLANGEN_API const void *plangen_bytes(const struct plangen_document *document, const char *format, size_t *size);

/* A page, from 0, in a format with a file for each page. NULL: there is none. They are there as long as the document.
 *
 * An SVG page has its width and height in pt, and so is its viewBox. Each block is a <text>, in reading order, each character where the PDF has
 * it; it can be selected, searched and read aloud. Its pieces name what they come from, in attributes of <text> and, where it is otherwise, of
 * <tspan>: data-block is "heading", "paragraph", "item", "cell" …; data-passage the id of the passage or block, as PLANGEN_PASSAGE_ID has it
 * (of plans alone); data-own is there when the text is the unit's own; data-value is the name of the variable that gave the text, and class="gap" tells that
 * the value is missing. */
PLANGEN_API const void *plangen_page(const struct plangen_document *document, const char *format, size_t page, size_t *size);

/* The fonts of SVG pages that do not hold them, see plangen_set_fonts(): OpenType files of the glyphs that the pages show. What the source's own
 * text shows is in files that are the same in all its documents, so that browsers which keep them need not load them again. */
PLANGEN_API size_t plangen_font_count(const struct plangen_document *document);

enum plangen_font_field {
	PLANGEN_FONT_HASH, /* of the file, 32 hexadecimal digits: another file has another one */
	PLANGEN_FONT_NAME  /* of the face it was made from: "NotoSerifCJKsc-Regular" */
};
PLANGEN_API const char *plangen_font(const struct plangen_document *document, size_t index, enum plangen_font_field field);
PLANGEN_API const void *plangen_font_bytes(const struct plangen_document *document, size_t index, size_t *size);

PLANGEN_API const char *plangen_title(const struct plangen_document *document);

/* Number of pages; 0 when no format needed pages. */
PLANGEN_API size_t plangen_pages(const struct plangen_document *document);

enum plangen_gap_field {
	PLANGEN_GAP_NAME,    /* of the variable, for plangen_set() */
	PLANGEN_GAP_LABEL,
	PLANGEN_GAP_TYPE,    /* "integer", "date" …; see plangen-content(5) */
	PLANGEN_GAP_HELP,    /* NULL: none */
	PLANGEN_GAP_EXAMPLE, /* NULL: none */
	PLANGEN_GAP_FILE     /* the first place that uses it, or NULL */
};

/* The values that the document lacks, in the order in which it uses them; a table once for each of its cells that is empty, with row and column in the
 * label. The texts are there as long as the document. */
PLANGEN_API size_t plangen_gap_count(const struct plangen_document *document);
PLANGEN_API const char *plangen_gap(const struct plangen_document *document, size_t index, enum plangen_gap_field field);
PLANGEN_API unsigned plangen_gap_line(const struct plangen_document *document, size_t index);

/* ---- templates alone, and reports */

/* The template in the file, expanded (format "text"): by the rules of mustache, with plangen's filters. `data`: a file of JSON, NULL: no values; `partials`:
 * the folder that {{>name}} is looked for in, NULL: there are none. Values are written as "html" or "markdown" needs it, or (NULL, "none") as they are. NULL
 * with errors. */
PLANGEN_API struct plangen_document *plangen_expand(const char *file, const char *data, const char *partials, const char *escape,
						    struct plangen_messages *messages);

/* The reports of the parts of a build (plangen(1), --report) as one, in the format "json". NULL with errors, also where a part is missing. */
PLANGEN_API struct plangen_document *plangen_report_merge(const char *const *files, size_t count, struct plangen_messages *messages);

/* ---- what units owe, and forms */

/* What the plans of the units still lack, as "json", "csv", "xlsx" or "html" (plangen(1), gaps). `units` names units, unit types and regions,
 * separated by commas, or is "all". NULL with errors; what is wrong with single plans is in the messages, too. */
PLANGEN_API struct plangen_document *plangen_gaps(struct plangen *plangen, const char *units, unsigned year, const char *format,
						  struct plangen_messages *messages);

/* The same of the plans of a request (plangen_plans()), with what was set in it; also as "text", or as "text-all" with the units that lack nothing and the
 * values that may be missing. */
PLANGEN_API struct plangen_document *plangen_gaps_of(struct plangen_request *request, const char *format, struct plangen_messages *messages);

/* How far their plans are, in the same formats (plangen(1), stats). NULL with errors. */
PLANGEN_API struct plangen_document *plangen_stats(struct plangen *plangen, const char *units, unsigned year, const char *format,
						   struct plangen_messages *messages);

/* The same of the plans of a request; also as "text", or as "text-all" with all plans. */
PLANGEN_API struct plangen_document *plangen_stats_of(struct plangen_request *request, const char *format, struct plangen_messages *messages);

/* The values that a plan uses and that content may give, which is more than it lacks: for who asks people for them. */
struct plangen_needs;

/* Those of the plan as it is with what was set, by the order of their declaration; they stand alone like a document. NULL with errors: the request is no
 * plan's, or it cannot be composed. */
PLANGEN_API struct plangen_needs *plangen_needs(struct plangen_request *request, struct plangen_messages *messages);
PLANGEN_API void plangen_needs_free(struct plangen_needs *needs);

enum plangen_need_field {
	PLANGEN_NEED_NAME,    /* of the variable, for plangen_set() and plangen_change_value() */
	PLANGEN_NEED_LABEL,
	PLANGEN_NEED_GROUP,   /* what it is about */
	PLANGEN_NEED_TYPE,    /* "integer", "date" …; see plangen-content(5) */
	PLANGEN_NEED_KIND,    /* the same for people, in Chinese, with its bounds: 整数，1至9999 */
	PLANGEN_NEED_HELP,    /* NULL: none */
	PLANGEN_NEED_EXAMPLE, /* NULL: none */
	PLANGEN_NEED_VALUE,   /* as people type it; a list is separated by |, rows of a table by line ends. NULL: it has none */
	PLANGEN_NEED_ORIGIN,  /* where that comes from: "default", "year", "type", "region", "unit", "unit-variant" or "set"; NULL: it has none */
	PLANGEN_NEED_SCOPE,   /* name of that year, type or region; NULL: of none */
	PLANGEN_NEED_OWN,     /* what the unit's own row says, whatever is over it; NULL: nothing */
	PLANGEN_NEED_ELSE,    /* what would count if the unit's row said nothing and nothing was set; NULL: nothing would */
	PLANGEN_NEED_FILE,    /* where the value stands, or NULL */
	PLANGEN_NEED_FROM     /* the year whose profile it was taken over from, and nobody confirmed it; a final document waits for that. NULL: it holds */
};
PLANGEN_API size_t plangen_need_count(const struct plangen_needs *needs);
PLANGEN_API const char *plangen_need(const struct plangen_needs *needs, size_t index, enum plangen_need_field field);
PLANGEN_API unsigned plangen_need_line(const struct plangen_needs *needs, size_t index);

/* Whether the plan shows a gap in its place. */
PLANGEN_API bool plangen_need_missing(const struct plangen_needs *needs, size_t index);

/* The choices of an "enum", or the columns of a "table", from 0; NULL: the index is too large, or it is neither. */
PLANGEN_API const char *plangen_need_choice(const struct plangen_needs *needs, size_t index, size_t choice);

/* A workbook ("xlsx") in which a unit fills in what its plans use; for several units one with a row for each. NULL with errors. */
PLANGEN_API struct plangen_document *plangen_form(struct plangen *plangen, const char *units, unsigned year, struct plangen_messages *messages);

/* ---- changing content */

/* Values that go into units' rows, all or none. The files are those of the context's content folder; they keep encoding, line ends, order, owner,
 * mode and links. What others changed there since the context read them is not written over: cells that nobody else touched are merged, others are
 * refused with the message X092, its place, and both versions. What was changed is in the log of the folder, with who, when and what, and can be undone.
 *
 * A change belongs to its context as requests do. While it is written, for moments, signals that end the process wait; a lock is waited for up to
 * ten seconds. Whatever ends the process, the next plangen_open(), plangen_refresh() or command finishes what was begun or takes it back, and says
 * so with the messages X097 or X098. An open context sees a change, its own too, after plangen_refresh(). */
struct plangen_change;

/* A change that holds nothing yet. `who` is a person's name, `what` says which program or command makes it, `when` is in seconds since 1970. It is
 * freed by plangen_change_free(), which drops what was not committed. Never NULL. */
PLANGEN_API struct plangen_change *plangen_change(struct plangen *plangen, const char *who, const char *what, long long when);
PLANGEN_API void plangen_change_free(struct plangen_change *change);

/* The value of the variable, for all its variants, in the row of the unit; "" empties its cell. A column is added where the file has none. False
 * with errors, and the change as it was, when there is no such unit or variable, or the value is none of its type. */
PLANGEN_API bool plangen_change_value(struct plangen_change *change, const char *unit, const char *variable, const char *value,
				      struct plangen_messages *messages);

/* A row for a new unit, in the table with the most units of its type. id NULL: the next one of that table; region, 省/市/县, may be NULL. False with
 * errors, and the change as it was, when there is no such type, or somebody is called so. Its values are given after a commit and
 * plangen_refresh(). */
PLANGEN_API bool plangen_change_new_unit(struct plangen_change *change, const char *id, const char *name, const char *type, const char *region,
					 struct plangen_messages *messages);

/* The same, with the plans that it has: variants by id, order or name, parted by |; NULL or "": those for its type and name (plangen_suits()). */
PLANGEN_API bool plangen_change_new_unit_with(struct plangen_change *change, const char *id, const char *name, const char *type, const char *region,
					      const char *plans, struct plangen_messages *messages);

/* Which plans the unit has from now on, likewise. False with errors, and the change as it was, when there is no such unit or variant. */
PLANGEN_API bool plangen_change_plans(struct plangen_change *change, const char *unit, const char *plans, struct plangen_messages *messages);

/* Adds what a form that came back gives: new units, and values that differ from those of their units. `year`: of the plans. How many values there are; -1
 * with errors, each with its place in the form; the change is then to be freed. */
PLANGEN_API long plangen_change_fill(struct plangen_change *change, const char *path, unsigned year, struct plangen_messages *messages);

/* Gives the unit another name; its id and all else stay. False with errors, and the change as it was. */
PLANGEN_API bool plangen_change_rename_unit(struct plangen_change *change, const char *unit, const char *name, struct plangen_messages *messages);

/* Takes the row of the unit out; files that were made of its plans stay. False with errors, and the change as it was, also when it is in a
 * workbook, which is never written. */
PLANGEN_API bool plangen_change_remove_unit(struct plangen_change *change, const char *unit, struct plangen_messages *messages);

/* A profile of the year: a copy of that of `from` (0: of the year before that has one, else of the next), in which no entry is confirmed. A final
 * document that uses such an entry is refused with the message X107, and plangen_check_content() lists them. False with errors, and the change
 * as it was, when the year has a profile, or there is none to copy. */
PLANGEN_API bool plangen_change_new_year(struct plangen_change *change, unsigned year, unsigned from, struct plangen_messages *messages);

/* Confirms the entry of the year's profile as it is (value NULL), or gives it the value; variable NULL: confirms all. False with errors, and the
 * change as it was, when there is no such profile or entry, or the value is none of its type. */
PLANGEN_API bool plangen_change_confirm(struct plangen_change *change, unsigned year, const char *variable, const char *value,
					struct plangen_messages *messages);

/* The same of several entries at once, each value NULL or not; with none, all are confirmed but those of variables that are others in each year, which a
 * warning names. */
PLANGEN_API bool plangen_change_confirm_all(struct plangen_change *change, unsigned year, const char *const *variables, const char *const *values,
					    size_t count, struct plangen_messages *messages);

/* ---- approving */

/* Approves the plan of the request as the content makes it now, as a final document: in content/approved.csv stand then the hash of its PDF (XXH3, 128
 * bits), the person of the change and its time. Values that are set in the request do not count. An approval of the same plan of that year is
 * replaced. False with errors, and the change as it was: it is no unit's plan, or cannot be final yet. */
PLANGEN_API bool plangen_change_approve(struct plangen_change *change, struct plangen_request *request, struct plangen_messages *messages);

/* The plans of the year that were approved, those of the unit with that id or (NULL) of all, as the file is now; each is drafted, to tell whether it still is what
 * was approved. They stand alone like a document. NULL with errors. */
struct plangen_approvals;
PLANGEN_API struct plangen_approvals *plangen_approvals(struct plangen *plangen, const char *unit, unsigned year, struct plangen_messages *messages);
PLANGEN_API void plangen_approvals_free(struct plangen_approvals *approvals);

enum plangen_approval_field {
	PLANGEN_APPROVAL_UNIT,     /* ids */
	PLANGEN_APPROVAL_VARIANT,
	PLANGEN_APPROVAL_TEMPLATE, /* see plangen_set_template(); "": that of the document */
	PLANGEN_APPROVAL_HASH,     /* of what was approved, 32 hexadecimal digits */
	PLANGEN_APPROVAL_NOW,      /* of what it is now; another one: the approval is stale. NULL: it cannot be final now */
	PLANGEN_APPROVAL_WHO,
	PLANGEN_APPROVAL_WHEN      /* 2026-01-05T08:30:00Z */
};
PLANGEN_API size_t plangen_approval_count(const struct plangen_approvals *approvals);
PLANGEN_API const char *plangen_approval(const struct plangen_approvals *approvals, size_t index, enum plangen_approval_field field);

/* ---- units' own text */

/* The passages of a plan, and what its unit has otherwise: passages that it replaces, drops or adds, in content/units/UNIT/VARIANT.md or, for all its
 * plans, in content/units/UNIT/共同.md (plangen-content(5)). */
struct plangen_passages;

/* The plan as the files are now; it is freed by plangen_passages_free(). NULL with errors: the request is no plan's. A plan that has errors has its
 * passages all the same; what is wrong with it is in the messages. */
PLANGEN_API struct plangen_passages *plangen_passages(struct plangen_request *request, struct plangen_messages *messages);
PLANGEN_API void plangen_passages_free(struct plangen_passages *passages);

/* Passages stand in the order of the plan, an outer one before those in it. The index counts from 0. */
PLANGEN_API size_t plangen_passage_count(const struct plangen_passages *passages);

/* The id, which is the path of headings, with {{names}} for values: 加强学习/安排好理论学习; a block of it is 加强学习/安排好理论学习#1. The last heading.
 * The shared text before values are put in, a block a line, headings behind #. The file that it begins in. */
enum plangen_passage_field { PLANGEN_PASSAGE_ID, PLANGEN_PASSAGE_HEADING, PLANGEN_PASSAGE_TEXT, PLANGEN_PASSAGE_FILE };
PLANGEN_API const char *plangen_passage(const struct plangen_passages *passages, size_t index, enum plangen_passage_field field);
PLANGEN_API unsigned plangen_passage_line(const struct plangen_passages *passages, size_t index);

/* What the unit has otherwise, in the order of its file for the plan, then of that for all. */
PLANGEN_API size_t plangen_override_count(const struct plangen_passages *passages);

/* The passage or block: its whole id, or what the file calls it, when it is none. 替换, 删除, 前加 or 后加. Why. The file. The shared text that it was
 * written against; "": none is written down. The shared text of now. */
enum plangen_override_field {
	PLANGEN_OVERRIDE_PASSAGE,
	PLANGEN_OVERRIDE_ACTION,
	PLANGEN_OVERRIDE_REASON,
	PLANGEN_OVERRIDE_FILE,
	PLANGEN_OVERRIDE_BASE,
	PLANGEN_OVERRIDE_NOW,
};
PLANGEN_API const char *plangen_override(const struct plangen_passages *passages, size_t index, enum plangen_override_field field);
PLANGEN_API unsigned plangen_override_line(const struct plangen_passages *passages, size_t index);

/* Whether the shared text is no longer what it was: a final document then is refused with the message T066. */
PLANGEN_API bool plangen_override_changed(const struct plangen_passages *passages, size_t index);

/* All of it as people read it, in the language of the context; there until the passages are freed. */
PLANGEN_API const char *plangen_passages_text(struct plangen_passages *passages, size_t *size);

/* All of it as JSON, as plangen explain --passages gives one plan; there until the passages are freed. */
PLANGEN_API const char *plangen_passages_json(struct plangen_passages *passages, size_t *size);

/* The unit's own text for the passage or block of the id `passage`: `action` is 替换, 删除, 前加 or 后加, `text` Markdown, "" for 删除. It replaces
 * an override of the same in the unit's file for the plan. False with errors, and the change as it was. */
PLANGEN_API bool plangen_change_own_text(struct plangen_change *change, const struct plangen_passages *passages, const char *passage,
					 const char *action, const char *reason, const char *text, struct plangen_messages *messages);

/* The unit is to have no own text for the passage or block of the id `passage` in its file for the plan: the shared text counts again. What there is not
 * needs no taking away. False with errors, and the change as it was. */
PLANGEN_API bool plangen_change_shared_text(struct plangen_change *change, const struct plangen_passages *passages, const char *passage,
					    struct plangen_messages *messages);

/* The shared texts of now become what the overrides were written against, where they changed or none is written down. How many; the change is as it
 * was where it is 0. */
PLANGEN_API size_t plangen_change_accept_base(struct plangen_change *change, const struct plangen_passages *passages);

/* ---- changes, written */

/* Writes the change; it then holds nothing. False with errors: no file was changed, and it may be tried again. */
PLANGEN_API bool plangen_change_commit(struct plangen_change *change, struct plangen_messages *messages);

/* The number in the log of what was committed last; 0: nothing was, or nothing differed. */
PLANGEN_API unsigned plangen_change_number(const struct plangen_change *change);

/* What a commit would write, as a log of one change without a number; no file is touched and the change stays as it is. NULL with the errors that the
 * commit would have. */
struct plangen_log;
PLANGEN_API struct plangen_log *plangen_change_preview(struct plangen_change *change, struct plangen_messages *messages);

/* What was committed last, as a log of that one change; NULL: nothing was. */
PLANGEN_API struct plangen_log *plangen_change_written(const struct plangen_change *change);

/* Takes back the change with this number in the log; 0: the last one that is no undo and not undone. It is a change itself, which may be undone. False
 * with errors, and no file changed, when there is none, or somebody changed the same cells or passages since. */
PLANGEN_API bool plangen_undo(struct plangen *plangen, unsigned number, const char *who, long long when,
			      struct plangen_messages *messages);

/* The log as it is, which stands alone like a document. NULL with errors. */
PLANGEN_API struct plangen_log *plangen_log(struct plangen *plangen, struct plangen_messages *messages);
PLANGEN_API void plangen_log_free(struct plangen_log *log);

/* The changes, from 0, the oldest first: their number, that of the change that they undo, and that of the one that undid them (0: none); when. */
PLANGEN_API size_t plangen_log_count(const struct plangen_log *log);
PLANGEN_API unsigned plangen_log_number(const struct plangen_log *log, size_t index);
PLANGEN_API unsigned plangen_log_undoes(const struct plangen_log *log, size_t index);
PLANGEN_API unsigned plangen_log_undone(const struct plangen_log *log, size_t index);
PLANGEN_API long long plangen_log_when(const struct plangen_log *log, size_t index);
PLANGEN_API const char *plangen_log_who(const struct plangen_log *log, size_t index);
PLANGEN_API const char *plangen_log_what(const struct plangen_log *log, size_t index);

enum plangen_part_field {
	PLANGEN_PART_FILE,   /* below the content folder */
	PLANGEN_PART_CELL,   /* of a table, as spreadsheets name it: "C17"; else NULL */
	PLANGEN_PART_ROW,    /* what names it, such as the unit's id; NULL: the part is a column, or of no table */
	PLANGEN_PART_COLUMN, /* its header; NULL: the part is a row, or of no table */
	PLANGEN_PART_OLD,    /* of a cell or passage; NULL of a row or column that was added or removed */
	PLANGEN_PART_NEW,
	PLANGEN_PART_LABEL   /* what people call the value of the column; NULL: the column is no variable's */
};

/* The cells and passages of a change. A label is that of the variable when the log was read. The texts are there as long as the log. */
PLANGEN_API size_t plangen_log_part_count(const struct plangen_log *log, size_t index);
PLANGEN_API const char *plangen_log_part(const struct plangen_log *log, size_t index, size_t part, enum plangen_part_field field);

/* The files of a change, from 0; NULL: the index is too large. */
PLANGEN_API size_t plangen_log_file_count(const struct plangen_log *log, size_t index);
PLANGEN_API const char *plangen_log_file(const struct plangen_log *log, size_t index, size_t file);

/* A change as plangen log shows it: "text", its files with cells old and new and lines of texts as a diff has them, in the language of the context; or "json",
 * an object (plangen(1), log). There until the next call or the log is freed. NULL: the index is too large, or another format. */
PLANGEN_API const char *plangen_log_bytes(struct plangen_log *log, size_t index, const char *format, size_t *size);

/* ---- content folders that are not opened: those that cannot be, too */

/* Finishes or takes back a change that was interrupted, as plangen_open() does. False with errors. */
PLANGEN_API bool plangen_folder_recover(const char *content, struct plangen_messages *messages);

/* The log of the folder, without labels; texts in the language. NULL with errors. */
PLANGEN_API struct plangen_log *plangen_folder_log(const char *content, const char *language, struct plangen_messages *messages);

/* Takes back the change as plangen_undo() does, or, with `planned`, finds out what would be written. The change that does it, as a log, without files where
 * the files are as they were before already. NULL with errors. */
PLANGEN_API struct plangen_log *plangen_folder_undo(const char *content, unsigned number, const char *who, long long when, bool planned,
						    const char *language, struct plangen_messages *messages);

/* Makes the folder `own`, which is not there yet, a copy of the content that came with the program, for an office to change: whole or not at all. False with
 * errors. */
PLANGEN_API bool plangen_folder_copy(const char *shipped, const char *own, struct plangen_messages *messages);

/* The version of the program whose texts such a copy has goes into `version`, cut to the room. False: it is no such copy. */
PLANGEN_API bool plangen_folder_version(const char *content, char *version, size_t room);

/* Takes what is new in the content that came with the program into such a copy, where nobody edited it; warnings tell of what was edited and is new, too.
 * `planned` and the result: as plangen_folder_undo(). */
PLANGEN_API struct plangen_log *plangen_folder_upgrade(const char *content, const char *shipped, const char *who, long long when, bool planned,
						       const char *language, struct plangen_messages *messages);

/* ---- comparing */

/* What differs between a document and the plan that it was drafted as, or between two documents. It stands alone like a document. */
struct plangen_diff;

/* The request for the plan that a DOCX file says it is, in its properties: of plans that plangen drafted, however they were edited. NULL with
 * errors, also when it does not say. */
PLANGEN_API struct plangen_request *plangen_plan_of(struct plangen *plangen, const char *path, struct plangen_messages *messages);

/* A document that somebody went on editing (DOCX, plain text or Markdown), opened; `name`: what people call it, where it was converted or is a copy; NULL: its path.
 * Freed after the diffs that are made of it. NULL with errors. */
struct plangen_edited;
PLANGEN_API struct plangen_edited *plangen_edited(const char *path, const char *name, struct plangen_messages *messages);
PLANGEN_API void plangen_edited_free(struct plangen_edited *edited);

/* Which plan a DOCX says that it is; NULL: it does not say, or is of none. Texts for plangen_plan(), plangen_set_template(); issued: the notice that issues the
 * plan stands before it. */
enum plangen_edited_field {
	PLANGEN_EDITED_UNIT,
	PLANGEN_EDITED_VARIANT,
	PLANGEN_EDITED_YEAR,
	PLANGEN_EDITED_TEMPLATE,
	PLANGEN_EDITED_ISSUED
};
PLANGEN_API const char *plangen_edited_text(const struct plangen_edited *edited, enum plangen_edited_field field);

/* The ids of the unit and the variant of a plan, and its year; NULL: of none. They are there as long as the request. */
enum plangen_request_field { PLANGEN_REQUEST_UNIT, PLANGEN_REQUEST_VARIANT };
PLANGEN_API const char *plangen_request_text(const struct plangen_request *request, enum plangen_request_field field);
PLANGEN_API unsigned plangen_request_year(const struct plangen_request *request);

/* What was changed in the file (DOCX, plain text or Markdown) against a draft of the request, which must be for a plan: plain edits and tracked
 * changes alike. Numbers of headings and items, bullet signs, page breaks and looks are not compared. NULL with errors. */
PLANGEN_API struct plangen_diff *plangen_diff(struct plangen_request *request, const char *path, struct plangen_messages *messages);

/* What differs between two such files. NULL with errors. */
PLANGEN_API struct plangen_diff *plangen_diff_files(const char *before, const char *after, struct plangen_messages *messages);

/* The same of a document that is open, and of two files that people call otherwise, as plangen_edited() has it. */
PLANGEN_API struct plangen_diff *plangen_diff_edited(struct plangen_request *request, const struct plangen_edited *edited,
						     struct plangen_messages *messages);
PLANGEN_API struct plangen_diff *plangen_diff_files_as(const char *before, const char *before_name, const char *after, const char *after_name,
						       struct plangen_messages *messages);
PLANGEN_API void plangen_diff_free(struct plangen_diff *diff);

/* Whether nothing differs, nothing that plain text cannot tell either. */
PLANGEN_API bool plangen_diff_is_same(const struct plangen_diff *diff);

/* The first document (of plangen_diff() a draft of `request`, which must be that of the diff) as DOCX, with tracked changes by that person at that time which
 * make the second one of it. NULL with errors: they are not both DOCX. */
PLANGEN_API struct plangen_document *plangen_diff_redline(struct plangen_diff *diff, struct plangen_request *request, const char *who, long long when,
							  struct plangen_messages *messages);

/* The plans of one unit with those of one unit (plangen_plans()), each with that of the same variant: as "text", "text-colour" (for a terminal), "json" or
 * "html". *plans: how many variants both have; *differ: whether some plan does. NULL: none could be compared. */
PLANGEN_API struct plangen_document *plangen_diff_plans(struct plangen_request *before, struct plangen_request *after, const char *format,
							size_t *plans, bool *differ, struct plangen_messages *messages);

enum plangen_diff_kind {
	PLANGEN_DIFF_CHANGED,  /* the passage has another text */
	PLANGEN_DIFF_ADDED,
	PLANGEN_DIFF_REMOVED,
	PLANGEN_DIFF_MOVED,    /* it stands elsewhere */
	PLANGEN_DIFF_RESTYLED  /* it became a heading, an item of a list … */
};

enum plangen_diff_field {
	PLANGEN_DIFF_OLD,      /* the passage's text before; NULL of one that was added */
	PLANGEN_DIFF_NEW,      /* and now; NULL of one that was removed */
	PLANGEN_DIFF_OLD_FILE, /* where it stands: the source of the plan, or the first file; may be NULL */
	PLANGEN_DIFF_NEW_FILE,
	PLANGEN_DIFF_ELEMENT   /* the name of a named element of head, record block or front matter (签发人), of which the texts are the values; NULL of others */
};

/* The passages that differ (paragraphs, rows of tables, named elements), from 0: none, when the documents say the same. Lines of a DOCX are its paragraphs, from
 * 1; 0: not known. */
PLANGEN_API size_t plangen_diff_count(const struct plangen_diff *diff);
PLANGEN_API enum plangen_diff_kind plangen_diff_kind(const struct plangen_diff *diff, size_t index);
PLANGEN_API const char *plangen_diff_text(const struct plangen_diff *diff, size_t index, enum plangen_diff_field field);
PLANGEN_API unsigned plangen_diff_old_line(const struct plangen_diff *diff, size_t index);
PLANGEN_API unsigned plangen_diff_new_line(const struct plangen_diff *diff, size_t index);

/* The pieces of a changed passage, in order: -1 deleted, 0 the same, 1 inserted. Other passages have none. */
PLANGEN_API size_t plangen_diff_piece_count(const struct plangen_diff *diff, size_t index);
PLANGEN_API int plangen_diff_piece_side(const struct plangen_diff *diff, size_t index, size_t piece);
PLANGEN_API const char *plangen_diff_piece(const struct plangen_diff *diff, size_t index, size_t piece);

enum plangen_diff_value_field {
	PLANGEN_DIFF_VALUE_NAME, /* of the variable */
	PLANGEN_DIFF_VALUE_OLD,  /* as the plan has it; of a missing one as the gap reads */
	PLANGEN_DIFF_VALUE_NEW
};

/* The values of variables that read otherwise; in how many of its places each was changed, and whether they agree. */
PLANGEN_API size_t plangen_diff_value_count(const struct plangen_diff *diff);
PLANGEN_API const char *plangen_diff_value(const struct plangen_diff *diff, size_t index, enum plangen_diff_value_field field);
PLANGEN_API size_t plangen_diff_value_places(const struct plangen_diff *diff, size_t index);
PLANGEN_API bool plangen_diff_value_agreed(const struct plangen_diff *diff, size_t index);

/* All of it as "json" (plangen(1) says what is in it); as "text", passage by passage, or "text-colour", for a terminal; or as "html", one page, both documents
 * side by side; in the language "zh" or "en". They
 * are there until the next call or the diff is freed. NULL for other formats. */
PLANGEN_API const char *plangen_diff_bytes(struct plangen_diff *diff, const char *format, const char *language, size_t *size);

/* Adds the values that were changed to the change, for the row of the request's unit: those whose places agree, and with which the plan reads as
 * the document does. Of each other one a warning says why not. How many were added; -1 with errors, and the change as it was. The request must be
 * that of the diff. */
PLANGEN_API long plangen_change_accept(struct plangen_change *change, struct plangen_request *request, const struct plangen_diff *diff,
				       struct plangen_messages *messages);

/* Adds what else was changed in the document to the change, as the unit's own text for the plan: passages and blocks that it replaces, drops or adds,
 * in which values that still read as in the plan stay {{names}}. `reason`: why; NULL: that of an override which is changed, else the name of the file. A text
 * is added only when the plan with it reads there as the document does; of each other difference a warning says why it is not. Values are left to
 * plangen_change_accept(), which, where both are wanted, comes first; a text with a value that its variable cannot have is then not added either. How
 * many texts were added; -1 with errors, and the change as it was. The request must be that of the diff. */
PLANGEN_API long plangen_change_accept_text(struct plangen_change *change, struct plangen_request *request, const struct plangen_diff *diff,
					    const char *reason, struct plangen_messages *messages);

/* ---- checking */

/* Checks the plan, or the file, of the request as `plangen check` does. What is found are messages with codes K…. False when
 * there is none to check, with errors. */
PLANGEN_API bool plangen_check(struct plangen_request *request, struct plangen_messages *messages);

/* The same, and what of the findings is settled without any change of meaning, as `plangen check --fix` does: half-width marks, stray blanks, straight quotes …,
 * line by line of the content's texts. They stand alone like a document. NULL when there is none to check, with errors. */
struct plangen_mends;
PLANGEN_API struct plangen_mends *plangen_mends(struct plangen_request *request, struct plangen_messages *messages);
PLANGEN_API void plangen_mends_free(struct plangen_mends *mends);

/* The file as the findings name it; its line as it is, and as it would be. */
enum plangen_mend_field { PLANGEN_MEND_FILE, PLANGEN_MEND_OLD, PLANGEN_MEND_NEW };
PLANGEN_API size_t plangen_mend_count(const struct plangen_mends *mends);
PLANGEN_API const char *plangen_mend(const struct plangen_mends *mends, size_t index, enum plangen_mend_field field);
PLANGEN_API unsigned plangen_mend_line(const struct plangen_mends *mends, size_t index);

/* Whether the finding goes with the mend of its line: its code and column are those of its message. Other findings of the line stay. */
PLANGEN_API bool plangen_mend_settles(const struct plangen_mends *mends, size_t index, const char *code, unsigned column);

/* The lines whose entry of `wanted` (NULL: all) is true are mended by the change, which must hold nothing else of their files. How many they are. */
PLANGEN_API size_t plangen_change_mend(struct plangen_change *change, const struct plangen_mends *mends, const bool *wanted);

/* A finding is right as it stands: with its reason and the person of the change it goes into content/words/accepted.csv, and no check gives it any more while
 * its sentence stays. Rule, file, line and column are those of its message. False with errors, and the change as it was: it has no place in the
 * content, or there is no reason. */
PLANGEN_API bool plangen_change_accept_finding(struct plangen_change *change, const char *rule, const char *file, unsigned line, unsigned column,
					       const char *reason, struct plangen_messages *messages);

/* Checks all of the content: every plan, every shared passage, units, years. `year` is that of the plans. */
PLANGEN_API bool plangen_check_content(struct plangen *plangen, unsigned year, struct plangen_messages *messages);

#ifdef __cplusplus
}
#endif

#endif
