/* What the libraries that plangen uses are told once for a whole process. */
#ifndef BASE_LIBRARIES_H
#define BASE_LIBRARIES_H

/* Gives libxml2, ICU, libdeflate and jansson memory that never is NULL (memory_serve()): without it they drop attributes and
 * characters, or crash, when memory runs out. It is theirs for the whole process, so the one who owns the process calls this,
 * before anything else of plangen. libxml2 then loads nothing that a document names, either. HarfBuzz, fontconfig and minizip cannot be
 * given any; cmark is by each parser. */
void libraries_own_process(void);

#endif
