/*
 * Preloaded into the device process before `paths.so`: lets the real node-hid see HID devices that are not there. For
 * each there is a socket at EMULATED_ROOT/dev/hidrawN, and opening /dev/hidrawN connects to it: a SEQPACKET socket keeps
 * the borders of messages, so that one message is one report, and a peer that went away looks to poll() like an
 * unplugged device.
 *
 * To the socket goes 'O' + an output report or 'F' + a feature report; from it come input reports. While the file
 * EMULATED_ROOT/hang exists, opening and feature reports do not return.
 */
#include "../preload/preload.h"
#include <linux/hidraw.h>
#include <sys/ioctl.h>

#define MAX_FD 65536
#define MAX_REPORT 4096

static unsigned char is_hid[MAX_FD];
static const char *root;

__attribute__((constructor)) static void begin(void) { root = made_up_root(); }

static int holds(int fd) { return fd >= 0 && fd < MAX_FD && is_hid[fd]; }

static int is_device(const char *path) { return root && path && strncmp(path, "/dev/hidraw", 11) == 0; }

static int open_device(const char *path, int flags) {
  wait_while_hanging(root);
  int fd = connect_to(root, path, flags);
  if (fd >= 0 && fd < MAX_FD) is_hid[fd] = 1;
  return fd;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    MODE_OF(flags); \
    return is_device(path) ? open_device(path, flags) : real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(name); \
    MODE_OF(flags); \
    return is_device(path) ? open_device(path, flags) : real(folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

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
    wait_while_hanging(root);
    return (int)tell(fd, 'F', argument, _IOC_SIZE(request));
  }
  errno = EINVAL;
  return -1;
}
