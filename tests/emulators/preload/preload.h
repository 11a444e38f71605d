/* What the preloaded libraries share: the next library's function, and the parameter `mode` of open(). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#define PATH_SIZE 4096

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* Declares `mode` in a function whose last named parameter is `flags`. */
#define MODE_OF(flags) \
  va_list list; \
  va_start(list, flags); \
  int mode = ((flags) & (O_CREAT | __O_TMPFILE)) ? va_arg(list, int) : 0; \
  va_end(list)

/* Folder below which everything made up lies; without it nothing is changed. */
static const char *made_up_root(void) { return getenv("EMULATED_ROOT"); }

/* While the file `hang` exists there, whatever asks does not come back. */
__attribute__((unused)) static void wait_while_hanging(const char *root) {
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s/hang", root);
  while (syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0) usleep(10000);
}

/* A connection to the socket that stands for a device: one message is one report or one transfer. */
__attribute__((unused)) static int connect_to(const char *root, const char *path, int flags) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (snprintf(address.sun_path, sizeof address.sun_path, "%s%s", root, path) >= (int)sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | ((flags & O_CLOEXEC) ? SOCK_CLOEXEC : 0), 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  int problem = errno == ECONNREFUSED ? ENODEV : errno;
  syscall(SYS_close, fd);
  errno = problem;
  return -1;
}
