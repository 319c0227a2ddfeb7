/* How text looks, as far as its meaning hangs on it (ECMA-376 part 1, 17.3.2). */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/script.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/internal.h"

/* The properties; those that styles turn round (17.7.3) are shown where an odd number of styles says so. */
static const struct {
	const char *name;
	bool turns;
} signs[LOOK_COUNT] = {
	[LOOK_BOLD] = { "b", false },           [LOOK_ITALIC] = { "i", false },
	[LOOK_STRUCK] = { "strike", true },     [LOOK_STRUCK_TWICE] = { "dstrike", false },
	[LOOK_HIDDEN] = { "vanish", true },     [LOOK_CAPITALS] = { "caps", true },
	[LOOK_SMALL_CAPITALS] = { "smallCaps", true }, [LOOK_DOTTED] = { "em", false },
	[LOOK_ITALIC_AROUND] = { NULL, false }, [LOOK_CODE] = { NULL, false },
};

struct look look_none(void)
{
	struct look look;
	memset(&look, LOOK_UNSAID, sizeof look);
	look.symbols = NULL;
	return look;
}

static short number_of(struct arena *arena, const xmlNode *properties, const char *name)
{
	int number = docx_number(docx_value_of(arena, properties, name), LOOK_UNSAID);
	return (short)(number > SHRT_MAX || number < SHRT_MIN ? LOOK_UNSAID : number);
}

/* look.symbols of the properties. */
static const char *symbols_of(struct arena *arena, const xmlNode *properties)
{
	static const char *const names[] = { "ascii", "hAnsi", "cs" };
	const xmlNode *fonts = docx_child(properties, "rFonts");
	const char *said = fonts && docx_attribute(arena, fonts, "asciiTheme") ? "" : NULL;
	for (size_t i = 0; fonts && i < sizeof names / sizeof *names; i++) {
		const char *font = docx_attribute(arena, fonts, names[i]);
		if (docx_is_symbol_font(font))
			return font;
		said = font ? "" : said;
	}
	return said;
}

struct look look_read(struct arena *arena, const xmlNode *properties)
{
	struct look look = look_none();
	const char *script = docx_value_of(arena, properties, "vertAlign");
	for (int i = 0; properties && i < LOOK_COUNT; i++)
		if (signs[i].name && docx_child(properties, signs[i].name))
			look.signs[i] = docx_is_on(properties, signs[i].name, false);
	look.size = number_of(arena, properties, "sz");
	look.position = number_of(arena, properties, "position");
	look.symbols = symbols_of(arena, properties);
	if (script)
		look.script = strcmp(script, "superscript") == 0 ? SCRIPT_RAISED : strcmp(script, "subscript") == 0 ? SCRIPT_LOWERED : LOOK_LEVEL;
	return look;
}

static void fill(signed char *said, signed char under)
{
	*said = *said == LOOK_UNSAID ? under : *said;
}

void look_lay_over(struct look *look, const struct look *under)
{
	for (int i = 0; i < LOOK_COUNT; i++)
		fill(&look->signs[i], under->signs[i]);
	fill(&look->script, under->script);
	look->size = look->size == LOOK_UNSAID ? under->size : look->size;
	look->position = look->position == LOOK_UNSAID ? under->position : look->position;
	look->symbols = look->symbols ? look->symbols : under->symbols;
}

struct look look_of_run(const struct look *own, const struct look *character, const struct look *paragraph)
{
	struct look styles = *character, look = *own;
	look_lay_over(&styles, paragraph);
	for (int i = 0; i < LOOK_COUNT; i++)
		if (signs[i].turns && character->signs[i] == 1 && paragraph->signs[i] == 1)
			styles.signs[i] = 0;
	look_lay_over(&look, &styles);
	for (int i = 0; i < LOOK_COUNT; i++)
		fill(&look.signs[i], 0);
	fill(&look.script, LOOK_LEVEL);
	look.position = look.position == LOOK_UNSAID ? 0 : look.position;
	look.symbols = look.symbols && *look.symbols ? look.symbols : NULL;
	return look;
}

bool look_is_struck(const struct look *look)
{
	return look->signs[LOOK_STRUCK] || look->signs[LOOK_STRUCK_TWICE];
}

void look_set_script(struct look *look, int size)
{
	enum { DEFAULT = 20, PART = 8 }; /* size where none is said (17.3.2.38); what is raised by less than this part of it is not seen to be */
	int own = look->size > 0 ? look->size : DEFAULT, around = size > 0 ? size : DEFAULT;
	bool small = own * 10 <= around * 9, far = abs(look->position) * PART >= around;
	if ((small || far) && look->script == LOOK_LEVEL && look->position)
		look->script = look->position > 0 ? SCRIPT_RAISED : SCRIPT_LOWERED;
}
