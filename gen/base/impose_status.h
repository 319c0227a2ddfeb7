/* plangen-impose, the program that plangen runs where pages of finished PDF files get other places: it alone loads qpdf, and what a broken
 * file does to that ends with it. plangen-impose booklet|2up WIDTH HEIGHT FILE.pdf; plangen-impose join, which reads paths of PDF
 * files from standard input, a NUL behind each.
 *
 * The new PDF goes to standard output, a line about it to standard error; or, with a status below, the reason to standard error. */
#ifndef BASE_IMPOSE_STATUS_H
#define BASE_IMPOSE_STATUS_H

enum impose_status {
	IMPOSE_DONE,
	IMPOSE_UNREADABLE = 10, /* no PDF; the reason is qpdf's words */
	IMPOSE_LOCKED,          /* a password is needed to open it */
	IMPOSE_BAD_PAGE,        /* the reason is the page's number: it has no size that a sheet may have */
	IMPOSE_TOO_MANY,        /* more than LIMIT_PAGES pages */
	IMPOSE_UNWRITTEN,       /* nobody takes what is written */
};

#endif
