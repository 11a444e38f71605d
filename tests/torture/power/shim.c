/*
 * Preloaded into a process that works on files below POWER_ROOT: does everything as asked, and writes down in POWER_LOG, in order,
 * what the disk was told: names made, moved and removed, bytes written, lengths set, and above all what was synced. From that the
 * state after a power cut at any moment is put together (replay.ts). What the process writes to standard output goes into the same
 * log, so that it is known what had been acknowledged by then.
 *
 * With POWER_FAULT=call:errno:from (for example fsync:5:20) that call fails with that errno from its n-th time on.
 *
 * Record: letter, two 64-bit numbers, length of the bytes that follow (32 bits), the bytes. Numbers in the machine's order.
 *   O inode created path · W inode offset bytes · T inode size · S inode · D 0 0 folder · R 0 0 from\0to · U 0 0 path · A 0 0 bytes
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 65536

static const char *root;
static size_t root_size;
static int log_fd = -1;
static uint64_t inode_of[MAX_FD];
static char folder_of[MAX_FD];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char fault_call[32];
static int fault_errno, fault_from, fault_count;

__attribute__((constructor)) static void begin(void) {
  root = getenv("POWER_ROOT");
  const char *log = getenv("POWER_LOG"), *fault = getenv("POWER_FAULT");
  if (!root) return;
  root_size = strlen(root);
  if (log) log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fault) sscanf(fault, "%31[^:]:%d:%d", fault_call, &fault_errno, &fault_from);
}

static int is_ours(const char *path) { return root && path && strncmp(path, root, root_size) == 0; }
static int holds(int fd) { return fd >= 0 && fd < MAX_FD && inode_of[fd]; }

static int fails(const char *call) {
  if (!fault_from || strcmp(call, fault_call) != 0) return 0;
  if (__sync_add_and_fetch(&fault_count, 1) < fault_from) return 0;
  errno = fault_errno;
  return 1;
}

static void note(char letter, uint64_t first, uint64_t second, const void *bytes, size_t size) {
  if (log_fd < 0) return;
  char head[21];
  uint32_t length = (uint32_t)size;
  head[0] = letter;
  memcpy(head + 1, &first, 8);
  memcpy(head + 9, &second, 8);
  memcpy(head + 17, &length, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, size}};
  pthread_mutex_lock(&lock);
  syscall(SYS_writev, log_fd, parts, 2);
  pthread_mutex_unlock(&lock);
}

static int opened(int fd, const char *path, int flags, int was_there) {
  if (fd < 0 || fd >= MAX_FD) return fd;
  inode_of[fd] = 0;
  struct stat found;
  if (!is_ours(path) || fstat(fd, &found) != 0) return fd;
  inode_of[fd] = found.st_ino;
  folder_of[fd] = S_ISDIR(found.st_mode);
  if (folder_of[fd]) return fd;
  note('O', found.st_ino, !was_there, path, strlen(path));
  if (flags & O_TRUNC && was_there) note('T', found.st_ino, 0, "", 0);
  return fd;
}

#define OPEN(name)                                                                     \
  int name(const char *path, int flags, ...) {                                         \
    va_list rest;                                                                      \
    va_start(rest, flags);                                                             \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                          \
    va_end(rest);                                                                      \
    if (is_ours(path) && flags & O_CREAT && fails("open")) return -1;                  \
    int was_there = is_ours(path) ? access(path, F_OK) == 0 : 1;                       \
    return opened((int)syscall(SYS_openat, AT_FDCWD, path, flags, mode), path, flags, was_there); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < MAX_FD) inode_of[fd] = 0;
  return (int)syscall(SYS_close, fd);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  if (holds(fd) && fails("write")) return -1;
  off_t at = holds(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = syscall(SYS_write, fd, bytes, size);
  if (done > 0 && holds(fd)) note('W', inode_of[fd], (uint64_t)at, bytes, (size_t)done);
  if (done > 0 && fd == 1 && root) note('A', 0, 0, bytes, (size_t)done);
  return done;
}

#define PWRITE(name)                                                                         \
  ssize_t name(int fd, const void *bytes, size_t size, off_t at) {                           \
    if (holds(fd) && fails("write")) return -1;                                              \
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, size, at);                               \
    if (done > 0 && holds(fd)) note('W', inode_of[fd], (uint64_t)at, bytes, (size_t)done);   \
    return done;                                                                             \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define PREAD(name)                                                \
  ssize_t name(int fd, void *bytes, size_t size, off_t at) {       \
    if (holds(fd) && fails("read")) return -1;                     \
    return syscall(SYS_pread64, fd, bytes, size, at);              \
  }
PREAD(pread)
PREAD(pread64)

#define TRUNCATE(name)                                               \
  int name(int fd, off_t size) {                                     \
    if (holds(fd) && fails("truncate")) return -1;                   \
    int answer = (int)syscall(SYS_ftruncate, fd, size);              \
    if (answer == 0 && holds(fd)) note('T', inode_of[fd], (uint64_t)size, "", 0); \
    return answer;                                                   \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

static int synced(int fd, int answer) {
  if (answer != 0 || !holds(fd)) return answer;
  char place[64], path[4096];
  if (!folder_of[fd]) {
    note('S', inode_of[fd], 0, "", 0);
    return answer;
  }
  snprintf(place, sizeof place, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(place, path, sizeof path);
  if (size > 0) note('D', 0, 0, path, (size_t)size);
  return answer;
}

int fsync(int fd) { return holds(fd) && fails("fsync") ? -1 : synced(fd, (int)syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return holds(fd) && fails("fsync") ? -1 : synced(fd, (int)syscall(SYS_fdatasync, fd)); }

int rename(const char *from, const char *to) {
  if (is_ours(to) && fails("rename")) return -1;
  int answer = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  if (answer == 0 && is_ours(to)) {
    char both[8192];
    int size = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
    note('R', 0, 0, both, (size_t)size);
  }
  return answer;
}

int unlink(const char *path) {
  int answer = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (answer == 0 && is_ours(path)) note('U', 0, 0, path, strlen(path));
  return answer;
}
