/* Preloaded into a program (LD_PRELOAD), lets one system call or allocation fail: the FAULT_AT-th of the kind FAULT_CALL since
 * main() began, counted over the process and all that it forks.
 *
 *   FAULT_CALL    a name of the table below, or an allocation: own (called by the program itself), served (by the program, for
 *                 libraries), libc, libraries (which they make themselves)
 *   FAULT_AT      its number from 1; 0 only counts
 *   FAULT_MODE    once (default), on (this one and all later ones), short (half of the bytes), pause (until `go` is set), signal (it
 *                 is made, but before it a signal comes to the process that began), each (allocations: every one in turn, each in
 *                 a child that begins there; FAULT_AT is how many there are)
 *   FAULT_ERRNO   number of the error or signal
 *   FAULT_PATH    count only calls that name a path with this in it
 *   FAULT_SERVED  FIRST-END, hexadecimal addresses in the program: what is allocated there is served to libraries
 *   FAULT_STATE   a file of sizeof(struct state) bytes, shared with the test; with the mode `each` a byte more for each allocation, which
 *                 receives the child's exit status or 128 + its signal; 0 where there is none, as files are written, or it began to or went on
 *
 * System calls are trapped by a seccomp filter, so that those made inside the C library (stdio, opendir) are met, too; the
 * handler makes the call itself, from the one place that the filter lets through. x86-64 Linux with glibc. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <link.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* What the test reads, and `go`, which it writes. */
struct state {
	_Atomic uint64_t count;  /* calls of the kind */
	_Atomic uint64_t fired;  /* how many of them failed, were cut short or paused */
	_Atomic uint64_t go;     /* set by the test: a paused process goes on */
	char what[488];          /* path or library of the first of these, NUL-terminated */
};

enum { PATH_NONE, PATH_FIRST, PATH_SECOND, PATH_FD }; /* which argument names the file */

/* The system calls of each kind; a call that is not of the platform has the number -1. */
static const struct trap {
	const char *name;
	int call;
	int path;
} traps[] = {
	{"open", SYS_open, PATH_FIRST}, {"open", SYS_openat, PATH_SECOND}, {"open", SYS_creat, PATH_FIRST},
	{"read", SYS_read, PATH_FD}, {"read", SYS_readv, PATH_FD}, {"pread", SYS_pread64, PATH_FD},
	{"write", SYS_write, PATH_FD}, {"write", SYS_writev, PATH_FD}, {"write", SYS_pwrite64, PATH_FD},
	{"rename", SYS_rename, PATH_FIRST}, {"rename", SYS_renameat, PATH_SECOND}, {"rename", SYS_renameat2, PATH_SECOND},
	{"rename", SYS_link, PATH_FIRST}, {"rename", SYS_linkat, PATH_SECOND}, {"close", SYS_close, PATH_FD},
	{"mkdir", SYS_mkdir, PATH_FIRST}, {"mkdir", SYS_mkdirat, PATH_SECOND}, {"stat", SYS_stat, PATH_FIRST},
	{"stat", SYS_lstat, PATH_FIRST}, {"stat", SYS_fstat, PATH_FD}, {"stat", SYS_newfstatat, PATH_SECOND},
	{"stat", SYS_statx, PATH_SECOND}, {"readdir", SYS_getdents64, PATH_FD}, {"fork", SYS_fork, PATH_NONE},
	{"fork", SYS_clone, PATH_NONE}, {"fsync", SYS_fsync, PATH_FD}, {"fsync", SYS_fdatasync, PATH_FD},
	{"fsync", SYS_syncfs, PATH_FD}, {"mmap", SYS_mmap, PATH_NONE}, {"unlink", SYS_unlink, PATH_FIRST},
	{"unlink", SYS_unlinkat, PATH_SECOND}, {"unlink", SYS_rmdir, PATH_FIRST}, {"chmod", SYS_fchmod, PATH_FD},
	{"chmod", SYS_chmod, PATH_FIRST}, {"flock", SYS_flock, PATH_FD}, {"pipe", SYS_pipe2, PATH_NONE},
	{"readlink", SYS_readlink, PATH_FIRST}, {"readlink", SYS_readlinkat, PATH_SECOND}, {"truncate", SYS_ftruncate, PATH_FD},
	{"truncate", SYS_truncate, PATH_FIRST},
	{"signal", SYS_flock, PATH_FD}, {"signal", SYS_fchmod, PATH_FD}, {"signal", SYS_write, PATH_FD},
	{"signal", SYS_fsync, PATH_FD}, {"signal", SYS_rename, PATH_FIRST}, /* what a file is written with */
};
enum { TRAPS = sizeof traps / sizeof *traps };

enum mode { MODE_ONCE, MODE_ON, MODE_SHORT, MODE_PAUSE, MODE_SIGNAL, MODE_EACH };

static struct state *state;
static const char *kind, *wanted_path;
static uint64_t at;
static enum mode mode;
static int error;
static pid_t beginner;
static bool writing;
static uintptr_t program_begin, program_end, served_begin, served_end;
static int (*program_main)(int, char **, char **);

/* The only place from which the trapped calls are let through. */
long fault_call(long number, const long *args);
extern const char fault_call_done[];
__asm__(".text\n.globl fault_call\n.globl fault_call_done\n"
	"fault_call:\n"
	"	mov %rdi, %rax\n	mov %rsi, %r11\n"
	"	mov 0(%r11), %rdi\n	mov 8(%r11), %rsi\n	mov 16(%r11), %rdx\n"
	"	mov 24(%r11), %r10\n	mov 32(%r11), %r8\n	mov 40(%r11), %r9\n"
	"	syscall\n"
	"fault_call_done:\n	ret\n");

/* The path of an open file; `path` is zeroed and holds one byte more. */
static void name_file(unsigned fd, char *path, size_t size)
{
	char link[32] = "/proc/self/fd/", digits[12];
	size_t count = 0, len = strlen(link);
	for (; count == 0 || fd; fd /= 10)
		digits[count++] = (char)('0' + fd % 10);
	while (count)
		link[len++] = digits[--count];
	link[len] = '\0';
	fault_call(SYS_readlink, (long[6]){(long)link, (long)path, (long)size});
}

/* What the call is about: its path, or that of the open file, for which there are `size` zeroed bytes and one more. */
static const char *path_of(const struct trap *trap, const long *args, char *open_file, size_t size)
{
	bool named = trap->path == PATH_FIRST || trap->path == PATH_SECOND;
	const char *path = named ? (const char *)args[trap->path == PATH_SECOND] : NULL;
	if (path && *path)
		return path;
	if (trap->path == PATH_FD || (trap->path == PATH_SECOND && path)) /* AT_EMPTY_PATH: the file itself */
		name_file((unsigned)args[0], open_file, size);
	return open_file;
}

/* Says in the state what was hit. */
static void state_name(const struct trap *trap, const long *args)
{
	const char *path = path_of(trap, args, state->what, sizeof state->what - 1);
	if (path != state->what)
		strncpy(state->what, path, sizeof state->what - 1);
}

/* Counts one more of the kind; true when it is the one to fail. */
static bool state_count(void)
{
	uint64_t number = atomic_fetch_add(&state->count, 1) + 1;
	return at && (number == at || (mode == MODE_ON && number > at));
}

static void state_pause(void)
{
	for (int i = 0; i < 20000 && !atomic_load(&state->go); i++)
		nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Whether the call is one to count: not standard error, whose messages the test wants, and on the path asked for. */
static bool call_counts(const struct trap *trap, const long *args)
{
	if (trap->path == PATH_FD && args[0] == STDERR_FILENO)
		return false;
	if (!wanted_path)
		return true;
	char open_file[PATH_MAX + 1] = "";
	return strstr(path_of(trap, args, open_file, PATH_MAX), wanted_path);
}

/* What the call that is hit answers. */
static long call_fail(const struct trap *trap, long number, long *args)
{
	if (atomic_fetch_add(&state->fired, 1) == 0)
		state_name(trap, args);
	if (mode == MODE_PAUSE) {
		state_pause();
		return fault_call(number, args);
	}
	if (mode == MODE_SIGNAL) {
		kill(beginner, error);
		return fault_call(number, args);
	}
	if (mode == MODE_SHORT) {
		args[2] = (args[2] + 1) / 2;
		return fault_call(number, args);
	}
	if (number == SYS_close) /* the descriptor is free even so, see close(2) */
		fault_call(number, args);
	return -error;
}

static void on_trap(int signal, siginfo_t *info, void *context)
{
	greg_t *reg = ((ucontext_t *)context)->uc_mcontext.gregs;
	long args[6] = {reg[REG_RDI], reg[REG_RSI], reg[REG_RDX], reg[REG_R10], reg[REG_R8], reg[REG_R9]};
	int before = errno;
	const struct trap *trap = traps;
	while (trap->call != info->si_syscall)
		trap++;
	long answer = call_counts(trap, args) && state_count() ? call_fail(trap, info->si_syscall, args)
	                                                       : fault_call(info->si_syscall, args);
	errno = before;
	reg[REG_RAX] = answer;
	(void)signal;
}

/* Traps the calls of the kind, but not from fault_call(), not threads and not memory that is no file. */
static bool traps_set(void)
{
	struct sock_filter filter[TRAPS + 16];
	size_t count = 0, calls = 0;
	uint64_t done = (uint64_t)(uintptr_t)fault_call_done;
#define LOAD(field, half) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field) + (half))
#define JUMP(test, value, yes, no) BPF_JUMP(BPF_JMP | (test) | BPF_K, (uint32_t)(value), (yes), (no))
#define ADD(...) filter[count++] = (struct sock_filter)__VA_ARGS__
	ADD(LOAD(instruction_pointer, 0));
	ADD(JUMP(BPF_JEQ, done, 0, 3));
	ADD(LOAD(instruction_pointer, 4));
	ADD(JUMP(BPF_JEQ, done >> 32, 0, 1));
	ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	ADD(LOAD(nr, 0));
	for (size_t i = 0; i < TRAPS; i++)
		calls += strcmp(traps[i].name, kind) == 0;
	size_t left = calls;
	for (size_t i = 0; i < TRAPS; i++)
		if (strcmp(traps[i].name, kind) == 0)
			ADD(JUMP(BPF_JEQ, traps[i].call, left--, 0));
	ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	ADD(JUMP(BPF_JEQ, SYS_clone, 0, 2));
	ADD(LOAD(args[0], 0));
	ADD(JUMP(BPF_JSET, CLONE_VM, 3, 4));
	ADD(JUMP(BPF_JEQ, SYS_mmap, 0, 3));
	ADD(LOAD(args[4], 0));
	ADD(JUMP(BPF_JEQ, -1, 0, 1));
	ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP));
	struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART};
	struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
	return calls == 0 || (sigaction(SIGSYS, &action, NULL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	                      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
}

/* ---- allocations */

void *memalign(size_t alignment, size_t size);
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t), *__libc_memalign(size_t, size_t);

/* The children of the mode `each` that run. */
static struct child {
	pid_t pid;
	uint64_t number; /* of its allocation */
} children[16];
static size_t child_count;

static void child_await(void)
{
	int status = 0;
	const struct child *child = &children[--child_count];
	if (waitpid(child->pid, &status, 0) == child->pid)
		((unsigned char *)(state + 1))[child->number - 1] =
			(unsigned char)(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

static void children_await(void)
{
	while (child_count)
		child_await();
}

/* Only memory_fail(), which comes straight to _exit(), is an end of a child that needs no other look. */
static void child_leave(void)
{
	if (state && mode == MODE_EACH && !kind)
		_exit(0);
}

__attribute__((destructor)) static void program_leave(void)
{
	child_leave();
	children_await();
}

/* What a child that goes on prints is not the program's. */
static void child_silence(void)
{
	int nowhere = (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_WRONLY | O_CLOEXEC);
	if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
		_exit(1);
	close(nowhere);
}

/* Lets the allocation fail in a child; true in the child. */
static bool child_fails(uint64_t number)
{
	if (number > at || writing)
		return false;
	if (child_count == sizeof children / sizeof *children)
		children_await();
	pid_t child = _Fork();
	if (child == 0) {
		child_count = 0;
		kind = NULL;
		child_silence();
		return true;
	}
	if (child > 0)
		children[child_count++] = (struct child){child, number};
	return false;
}

/* With which files begin to be written: what is in the folder is shared by all processes. */
int open(const char *path, int flags, ...)
{
	va_list rest;
	va_start(rest, flags);
	mode_t bits = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	if (flags & O_EXCL) {
		child_leave();
		children_await();
		writing = true;
	}
	return ((int (*)(const char *, int, ...))(uintptr_t)dlsym(RTLD_NEXT, "open"))(path, flags, bits);
}

/* Whether an allocation made from the address `caller` is to fail. */
static bool allocation_fails(const void *caller)
{
	if (!state || !kind)
		return false;
	uintptr_t address = (uintptr_t)caller;
	Dl_info info = {0};
	const char *where = "libraries";
	if (address >= served_begin && address < served_end)
		where = "served";
	else if (address >= program_begin && address < program_end)
		where = "own";
	else if (kind[0] == 'l' && dladdr(caller, &info) && info.dli_fname && strstr(info.dli_fname, "/libc.so"))
		where = "libc";
	if (strcmp(where, kind) != 0)
		return false;
	if (mode == MODE_EACH ? !child_fails(atomic_fetch_add(&state->count, 1) + 1) : !state_count())
		return false;
	if (atomic_fetch_add(&state->fired, 1) == 0 && info.dli_fname)
		strncpy(state->what, info.dli_fname, sizeof state->what - 1);
	errno = ENOMEM;
	return true;
}

#define FAILS (kind && strchr("osl", kind[0]) && allocation_fails(__builtin_return_address(0)))

void *malloc(size_t size)
{
	return FAILS ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return FAILS ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return FAILS ? NULL : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return FAILS ? NULL : __libc_realloc(old, bytes);
}

void *memalign(size_t alignment, size_t size)
{
	return FAILS ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return FAILS ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
	void *made = FAILS ? NULL : __libc_memalign(alignment, size);
	if (!made)
		return ENOMEM;
	*memory = made;
	return 0;
}

/* ---- the start */

/* Where the code of the program itself lies; the first object is the program. */
static int program_find(struct dl_phdr_info *info, size_t size, void *data)
{
	program_begin = UINTPTR_MAX;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X)) {
			program_begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
			program_end = program_begin + info->dlpi_phdr[i].p_memsz;
		}
	char *end = NULL;
	const char *served = data;
	if (served) {
		served_begin = info->dlpi_addr + strtoull(served, &end, 16);
		served_end = info->dlpi_addr + (*end ? strtoull(end + 1, NULL, 16) : 0);
	}
	(void)size;
	return 1;
}

static enum mode mode_named(const char *name)
{
	static const char *const names[] = {"once", "on", "short", "pause", "signal", "each"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return (enum mode)i;
	return MODE_ONCE;
}

static int main_with_fault(int argc, char **argv, char **envp)
{
	const char *file = getenv("FAULT_STATE"), *call = getenv("FAULT_CALL"), *how = getenv("FAULT_MODE");
	const char *number = getenv("FAULT_AT"), *code = getenv("FAULT_ERRNO");
	if (!file || !call)
		return program_main(argc, argv, envp);
	int fd = open(file, O_RDWR | O_CLOEXEC);
	at = number ? strtoull(number, NULL, 10) : 0;
	mode = mode_named(how ? how : "once");
	size_t size = sizeof *state + (mode == MODE_EACH ? at : 0);
	void *shared = fd < 0 ? MAP_FAILED : mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (shared == MAP_FAILED)
		_exit(99);
	close(fd);
	dl_iterate_phdr(program_find, getenv("FAULT_SERVED"));
	state = shared;
	wanted_path = getenv("FAULT_PATH");
	error = code ? atoi(code) : EIO;
	beginner = getpid();
	kind = call;
	if (!traps_set())
		_exit(99);
	return program_main(argc, argv, envp);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack)
{
	__typeof__(&__libc_start_main) next = (__typeof__(&__libc_start_main))(uintptr_t)dlsym(RTLD_NEXT, "__libc_start_main");
	program_main = main;
	return next(main_with_fault, argc, argv, init, fini, rtld_fini, stack);
}
