/*
 * Preloaded into the device process: lets the real node-hid and the real libudev see HID devices that are not there.
 * Below HIDRAW_ROOT lie a made-up /sys, a made-up /run/udev, and for each device a socket at dev/hidrawN. Opening
 * /dev/hidrawN connects to that socket: a SEQPACKET socket keeps the borders of messages, so that one message is one
 * report, and a peer that went away looks to poll() like an unplugged device.
 *
 * To the socket goes 'O' + an output report or 'F' + a feature report; from it come input reports. While the file
 * HIDRAW_ROOT/hang exists, opening and feature reports do not return.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <unistd.h>

#define MAX_FD 65536
#define MAX_REPORT 4096
#define PATH_SIZE 4096

static unsigned char is_hid[MAX_FD];
static const char *root;
static long (*real_syscall)(long, ...);

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  root = getenv("HIDRAW_ROOT");
  real_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
}

static int holds(int fd) { return fd >= 0 && fd < MAX_FD && is_hid[fd]; }

static int is_device(const char *path) { return root && path && strncmp(path, "/dev/hidraw", 11) == 0; }

static int is_below(const char *path, const char *folder) {
  size_t size = strlen(folder);
  return strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == 0);
}

/* Where a path really lies; the path itself where it is not made up. */
static const char *place_of(const char *path, char *buffer) {
  if (!root || !path) return path;
  if (!is_below(path, "/sys") && !is_below(path, "/run/udev") && !is_device(path)) return path;
  snprintf(buffer, PATH_SIZE, "%s%s", root, path);
  return buffer;
}

/* libudev walks down from a descriptor of "/"; its step into "sys" has to be caught too. */
static const char *place_below(int folder, const char *path, char *buffer) {
  if (!root || !path || path[0] == '/' || folder == AT_FDCWD || !is_below(path, "sys")) return place_of(path, buffer);
  char link[64], target[8];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  long size = real_syscall(SYS_readlinkat, AT_FDCWD, link, target, sizeof target);
  if (size != 1 || target[0] != '/') return path;
  snprintf(buffer, PATH_SIZE, "%s/%s", root, path);
  return buffer;
}

static void wait_while_hanging(void) {
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s/hang", root);
  while (real_syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0) usleep(10000);
}

static int open_device(const char *path, int flags) {
  wait_while_hanging();
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (snprintf(address.sun_path, sizeof address.sun_path, "%s%s", root, path) >= (int)sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | ((flags & O_CLOEXEC) ? SOCK_CLOEXEC : 0), 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    int problem = errno == ECONNREFUSED ? ENODEV : errno;
    real_syscall(SYS_close, fd);
    errno = problem;
    return -1;
  }
  if (fd < MAX_FD) is_hid[fd] = 1;
  return fd;
}

static int mode_of(int flags, va_list list) { return (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(list, int) : 0; }

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    char buffer[PATH_SIZE]; \
    va_list list; \
    va_start(list, flags); \
    int mode = mode_of(flags, list); \
    va_end(list); \
    return is_device(path) ? open_device(path, flags) : real(place_of(path, buffer), flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(name); \
    char buffer[PATH_SIZE]; \
    va_list list; \
    va_start(list, flags); \
    int mode = mode_of(flags, list); \
    va_end(list); \
    return is_device(path) ? open_device(path, flags) : real(folder, place_below(folder, path, buffer), flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

/* Everything else that takes a path: RESULT NAME(BEFORE path AFTER). */
#define BY_PATH(result, name, parameters, call) \
  result name parameters { \
    REAL(name); \
    char buffer[PATH_SIZE]; \
    return real call; \
  }
#define AT(folder) place_below(folder, path, buffer)
#define HERE place_of(path, buffer)
BY_PATH(FILE *, fopen, (const char *path, const char *mode), (HERE, mode))
BY_PATH(FILE *, fopen64, (const char *path, const char *mode), (HERE, mode))
BY_PATH(DIR *, opendir, (const char *path), (HERE))
BY_PATH(int, access, (const char *path, int mode), (HERE, mode))
BY_PATH(int, faccessat, (int at, const char *path, int mode, int flags), (at, AT(at), mode, flags))
BY_PATH(ssize_t, readlink, (const char *path, char *out, size_t size), (HERE, out, size))
BY_PATH(ssize_t, readlinkat, (int at, const char *path, char *out, size_t size), (at, AT(at), out, size))
BY_PATH(int, stat, (const char *path, struct stat *out), (HERE, out))
BY_PATH(int, lstat, (const char *path, struct stat *out), (HERE, out))
BY_PATH(int, stat64, (const char *path, struct stat64 *out), (HERE, out))
BY_PATH(int, lstat64, (const char *path, struct stat64 *out), (HERE, out))
BY_PATH(int, fstatat, (int at, const char *path, struct stat *out, int flags), (at, AT(at), out, flags))
BY_PATH(int, fstatat64, (int at, const char *path, struct stat64 *out, int flags), (at, AT(at), out, flags))
BY_PATH(int, statx, (int at, const char *path, int flags, unsigned mask, struct statx *out),
        (at, AT(at), flags, mask, out))

/* Node asks for files past the C library's names. */
long syscall(long number, ...) {
  if (!real_syscall) real_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  char buffer[PATH_SIZE];
  if (number == SYS_statx) b = (long)place_below((int)a, (const char *)b, buffer);
  return real_syscall(number, a, b, c, d, e, f);
}

/* Devices come and go in the made-up /dev. */
int inotify_add_watch(int fd, const char *path, uint32_t mask) {
  static int (*real)(int, const char *, uint32_t);
  if (!real) real = (int (*)(int, const char *, uint32_t))dlsym(RTLD_NEXT, "inotify_add_watch");
  char buffer[PATH_SIZE];
  if (root && strcmp(path, "/dev") == 0) {
    snprintf(buffer, sizeof buffer, "%s/dev", root);
    path = buffer;
  }
  return real(fd, path, mask);
}

/* libudev insists that what it reads is a sysfs. */
int fstatfs(int fd, struct statfs *out) {
  REAL(fstatfs);
  int result = real(fd, out);
  if (result != 0 || !root) return result;
  char link[64], target[PATH_SIZE];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  long size = real_syscall(SYS_readlinkat, AT_FDCWD, link, target, sizeof target - 1);
  if (size <= 0) return result;
  target[size] = 0;
  size_t length = strlen(root);
  if (strncmp(target, root, length) == 0 && is_below(target + length, "/sys")) out->f_type = SYSFS_MAGIC;
  return result;
}
int fstatfs64(int fd, struct statfs64 *out) { return fstatfs(fd, (struct statfs *)out); }

int close(int fd) {
  REAL(close);
  if (fd >= 0 && fd < MAX_FD) is_hid[fd] = 0;
  return real(fd);
}

ssize_t read(int fd, void *out, size_t size) {
  REAL(read);
  ssize_t result = real(fd, out, size);
  if (result != 0 || size == 0 || !holds(fd)) return result;
  errno = EIO;
  return -1;
}

static ssize_t tell(int fd, char tag, const void *report, size_t size) {
  unsigned char message[MAX_REPORT + 1];
  if (size > MAX_REPORT) {
    errno = EINVAL;
    return -1;
  }
  message[0] = (unsigned char)tag;
  memcpy(message + 1, report, size);
  if (send(fd, message, size + 1, MSG_NOSIGNAL) >= 0) return (ssize_t)size;
  if (errno == EPIPE || errno == ECONNRESET) errno = EIO;
  return -1;
}

ssize_t write(int fd, const void *report, size_t size) {
  REAL(write);
  return holds(fd) ? tell(fd, 'O', report, size) : real(fd, report, size);
}

int ioctl(int fd, unsigned long request, ...) {
  REAL(ioctl);
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  if (!holds(fd)) return real(fd, request, argument);
  if (request == HIDIOCGRDESCSIZE) {
    *(int *)argument = 1;
    return 0;
  }
  if (_IOC_TYPE(request) == 'H' && _IOC_NR(request) == _IOC_NR(HIDIOCSFEATURE(0))) {
    wait_while_hanging();
    return (int)tell(fd, 'F', argument, _IOC_SIZE(request));
  }
  errno = EINVAL;
  return -1;
}
