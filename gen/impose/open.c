#include "impose/open.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"

void impose_fail(enum impose_status status, const char *reason)
{
	fputs(reason, stderr);
	exit((int)status);
}

/* The reason of the error that `file` has. */
static _Noreturn void fail_with_error(qpdf_data file)
{
	qpdf_error error = qpdf_get_error(file);
	if (error && qpdf_get_error_code(file, error) == qpdf_e_password)
		impose_fail(IMPOSE_LOCKED, "");
	impose_fail(IMPOSE_UNREADABLE, error ? qpdf_get_error_message_detail(file, error) : "");
}

void impose_check(qpdf_data file)
{
	if (qpdf_has_error(file))
		fail_with_error(file);
}

static qpdf_data new_silent(void)
{
	qpdf_data file = qpdf_init();
	qpdf_silence_errors(file);
	qpdf_set_suppress_warnings(file, QPDF_TRUE);
	return file;
}

qpdf_data impose_open(const char *path, size_t *pages)
{
	qpdf_data file = new_silent();
	if (qpdf_read(file, path, NULL) & QPDF_ERRORS)
		fail_with_error(file);
	int count = qpdf_get_num_pages(file);
	impose_check(file);
	if (count <= 0)
		impose_fail(IMPOSE_BAD_PAGE, "1");
	if (count > LIMIT_PAGES)
		impose_fail(IMPOSE_TOO_MANY, "");
	qpdf_push_inherited_attributes_to_page(file);
	impose_check(file);
	*pages = (size_t)count;
	return file;
}

qpdf_data impose_new(void)
{
	qpdf_data out = new_silent();
	qpdf_empty_pdf(out);
	impose_check(out);
	return out;
}

void impose_write(qpdf_data out)
{
	qpdf_init_write_memory(out);
	impose_check(out);
	qpdf_set_deterministic_ID(out, QPDF_TRUE);
	qpdf_set_object_stream_mode(out, qpdf_o_generate);
	qpdf_write(out);
	impose_check(out);
	size_t length = qpdf_get_buffer_length(out);
	if (fwrite(qpdf_get_buffer(out), 1, length, stdout) != length || fflush(stdout) != 0)
		impose_fail(IMPOSE_UNWRITTEN, "");
}
