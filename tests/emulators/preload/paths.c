/*
 * Preloaded: shows a program a made-up /sys, /run/udev and /dev below EMULATED_ROOT to everything that takes a path.
 * Opening a device is for the library before this one.
 */
#include "preload.h"
#include <dirent.h>
#include <linux/magic.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>

static const char *root;
static long (*real_syscall)(long, ...);

__attribute__((constructor)) static void begin(void) {
  root = made_up_root();
  real_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
}

static int is_below(const char *path, const char *folder) {
  size_t size = strlen(folder);
  return strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == 0);
}

static int is_made_up(const char *path) {
  return is_below(path, "/sys") || is_below(path, "/run/udev") || is_below(path, "/dev/bus/usb") ||
         strncmp(path, "/dev/hidraw", 11) == 0;
}

/* Where a path really lies; the path itself where it is not made up. */
static const char *place_of(const char *path, char *buffer) {
  if (!root || !path || !is_made_up(path)) return path;
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

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    char buffer[PATH_SIZE]; \
    MODE_OF(flags); \
    return real(place_of(path, buffer), flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(name); \
    char buffer[PATH_SIZE]; \
    MODE_OF(flags); \
    return real(folder, place_below(folder, path, buffer), flags, mode); \
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
BY_PATH(char *, realpath, (const char *path, char *out), (HERE, out))
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

#define SCAN(name, entry) \
  int name(const char *path, struct entry ***out, int (*filter)(const struct entry *), \
           int (*order)(const struct entry **, const struct entry **)) { \
    REAL(name); \
    char buffer[PATH_SIZE]; \
    return real(place_of(path, buffer), out, filter, order); \
  }
SCAN(scandir, dirent)
SCAN(scandir64, dirent64)

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
  if (!root || strcmp(path, "/dev") != 0) return real(fd, place_of(path, buffer), mask);
  snprintf(buffer, sizeof buffer, "%s/dev", root);
  return real(fd, buffer, mask);
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
