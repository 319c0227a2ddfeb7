/* The environment that fontconfig reads. */
#include <stdlib.h>

#include "base/buf.h"
#include "cli/command.h"

const char *session_font_key(struct session *session)
{
	static const char *const names[] = { "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT",
					     "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" };
	struct buf key = BUF_INIT;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		buf_printf(&key, "%s=%s;", names[i], value ? value : "");
	}
	return buf_move_to(&key, session->arena);
}
