/* plangen-serve: what `plangen serve` becomes. A program of its own, so that no other command loads what only this one needs. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/libraries.h"
#include "base/str.h"
#include "plangen.h"
#include "serve/add_user.h"
#include "serve/desk.h"
#include "serve/say.h"

/* What plangen says of the desk: NAME=VALUE each. */
static bool take(struct desk *desk, const char *argument)
{
	const struct {
		const char *name;
		const char **text;
		unsigned *number;
		bool *flag;
	} rows[] = {
		{ "program", &desk->program, NULL, NULL },   { "content", &desk->content, NULL, NULL },   { "templates", &desk->templates, NULL, NULL }, { "cache", &desk->cache, NULL, NULL },
		{ "locale", &desk->locale, NULL, NULL },     { "language", &desk->language, NULL, NULL },   { "who", &desk->who, NULL, NULL },
		{ "listen", &desk->listen, NULL, NULL },	   { "site", &desk->site, NULL, NULL },		{ "users", &desk->users, NULL, NULL },
		{ "add", &desk->add, NULL, NULL },	   { "role", &desk->role, NULL, NULL },
		{ "year", NULL, &desk->year, NULL },	     { "port", NULL, &desk->port, NULL },	    { "open", NULL, NULL, &desk->open },
		{ "read-only", NULL, NULL, &desk->read_only }, { "worker", NULL, NULL, &desk->worker },
	};
	struct str value = str_of(argument), name = str_cut(&value, "=");
	for (size_t i = 0; value.data && i < sizeof rows / sizeof *rows; i++) {
		if (!str_is(name, rows[i].name))
			continue;
		if (rows[i].text)
			*rows[i].text = value.data;
		else if (rows[i].number)
			*rows[i].number = (unsigned)strtoul(value.data, NULL, 10);
		else
			*rows[i].flag = str_is(value, "1");
		return true;
	}
	return false;
}

/* Memory ran out: what is written is whole (base/memory.h). */
static void on_no_memory(void)
{
	static const char text[] = "plangen: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(4);
}

int main(int argc, char **argv)
{
	enum { USAGE_STATUS = 3 };
	struct desk desk = { .language = "en", .locale = "", .who = "", .arguments = argv };
	for (int i = 1; i < argc; i++)
		if (!take(&desk, argv[i]))
			return USAGE_STATUS;
	if (!desk.program || !desk.content || !desk.templates || !desk.year)
		return USAGE_STATUS;
	signal(SIGXFSZ, SIG_IGN);
	plangen_on_no_memory(on_no_memory);
	libraries_own_process();
	say_begin(desk.language, desk.locale);
	if (desk.add)
		return add_user_run(&desk);
	return desk.worker ? worker_run(&desk) : serve_run(&desk);
}
