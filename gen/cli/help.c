#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/message.h"
#include "cli/option_table.h"
#include "cli/terminal.h"
#include "plangen.h"

enum { OPTION_COLUMN = 28, FORMAT_COLUMN = 11, USAGE_INDENT = 6 };

/* `head`, then `text` from the column on; a head that reaches the column stands on a line of its own. */
static void print_entry(const char *head, size_t column, const char *text)
{
	size_t used = (size_t)utf8_cells(head, strlen(head));
	struct buf out = BUF_INIT;
	buf_add_text(&out, head);
	if (used >= column) {
		buf_add_char(&out, '\n');
		used = 0;
	}
	buf_printf(&out, "%*s", (int)(column - used), "");
	terminal_add_wrapped(text, column, column, terminal_columns(stdout), &out);
	puts(out.data);
	buf_free(&out);
}

/* Text from the left edge on, below its first line indented. */
static void print_text(const char *head, const char *text)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, head);
	terminal_add_wrapped(text, (size_t)utf8_cells(head, strlen(head)), USAGE_INDENT, terminal_columns(stdout), &out);
	puts(out.data);
	buf_free(&out);
}

static void print_options(int mask)
{
	for (const struct option_row *row = option_table; row->name; row++) {
		if (!(row->commands & mask))
			continue;
		struct buf head = BUF_INIT;
		if (row->letter)
			buf_printf(&head, "  -%c, --%s", row->letter, row->name);
		else
			buf_printf(&head, "      --%s", row->name);
		if (row->argument)
			buf_printf(&head, " %s", _(row->argument));
		print_entry(head.data, OPTION_COLUMN, _(row->help));
		buf_free(&head);
	}
}

static void print_formats(void)
{
	printf("\n%s\n", _("Formats:"));
	const char *name;
	for (size_t i = 0; (name = plangen_format(i, PLANGEN_FORMAT_NAME, NULL)); i++) {
		char head[32];
		snprintf(head, sizeof head, "  %s", name);
		print_entry(head, FORMAT_COLUMN, plangen_format(i, PLANGEN_FORMAT_HELP, message_language()));
	}
}

static void print_usage(const char *indent, const struct command_row *row)
{
	print_text(indent, _(row->usage));
	print_entry("", USAGE_INDENT, _(row->help));
}

static void print_command(enum command command)
{
	const struct command_row *row = &command_table[command];
	print_text(_("Usage: "), _(row->usage));
	print_text("", _(row->help));
	printf("\n%s\n  %s\n\n%s\n", _("For example:"), row->example, _("Options:"));
	print_options(1 << command);
	if (command == COMMAND_RENDER || command == COMMAND_BUILD)
		print_formats();
}

void help_print(enum command command)
{
	if (command != COMMAND_DRAFT) {
		print_command(command);
		return;
	}
	print_text("", _("plangen drafts yearly work plans to GB/T 9704 as PDF and DOCX."));
	printf("\n%s\n", _("Usage:"));
	for (int i = 0; i < COMMAND_COUNT; i++)
		print_usage("  ", &command_table[i]);
	printf("\n%s\n  %s\n", _("For example:"), command_table[command].example);
	printf("\n%s\n", _("Options for drafting (plangen COMMAND --help lists those of a command):"));
	print_options(1 << COMMAND_DRAFT);
	print_formats();
	putchar('\n');
	print_text("", _("Exit status: 0 done, 1 warnings (with --strict), 2 errors in the input, 3 wrong usage, 4 system."));
	print_text("", _("See plangen(1) and plangen-content(5)."));
}
