#include "base/libraries.h"

#include <jansson.h>
#include <libdeflate.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <unicode/uclean.h>

#include "base/memory.h"

static void *serve_icu(const void *context, size_t size)
{
	(void)context;
	return memory_serve(size);
}

static void *serve_icu_again(const void *context, void *old, size_t size)
{
	(void)context;
	return memory_serve_again(old, size);
}

static void free_icu(const void *context, void *memory)
{
	(void)context;
	free(memory);
}

static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url, (void)id, (void)context;
	return NULL;
}

void libraries_own_process(void)
{
	UErrorCode status = U_ZERO_ERROR;
	u_setMemoryFunctions(NULL, serve_icu, serve_icu_again, free_icu, &status);
	xmlMemSetup(free, memory_serve, memory_serve_again, memory_serve_text);
	libdeflate_set_memory_allocator(memory_serve, free);
	json_set_alloc_funcs(memory_serve, free);
	xmlSetExternalEntityLoader(load_nothing);
}
