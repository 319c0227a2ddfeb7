#include "base/html.h"

#include <stddef.h>

#include "base/buf.h"

static const char look[] =
	"body{font-family:FangSong,STFangsong,serif;margin:1.5em;color:#222}"
	"h1{font-size:1.4em}h2{font-size:1.15em}"
	"table{border-collapse:collapse;margin-bottom:1.5em}"
	"th,td{border:1px solid #ddd;padding:.3em .6em;vertical-align:top;text-align:left}"
	"th{background:#f4f4f4}.number{text-align:right}";

void html_begin(struct buf *out, const char *language, struct str title, const char *style)
{
	buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
	html_add(out, "title", NULL, title);
	buf_printf(out, "<style>%s%s</style>\n</head>\n<body>\n", look, style);
}

void html_end(struct buf *out)
{
	buf_add_text(out, "</body>\n</html>\n");
}

void html_add(struct buf *out, const char *name, const char *class, struct str text)
{
	buf_printf(out, class ? "<%s class=\"%s\">" : "<%s>", name, class);
	buf_add_xml(out, text);
	buf_printf(out, "</%s>\n", name);
}
