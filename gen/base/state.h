/* Whether files changed. */
#ifndef BASE_STATE_H
#define BASE_STATE_H

#include "base/hash.h"

/* Names, sizes and times of all files below both folders. */
struct hash state_of_files(const char *content, const char *templates);

#endif
