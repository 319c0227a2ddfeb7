#include "serve/say.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void say_begin(const char *language, const char *folder)
{
	setlocale(LC_ALL, "C.UTF-8");
	setenv("LANGUAGE", strcmp(language, "zh") == 0 ? "zh_CN" : "en", 1);
	bindtextdomain("plangen", folder);
	bind_textdomain_codeset("plangen", "UTF-8");
	textdomain("plangen");
}

void say_error(const char *format, ...)
{
	struct buf shown = BUF_INIT;
	char text[4096];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_add_printable(&shown, str_of(text), "");
	fprintf(stderr, "plangen: %s\n", shown.data ? shown.data : "");
	buf_free(&shown);
}
