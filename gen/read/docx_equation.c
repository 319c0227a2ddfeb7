/* The field EQ (17.16.5.22), whose code draws what no result holds: signs over each other, fractions, roots. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/docx.h"

enum { DEPTH = 16, ARGUMENTS = 16 };

/* A code while it is read. */
struct equation {
	struct str rest;
	int depth;
	bool sure;
};

/* A switch: its name, the options behind it, and what stands in its brackets. */
struct part {
	char name;
	bool above, below;  /* \up, \do */
	char kind;          /* of an integral: s sum, p product */
	struct str open, close; /* brackets of \b */
	struct buf arguments[ARGUMENTS];
	bool raised[ARGUMENTS];    /* it begins with \up: what stands above a word */
	size_t count;
};

static void read_terms(struct equation *e, struct buf *out);

static char peek(const struct equation *e)
{
	return e->rest.len ? e->rest.data[0] : '\0';
}

static struct str take(struct equation *e, size_t len)
{
	struct str taken = { e->rest.data, len < e->rest.len ? len : e->rest.len };
	e->rest = str_from(e->rest, taken.len);
	return taken;
}

static struct str take_sign(struct equation *e)
{
	uint32_t cp;
	size_t len = utf8_decode(e->rest.data, e->rest.len, &cp);
	return take(e, len ? len : 1);
}

static void skip_blanks(struct equation *e)
{
	while (peek(e) == ' ' || peek(e) == '\t' || peek(e) == '\n')
		take(e, 1);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct str take_word(struct equation *e)
{
	size_t len = 0;
	while (len < e->rest.len && is_letter(e->rest.data[len]))
		len++;
	return take(e, len);
}

/* ---- signs over each other */

/* The sign that is `inner` within a ring or frame: its compatibility decomposition is that (UAX 15). 0: there is none. */
static uint32_t enclosed(struct str inner)
{
	static const struct utf8_range rings[] = { { 0x2460, 0x2473 }, { 0x24B6, 0x24E9 }, { 0x3251, 0x325F }, { 0x3280, 0x32BF } };
	for (size_t i = 0; i < sizeof rings / sizeof *rings; i++)
		for (uint32_t cp = rings[i].first; cp <= rings[i].last; cp++) {
			struct buf plain = BUF_INIT;
			bool same = docx_decompose(cp, &plain) && str_equal(buf_str(&plain), inner);
			buf_free(&plain);
			if (same)
				return cp;
		}
	return 0;
}

/* What is set above a word, behind it in brackets. */
static void write_above(struct str text, struct buf *out)
{
	bool bare = str_starts(text, "^(");
	text = str_from(text, str_starts(text, "^"));
	buf_add_text(out, bare ? "" : "(");
	buf_add_str(out, text);
	buf_add_text(out, bare ? "" : ")");
}

static void write_over(struct equation *e, const struct part *part, struct buf *out)
{
	static const char *const rings[] = { "○", "◯", "〇", "О", "O", NULL };
	const struct buf *a = &part->arguments[0], *b = &part->arguments[1];
	for (int turn = 0; part->count == 2 && turn < 2; turn++, a = &part->arguments[1], b = &part->arguments[0]) {
		struct str inner = str_trim(buf_str(b));
		uint32_t sign = str_listed(rings, buf_str(a).len ? a->data : "") ? enclosed(inner) : 0;
		if (sign) {
			buf_add_utf8(out, sign);
			return;
		}
	}
	e->sure = false;
	for (size_t i = 0; i < part->count; i++)
		if (!(part->count == 2 && part->raised[i]))
			buf_add_str(out, buf_str(&part->arguments[i]));
	for (size_t i = 0; part->count == 2 && i < part->count; i++)
		if (part->raised[i])
			write_above(buf_str(&part->arguments[i]), out);
}

/* ---- switches */

static void write_joined(const struct part *part, const char *between, struct buf *out)
{
	for (size_t i = 0; i < part->count; i++) {
		buf_add_text(out, i ? between : "");
		buf_add_str(out, buf_str(&part->arguments[i]));
	}
}

static struct str argument(const struct part *part, size_t i)
{
	return i < part->count ? buf_str(&part->arguments[i]) : STR("");
}

/* An integral, sum or product, its bounds and what follows them. */
static void write_sum(struct equation *e, const struct part *part, struct buf *out)
{
	buf_add_text(out, part->kind == 's' ? "∑" : part->kind == 'p' ? "∏" : "∫");
	docx_write_script(argument(part, 0), false, out);
	docx_write_script(argument(part, 1), true, out);
	buf_add_str(out, argument(part, 2));
	e->sure = false;
}

static void write_scripts(struct equation *e, const struct part *part, struct buf *out)
{
	for (size_t i = 0; i < part->count; i++)
		if (part->count > 1 || part->above || part->below) {
			bool raised = part->count > 1 ? i == 0 : part->above;
			e->sure = docx_write_script(argument(part, i), raised, out) && e->sure;
		} else {
			buf_add_str(out, argument(part, i));
		}
}

static void write_part(struct equation *e, const struct part *part, struct buf *out)
{
	switch (part->name) {
	case 'f':
		e->sure = docx_write_fraction(argument(part, 0), argument(part, 1), out) && e->sure;
		break;
	case 'r':
		e->sure = (part->count > 1 ? docx_write_root(argument(part, 0), argument(part, 1), out)
					   : docx_write_root(STR(""), argument(part, 0), out)) && e->sure;
		break;
	case 'o':
		write_over(e, part, out);
		break;
	case 's':
		write_scripts(e, part, out);
		break;
	case 'i':
		write_sum(e, part, out);
		break;
	case 'b':
		buf_add_str(out, part->open);
		write_joined(part, ",", out);
		buf_add_str(out, part->close);
		break;
	case 'd': /* moves what follows to the side */
		break;
	case 'l':
		write_joined(part, ",", out);
		break;
	default: /* \a a table, \x a frame, and what there is not */
		write_joined(part, " ", out);
		e->sure = false;
	}
}

/* How far something is moved, in points: it is meant for the look alone. */
static void skip_measure(struct equation *e)
{
	skip_blanks(e);
	while ((peek(e) >= '0' && peek(e) <= '9') || peek(e) == '.')
		take(e, 1);
	skip_blanks(e);
}

/* The bracket that closes the one. */
static struct str closing(struct str open)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "{", "}" }, { "<", ">" } };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_is(open, pairs[i][0]))
			return str_of(pairs[i][1]);
	return open;
}

static struct str take_bracket(struct equation *e)
{
	skip_blanks(e);
	if (peek(e) == '\\')
		take(e, 1);
	return take_sign(e);
}

/* \up 9, \ac, \bc\[: what is meant for the look alone is passed over. */
static void read_option(struct equation *e, struct part *part)
{
	take(e, 1);
	struct str word = take_word(e);
	if (str_is(word, "up"))
		part->above = true;
	else if (str_is(word, "do"))
		part->below = true;
	else if (str_is(word, "su") || str_is(word, "pr"))
		part->kind = *word.data;
	else if (str_is(word, "lc"))
		part->open = take_bracket(e);
	else if (str_is(word, "rc"))
		part->close = take_bracket(e);
	else if (str_is(word, "bc"))
		part->close = closing(part->open = take_bracket(e));
	else if (str_is(word, "fc") || str_is(word, "vc"))
		take_bracket(e);
	skip_measure(e);
}

static bool is_separator(const struct equation *e)
{
	return peek(e) == ',' || peek(e) == ';';
}

static void read_arguments(struct equation *e, struct part *part)
{
	skip_blanks(e);
	if (peek(e) != '(' || e->depth >= DEPTH)
		return;
	e->depth++;
	do {
		take(e, 1);
		struct buf text = BUF_INIT, *to = part->count < ARGUMENTS ? &part->arguments[part->count] : &text;
		skip_blanks(e);
		if (to != &text)
			part->raised[part->count] = str_starts(e->rest, "\\s\\up");
		read_terms(e, to);
		part->count += part->count < ARGUMENTS;
		e->sure = e->sure && to != &text;
		buf_free(&text);
	} while (is_separator(e));
	take(e, 1);
	e->depth--;
}

/* \*: how the field as a whole is set. */
static void skip_format(struct equation *e)
{
	skip_blanks(e);
	bool quoted = peek(e) == '"';
	take(e, quoted);
	while (e->rest.len && peek(e) != (quoted ? '"' : ' '))
		take(e, 1);
	take(e, quoted);
	skip_blanks(e);
}

static void read_switch(struct equation *e, struct buf *out)
{
	take(e, 1);
	if (!is_letter(peek(e))) {
		struct str sign = take_sign(e);
		if (str_is(sign, "*"))
			skip_format(e);
		else
			buf_add_str(out, sign);
		return;
	}
	struct str word = take_word(e);
	struct part part = { .open = STR("("), .close = STR(")") };
	part.above = str_is(word, "up") || str_is(word, "UP");
	part.below = str_is(word, "do") || str_is(word, "DO");
	part.name = (char)(part.above || part.below ? 's' : word.data[0] | 0x20);
	skip_measure(e);
	while (peek(e) == '\\' && e->rest.len > 1 && is_letter(e->rest.data[1]))
		read_option(e, &part);
	read_arguments(e, &part);
	write_part(e, &part, out);
	for (size_t i = 0; i < part.count; i++)
		buf_free(&part.arguments[i]);
}

/* What stands up to a separator or the bracket that closes. */
static void read_terms(struct equation *e, struct buf *out)
{
	int open = 0;
	while (e->rest.len && (open || !e->depth || (!is_separator(e) && peek(e) != ')'))) {
		if (peek(e) == '\\') {
			read_switch(e, out);
			continue;
		}
		open += peek(e) == '(';
		open -= peek(e) == ')' && open;
		if (peek(e) == '"')
			take(e, 1);
		else
			buf_add_str(out, take_sign(e));
	}
}

bool docx_write_equation(struct str code, struct buf *out)
{
	struct equation e = { .rest = str_trim(code), .sure = true };
	read_terms(&e, out);
	return e.sure;
}
