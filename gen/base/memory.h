/* Heap memory that never returns NULL.
 *
 * When memory runs out, memory_fail() is called, which does not return: it
 * calls the handler of whoever owns the process, and aborts. Output is
 * written by atomic rename, so the previous files are whole. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* `size` zeroed bytes, owned by the caller (free()). */
void *memory_alloc(size_t size);

/* At least *size bytes, not zeroed, in pages of MEMORY_HUGE bytes, where the kernel has them: one fault in place of 512. *size receives
 * how many they are. Owned by the caller (free()). */
enum { MEMORY_HUGE = 2 << 20 };
void *memory_alloc_huge(size_t *size);

/* Like realloc() for `count` items of `size` bytes; the product is checked. */
void *memory_resize(void *old, size_t count, size_t size);

/* Capacity to grow to so that `need` items fit: at least doubled. */
size_t memory_grow(size_t capacity, size_t need);

/* The same for libraries, most of which lose text or crash when memory runs out: malloc(), calloc(), realloc() and strdup()
 * that never return NULL. What they return is freed by free(). */
void *memory_serve(size_t size);
void *memory_serve_zeroed(size_t count, size_t size);
void *memory_serve_again(void *old, size_t size);
char *memory_serve_text(const char *text);

/* For libraries that take no memory from outside and go on with less: malloc() tells errno that memory ran out. The second ends
 * the process in memory_fail() when that happened since the first. malloc() tells the same when the heap cannot grow where it is
 * (as under valgrind) and memory is found elsewhere: then there is an end only where no room is left. */
void memory_watch(void);
void memory_watched(void);

/* Memory ran out: calls the handler, then abort(). */
_Noreturn void memory_fail(void);

/* Sets the handler of the process, which must not return; NULL: none. With what was found out about the heap it is the only thing
 * that is changed while a process runs and is shared by all of it: any thread may call this at any time. */
typedef void (*memory_handler)(void);
void memory_on_fail(memory_handler handler);

#endif
