/* The document tree as text: the same for two documents that say the same, wherever their sources have it. */
#ifndef WRITE_TREE_TREE_H
#define WRITE_TREE_TREE_H

#include "write/writer.h"

extern const struct writer writer_tree;

#endif
