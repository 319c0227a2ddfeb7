#include <string.h>

#include "font/cff_table.h"

/* Operators of Type 2 charstrings (Technical Note 5177, appendix A). */
enum {
	HSTEM = 1,
	VSTEM = 3,
	VMOVETO = 4,
	RLINETO = 5,
	HLINETO = 6,
	VLINETO = 7,
	RRCURVETO = 8,
	CALLSUBR = 10,
	RETURN = 11,
	ESCAPE = 12,
	ENDCHAR = 14,
	HSTEMHM = 18,
	HINTMASK = 19,
	CNTRMASK = 20,
	RMOVETO = 21,
	HMOVETO = 22,
	VSTEMHM = 23,
	RCURVELINE = 24,
	RLINECURVE = 25,
	VVCURVETO = 26,
	HHCURVETO = 27,
	SHORTINT = 28,
	CALLGSUBR = 29,
	VHCURVETO = 30,
	HVCURVETO = 31,
	HFLEX = 34, /* after ESCAPE, as the next three */
	FLEX1 = 37,
};

/* Appendix B; the steps bound the work on a charstring whose subroutines call each other. */
enum { OPERANDS = 48, DEPTH = 10, STEPS = 1 << 20 };

struct walk {
	struct cff_subrs subrs;
	struct buf *out;
	size_t stack;            /* where the operands that wait for their operator begin in `out` */
	unsigned hints, steps;
	bool width_known;        /* the operator that may have the width as an extra operand has been seen */
	bool width_kept;         /* it is the first operand on the stack, without the hints that it came with */
	bool ended;
};

static void put(struct walk *walk, unsigned byte)
{
	walk->out->data[walk->out->len++] = (char)byte;
}

/* Bytes of the operand that starts with `byte`; 0: it is an operator (table 1). */
static unsigned operand_size(unsigned byte)
{
	if (byte - 32 < 247 - 32)
		return 1;
	if (byte < 32)
		return byte == SHORTINT ? 3 : 0;
	return byte < 255 ? 2 : 5;
}

/* How many operands are on the stack; where the last begins goes to *last. Few operators ask. */
static unsigned count_operands(const struct walk *walk, size_t *last)
{
	const uint8_t *data = (const uint8_t *)walk->out->data;
	unsigned count = 0;
	for (size_t at = walk->stack; at < walk->out->len; at += operand_size(data[at])) {
		*last = at;
		count++;
	}
	return count;
}

/* Copies operands up to the next operator; nearly all the time goes here. */
static bool copy_operands(struct walk *walk, struct cff_reader *code)
{
	const uint8_t *from = code->data + code->at;
	size_t left = code->len - code->at, at = 0, size, last;
	while (at < left && (size = operand_size(from[at])) > 0)
		at += size;
	if (at > left)
		return false;
	memcpy(walk->out->data + walk->out->len, from, at);
	walk->out->len += at;
	code->at += at;
	return walk->out->len - walk->stack <= OPERANDS || count_operands(walk, &last) <= OPERANDS;
}

/* Takes the last operand, an integer, off the stack. */
static bool take_integer(struct walk *walk, int32_t *value)
{
	size_t start;
	if (!count_operands(walk, &start))
		return false;
	const uint8_t *at = (const uint8_t *)walk->out->data + start;
	walk->out->len = start;
	if (at[0] == 255)
		return false; /* a fraction */
	if (at[0] == SHORTINT)
		*value = (int16_t)(at[1] << 8 | at[2]);
	else if (at[0] < 247)
		*value = (int32_t)at[0] - 139;
	else if (at[0] < 251)
		*value = ((int32_t)at[0] - 247) * 256 + at[1] + 108;
	else
		*value = -((int32_t)at[0] - 251) * 256 - at[1] - 108;
	return true;
}

/* Takes the operands of a hint operator out again, all but the width, which stays for the first moveto or endchar. */
static void drop_hints(struct walk *walk)
{
	size_t last;
	unsigned operands = count_operands(walk, &last);
	bool kept = walk->width_kept || (!walk->width_known && operands % 2);
	walk->hints += (operands - walk->width_kept) / 2;
	walk->out->len = walk->stack + (kept && operands ? operand_size((uint8_t)walk->out->data[walk->stack]) : 0);
	walk->width_known = true;
	walk->width_kept = kept;
}

static bool put_operator(struct walk *walk, unsigned op)
{
	put(walk, op);
	walk->stack = walk->out->len;
	walk->width_known = true;
	walk->width_kept = false;
	return true;
}

static bool run(struct walk *walk, struct cff_reader code, unsigned depth);

/* Runs the subroutine whose biased number (clause 4.7) is the last operand. */
static bool call(struct walk *walk, const struct cff_index *subrs, unsigned depth)
{
	int32_t number;
	if (depth == DEPTH || !take_integer(walk, &number))
		return false;
	number += subrs->count < 1240 ? 107 : subrs->count < 33900 ? 1131 : 32768;
	return number >= 0 && run(walk, cff_index_get(subrs, (uint32_t)number), depth + 1);
}

static bool put_escaped(struct walk *walk, struct cff_reader *code)
{
	unsigned op = cff_get(code, 1);
	if (op < HFLEX || op > FLEX1)
		return false;
	put(walk, ESCAPE);
	return put_operator(walk, op);
}

static bool run_operator(struct walk *walk, struct cff_reader *code, unsigned op, unsigned depth)
{
	size_t last;
	switch (op) {
	case HSTEM: case VSTEM: case HSTEMHM: case VSTEMHM:
		drop_hints(walk);
		return true;
	case HINTMASK: case CNTRMASK:
		drop_hints(walk); /* a vstem that is left out before the first mask */
		cff_skip(code, (walk->hints + 7) / 8);
		return !code->bad;
	case CALLSUBR: case CALLGSUBR:
		if (!call(walk, op == CALLSUBR ? walk->subrs.local : walk->subrs.global, depth))
			return false;
		buf_reserve(walk->out, code->len - code->at + 1);
		return true;
	case ENDCHAR:
		walk->ended = true;
		return count_operands(walk, &last) < 4 && put_operator(walk, op); /* 4: the accented letters of Type 1 */
	case ESCAPE:
		return put_escaped(walk, code);
	case VMOVETO: case RLINETO: case HLINETO: case VLINETO: case RRCURVETO: case RMOVETO: case HMOVETO:
	case RCURVELINE: case RLINECURVE: case VVCURVETO: case HHCURVETO: case VHCURVETO: case HVCURVETO:
		return put_operator(walk, op);
	default:
		return false;
	}
}

static bool run(struct walk *walk, struct cff_reader code, unsigned depth)
{
	buf_reserve(walk->out, code.len + 1); /* nothing gets longer */
	while (!walk->ended && code.at < code.len) {
		if (++walk->steps > STEPS || !copy_operands(walk, &code))
			return false;
		if (code.at == code.len)
			break;
		unsigned op = code.data[code.at++];
		if (op == RETURN)
			return depth > 0;
		if (!run_operator(walk, &code, op, depth))
			return false;
	}
	return !code.bad;
}

bool cff_flatten(struct cff_reader glyph, struct cff_subrs subrs, struct buf *out)
{
	struct walk walk = { .subrs = subrs, .out = out, .stack = out->len };
	bool ok = run(&walk, glyph, 0) && walk.ended;
	buf_add(out, "", 0);
	return ok;
}
