/* XML in pieces: what the scan of its simple part tells is what the parser alone would tell, whatever stands there and however it is cut. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml_stream.h"

/* What was told: "<name a=b>", "</name>", and texts between them. */
static bool on_start(void *context, const char *name, const struct xml_tag *tag)
{
	buf_printf(context, "\n<%s", name);
	for (int i = 0; i < tag->count; i++)
		buf_printf(context, " %.*s=%.*s", (int)tag->attributes[i].name.len, tag->attributes[i].name.data, (int)tag->attributes[i].value.len,
			   tag->attributes[i].value.data);
	buf_add_text(context, ">");
	return strcmp(name, "stop") != 0;
}

static bool on_end(void *context, const char *name)
{
	buf_printf(context, "\n</%s>", name);
	return strcmp(name, "halt") != 0;
}

static void on_text(void *context, struct str text)
{
	buf_add_str(context, text);
}

static const struct xml_stream_handler handler = { on_start, on_end, on_text, NULL };

/* Reads the document cut into pieces of `size` bytes behind a first one of `first`; what was told, and what is wrong. */
static void read_pieces(struct str document, size_t first, size_t size, struct buf *out)
{
	struct arena *arena = arena_new();
	struct xml_stream *stream = xml_stream_new(arena, &handler, out);
	size_t len = first < document.len ? first : document.len;
	bool good = true;
	for (struct str rest = document; good && rest.len; rest = str_from(rest, len), len = size < rest.len ? size : rest.len)
		good = xml_stream_feed(stream, (struct str){ rest.data, len });
	good = good && xml_stream_feed(stream, STR(""));
	const char *fault = xml_stream_fault(stream);
	bool valid = utf8_valid(document.data, document.len, NULL); /* what libxml2 says of other bytes depends on the piece that they are in */
	buf_printf(out, "\n%s", good ? "good" : fault && !valid ? "no UTF-8" : fault ? fault : "stopped");
	arena_free(arena);
}

/* A comment before the root leaves the document to the parser. */
static void compare(struct str head, struct str body)
{
	struct buf document = BUF_INIT, parsed = BUF_INIT, scanned = BUF_INIT, commented = BUF_INIT;
	static const size_t sizes[] = { 1, 2, 3, 7, 50, 1000, 100000 };
	buf_printf(&document, "%.*s%.*s", (int)head.len, head.data, (int)body.len, body.data);
	buf_printf(&commented, "%.*s<!---->%.*s", (int)head.len, head.data, (int)body.len, body.data);
	read_pieces(buf_str(&commented), commented.len, 1, &parsed);
	size_t root = head.len + str_find(body, ">") + 1;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		buf_reset(&scanned);
		read_pieces(buf_str(&document), root + i, sizes[i], &scanned);
		cr_assert_str_eq(buf_str(&scanned).data, buf_str(&parsed).data, "pieces of %zu: %s", sizes[i], buf_str(&document).data);
	}
	buf_free(&document);
	buf_free(&commented);
	buf_free(&parsed);
	buf_free(&scanned);
}

static void compare_text(const char *body)
{
	compare(STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"), str_of(body));
}

Test(xml_stream, what_is_simple_reads_as_the_parser_has_it)
{
	compare_text("<w><a r=\"A1\" t='s'>41</a><a/><b c=\"甲\">乙</b>\n</w>\n");
	compare_text("<w xmlns='u' xmlns:x='v'><x:a x:b='1' b2='2'> 甲 &amp;&lt;&gt;&quot;&apos; &#20013;&#x4E2D; </x:a></w>");
	compare_text("<w><a>甲</a><![CDATA[<b>]]><!-- c --><?p q?><a>乙</a></w>");
	compare_text("<w><名>甲</名><a b = 'c'\n d=\"e\" >丙</a ></w>");
	compare_text("<w><a>\r\n</a><a b='1\n2\t3'/><a b='&#10;'/></w>");
	compare_text("<w><a></stop></a></w>");
	compare_text("<w>\n<a>\n<stop/></a></w>");
	compare_text("<w><a><halt></halt></a></w>");
}

Test(xml_stream, faults_read_as_the_parser_has_them)
{
	static const char *const bodies[] = {
		"<w><a>", "<w><a></b></w>", "<w>\n<a>\n\n<b></a></w>", "<w><a b='1' b='2'/></w>", "<w xmlns:x='u' xmlns:y='u'><a x:b='1' y:b='2'/></w>", "<w><x:a/></w>",
		"<w><a x:b='1'/></w>", "<w><a>]]></a></w>", "<w><a>&nbsp;</a></w>", "<w><a>&#0;&#xFFFF;</a></w>", "<w><a>\x01</a></w>", "<w><a>\xFF</a></w>",
		"<w><a>\xEF\xBF\xBF</a></w>", "<w><a b='<'/></w>", "<w><a b=c/></w>", "<w><a b='1'c='2'/></w>", "<w><a/ ></w>", "<w>< a/></w>", "<w><a:/></w>", "<w><a:b:c/></w>",
		"<w></w>x", "<w></w><w/>", "<w>\n<a>\n<", "<w><a b='1", "<w><xmlns:a/></w>", "<w><a xmlns=''>1</a></w>", "<w><a>&#55296;</a></w>", "<w>&#99999999;</w>",
		"<w><a>\xED\xA0\x80</a></w>", "<w>甲\n\n<a>\n</w>",
	};
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		compare_text(bodies[i]);
}

/* ---- documents at random */

static size_t below(unsigned *seed, size_t count)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % count;
}

static const char *const names[] = { "c", "v", "row", "x:c", "is", "t", "sheetData" };
static const char *const attributes[] = { " r=\"A1\"", " t='s'", " x:s=\"1\"", "\n s=\"2\"", " 名='1'", " a=\"&amp;\"", " a='\t'", " xmlns:z='q'" };
static const char *const texts[] = { "41", "甲", "\n", "&amp;", " ", "&#20013;", "]", "-1.5E+3", "\"'", "￥", "_x000D_", ">" };
static const char *const rare[] = { "<!-- -->", "<![CDATA[ ]]>", "<?p?>", "\r\n", "\r", "]]>", "&bad;", "\xEF\xBF\xBE", "\x02", "<", "</c>", "<y:c/>", "<c r='1' r='1'/>", "&", "\t" };

#define ONE_OF(list) (list)[below(&seed, sizeof(list) / sizeof *(list))]

static void grow(struct buf *out, unsigned seed)
{
	const char *open[12];
	size_t depth = 0, wild = below(&seed, 3);
	buf_add_text(out, "<w xmlns='m' xmlns:x=\"n\">");
	for (size_t left = 5 + below(&seed, 60); left--;) {
		size_t what = below(&seed, 10);
		if (below(&seed, 40) < wild)
			buf_add_text(out, ONE_OF(rare));
		if (what < 3 && depth < 12) {
			buf_printf(out, "<%s%s%s>", open[depth] = ONE_OF(names), below(&seed, 2) ? attributes[below(&seed, 4)] : "", below(&seed, 20) ? "" : ONE_OF(attributes));
			depth++;
		} else if (what < 4) {
			buf_printf(out, "<%s%s/>", ONE_OF(names), ONE_OF(attributes));
		} else if (what < 7) {
			buf_add_text(out, ONE_OF(texts));
		} else if (depth) {
			buf_printf(out, "</%s%s>", open[--depth], below(&seed, 9) ? "" : " ");
		}
	}
	while (depth)
		buf_printf(out, "</%s>", open[--depth]);
	buf_add_text(out, "</w>");
}

Test(xml_stream, documents_at_random)
{
	struct buf body = BUF_INIT;
	for (unsigned seed = 1; seed <= 1500; seed++) {
		buf_reset(&body);
		grow(&body, seed);
		compare(STR(""), buf_str(&body));
	}
	buf_free(&body);
}
