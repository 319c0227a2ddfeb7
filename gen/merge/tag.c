/* The content of tags. MERGE_SPEC: a name and nothing else. MERGE_STRICT: filters, comparisons, parameters. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "merge/template.h"
#include "vars/filter.h"

struct reader {
	struct merge_run *run;
	const struct source *source;
	const struct diag_frame *frames;
	const char *at, *end;
	const char *form; /* how such a tag is written, for messages */
};

static struct place place_of(const struct reader *r, const char *at)
{
	return (struct place){ r->source, (size_t)(at - r->source->text.data) };
}

#define FAIL(r, code, at, ...)                                                                               \
	(diag_add_framed((r)->run->diags, code, (r)->frames, place_of((r), (at)), __VA_ARGS__), false)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end && is_blank(*r->at))
		r->at++;
}

static bool take(struct reader *r, const char *sign)
{
	size_t len = strlen(sign);
	if ((size_t)(r->end - r->at) < len || memcmp(r->at, sign, len) != 0)
		return false;
	r->at += len;
	return true;
}

/* Signs that a Chinese input method puts where the template language has ASCII ones. */
static bool refuse_full_width(struct reader *r, struct str word)
{
	static const char *const signs[][2] = { { "｜", "|" }, { "：", ":" },  { "？", "?" }, { "＝", "=" },
						{ "“", "\"" }, { "”", "\"" }, { "！", "!" }, { "＠", "@" } };
	if (!memchr(word.data, "｜"[0], word.len) && !memchr(word.data, "“"[0], word.len)) /* nor any of them */
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t found = str_find(word, signs[i][0]);
		if (found != (size_t)-1)
			return FAIL(r, DIAG_TAG_FULL_WIDTH, word.data + found, signs[i][0], signs[i][1]);
	}
	return true;
}

static bool fail_syntax(struct reader *r)
{
	uint32_t codepoint;
	if (r->at >= r->end)
		return FAIL(r, DIAG_TAG_INCOMPLETE, r->end, r->form);
	size_t size = utf8_decode(r->at, (size_t)(r->end - r->at), &codepoint);
	if (!refuse_full_width(r, (struct str){ r->at, size }))
		return false;
	return FAIL(r, DIAG_TAG_SYNTAX, r->at, arena_copy(r->run->arena, r->at, size), r->form);
}

/* A word up to a blank or a sign of the language. */
static bool read_word(struct reader *r, struct str *word)
{
	skip_blanks(r);
	*word = (struct str){ r->at, 0 };
	while (r->at < r->end && !is_blank(*r->at) && !strchr("|?=!:\"{}", *r->at))
		r->at++;
	word->len = (size_t)(r->at - word->data);
	return word->len ? refuse_full_width(r, *word) : fail_syntax(r);
}

static bool read_quoted(struct reader *r, struct str *text)
{
	skip_blanks(r);
	const char *start = r->at;
	if (!take(r, "\""))
		return fail_syntax(r);
	const char *close = memchr(r->at, '"', (size_t)(r->end - r->at));
	if (!close)
		return FAIL(r, DIAG_TAG_QUOTE, start, NULL);
	*text = (struct str){ r->at, (size_t)(close - r->at) };
	r->at = close + 1;
	return true;
}

static bool fail_filter(struct reader *r, struct str word)
{
	const char *name = arena_copy(r->run->arena, word.data, word.len), *near = filter_suggest(word);
	if (near)
		return FAIL(r, DIAG_FILTER_UNKNOWN_NEAR, word.data, name, near);
	return FAIL(r, DIAG_FILTER_UNKNOWN, word.data, name);
}

static bool read_pipe(struct reader *r, struct merge_tag *tag)
{
	struct str word;
	if (!read_word(r, &word))
		return false;
	struct merge_pipe pipe = { .filter = filter_find(word),
				   .offset = (size_t)(word.data - r->source->text.data) };
	if (!pipe.filter)
		return fail_filter(r, word);
	skip_blanks(r);
	pipe.has_argument = take(r, ":");
	if (pipe.has_argument && !read_quoted(r, &pipe.argument))
		return false;
	if (!filter_accepts(pipe.filter, pipe.has_argument ? &pipe.argument : NULL))
		return FAIL(r, DIAG_FILTER_ARGUMENT, word.data, filter_name(pipe.filter), filter_usage(pipe.filter));
	*ARENA_PUSH(r->run->arena, tag->pipes, tag->pipe_count, tag->pipe_capacity) = pipe;
	return true;
}

static bool read_value(struct reader *r, struct merge_tag *tag)
{
	skip_blanks(r);
	tag->optional = take(r, "?");
	for (skip_blanks(r); r->at < r->end; skip_blanks(r)) {
		if (!take(r, "|"))
			return fail_syntax(r);
		if (!read_pipe(r, tag))
			return false;
	}
	return true;
}

static bool read_section(struct reader *r, struct merge_tag *tag)
{
	skip_blanks(r);
	if (r->at == r->end)
		return true;
	if (take(r, "!="))
		tag->test = TEST_UNEQUAL;
	else if (take(r, "="))
		tag->test = TEST_EQUAL;
	else
		return fail_syntax(r);
	skip_blanks(r);
	if (!(r->at < r->end && *r->at != '"' ? read_word(r, &tag->other) : read_quoted(r, &tag->alternatives)))
		return false;
	skip_blanks(r);
	return r->at == r->end || fail_syntax(r);
}

static bool read_parameters(struct reader *r, struct merge_tag *tag)
{
	for (skip_blanks(r); r->at < r->end; skip_blanks(r)) {
		struct str name, text;
		if (!read_word(r, &name))
			return false;
		for (size_t i = 0; i < tag->parameter_count; i++)
			if (str_is(name, tag->parameters[i].name))
				return FAIL(r, DIAG_GIVEN_TWICE, name.data, tag->parameters[i].name);
		skip_blanks(r);
		if (!take(r, "="))
			return fail_syntax(r);
		skip_blanks(r);
		bool literal = r->at < r->end && *r->at == '"';
		const char *start = r->at;
		if (!(literal ? read_quoted(r, &text) : read_word(r, &text)))
			return false;
		*ARENA_PUSH(r->run->arena, tag->parameters, tag->parameter_count, tag->parameter_capacity) =
			(struct merge_parameter){ arena_copy(r->run->arena, name.data, name.len), text, literal,
						  (size_t)(start - r->source->text.data) };
	}
	return true;
}

static const char *form_of(enum merge_kind kind)
{
	switch (kind) {
	case NODE_SECTION:
		return "{{#name}} or {{#name=\"a|b\"}}";
	case NODE_PARTIAL:
		return "{{>name parameter=\"text\"}}";
	case NODE_PARENT:
		return "{{<name}}";
	case NODE_BLOCK:
		return "{{$name}}";
	case NODE_TEXT:
	case NODE_VALUE:
	case NODE_SUPER:
		break;
	}
	return "{{name}}, {{name?}} or {{name|filter:\"text\"}}";
}

bool merge_is_loop_name(struct str name)
{
	return str_is(name, "@序号") || str_is(name, "@首") || str_is(name, "@末");
}

static bool check_name(struct reader *r, enum merge_kind kind, struct str name)
{
	const char *text = arena_copy(r->run->arena, name.data, name.len);
	if (kind == NODE_PARTIAL && str_starts(name, "*"))
		return FAIL(r, DIAG_TAG_DYNAMIC, name.data, text);
	bool at = str_starts(name, "@");
	if (at && !(kind == NODE_VALUE || kind == NODE_SECTION ? merge_is_loop_name(name) : kind == NODE_SUPER))
		return FAIL(r, DIAG_TAG_AT_NAME, name.data, text);
	return true;
}

bool merge_read_tag(struct merge_run *run, const struct source *source, enum merge_kind kind, struct str content,
		    const struct diag_frame *frames, struct merge_tag *tag)
{
	struct reader reader = { run, source, frames, content.data, content.data + content.len, form_of(kind) };
	struct reader *r = &reader;
	struct str name;
	skip_blanks(r);
	while (r->end > r->at && is_blank(r->end[-1]))
		r->end--;
	if (r->at == r->end)
		return FAIL(r, DIAG_TAG_EMPTY, content.data, r->form);
	tag->offset = (size_t)(r->at - source->text.data);
	if (run->options->dialect == MERGE_SPEC) {
		tag->name = arena_copy(run->arena, r->at, (size_t)(r->end - r->at));
		return true;
	}
	if (!read_word(r, &name) || !check_name(r, kind, name))
		return false;
	tag->name = arena_copy(run->arena, name.data, name.len);
	switch (kind) {
	case NODE_VALUE:
		return read_value(r, tag);
	case NODE_SECTION:
		return read_section(r, tag);
	case NODE_PARTIAL:
	case NODE_PARENT:
		return read_parameters(r, tag);
	case NODE_TEXT:
	case NODE_BLOCK:
	case NODE_SUPER:
		break;
	}
	skip_blanks(r);
	return r->at == r->end || fail_syntax(r);
}
