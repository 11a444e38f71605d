/*
 * Preloaded into the device process before `paths.so`: lets the real npm `usb` open USB devices that are not there. For
 * each there is a socket at EMULATED_ROOT/dev/bus/usb/BUS/DEVICE, and beside it, under EMULATED_ROOT/descriptors, the file
 * with its descriptors. A message on the socket is one transfer.
 *
 * The library makes its system calls itself, past the C library. As soon as it is loaded, a filter makes the kernel hand
 * the calls of its code, and of no other, to `answer`.
 *
 * To the socket: 'S' + struct head + bytes of an output transfer, 'D' + struct head (take it back), 'H' + struct head (clear
 * the halt of its endpoint). From it: struct head + bytes of an input transfer, for one that ended. While the file
 * EMULATED_ROOT/hang exists, opening does not return; `open-errno` and `claim-errno` hold the number with which that is refused.
 */
#include "../preload/preload.h"
#include <link.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/usbdevice_fs.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <ucontext.h>

#ifndef __x86_64__
#error "only for x86-64"
#endif

#define DEVICES "/dev/bus/usb/"
#define MAX_FD 4096
#define MAX_TRANSFER 16384
#define MAX_DESCRIPTORS 512
#define MAX_PENDING 64

struct device {
  off_t position;
  ssize_t size;
  unsigned char descriptors[MAX_DESCRIPTORS];
  /* Transfers that did not end: when the device is gone, they end all the same. */
  struct usbdevfs_urb *pending[MAX_PENDING];
};

struct head {
  uint64_t transfer;
  int32_t status;
  uint32_t length;
  uint32_t endpoint;
} __attribute__((packed));

static struct device *devices[MAX_FD];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;

__attribute__((constructor)) static void begin(void) { root = made_up_root(); }

static struct device *device_of(long fd) { return fd >= 0 && fd < MAX_FD ? devices[fd] : NULL; }

/* What a file below the root holds; -1 where there is none. */
static ssize_t contents(const char *folder, const char *name, void *out, size_t size) {
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s/%s%s", root, folder, name);
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t count = syscall(SYS_read, fd, out, size);
  syscall(SYS_close, fd);
  return count;
}

/* 0, or the negative number of the error that the file asks for. */
static long refusal(const char *name) {
  char text[16] = "";
  return contents("", name, text, sizeof text - 1) > 0 ? -atol(text) : 0;
}

static long open_device(const char *path, int flags) {
  wait_while_hanging(root);
  long refused = refusal("open-errno");
  if (refused != 0) return refused;
  struct device *device = calloc(1, sizeof *device);
  device->size = contents("descriptors/", path + strlen(DEVICES), device->descriptors, MAX_DESCRIPTORS);
  int fd = connect_to(root, path, flags);
  if (fd < 0 || fd >= MAX_FD) {
    free(device);
    return fd < 0 ? -errno : -EMFILE;
  }
  devices[fd] = device;
  return fd;
}

static long tell(int fd, char tag, struct head head, const void *bytes, size_t size) {
  unsigned char message[1 + sizeof head + MAX_TRANSFER];
  if (size > MAX_TRANSFER) return -EINVAL;
  message[0] = (unsigned char)tag;
  memcpy(message + 1, &head, sizeof head);
  if (size > 0) memcpy(message + 1 + sizeof head, bytes, size);
  return send(fd, message, 1 + sizeof head + size, MSG_NOSIGNAL) < 0 ? -ENODEV : 0;
}

static int hold(struct device *device, struct usbdevfs_urb *urb) {
  int at = 0;
  pthread_mutex_lock(&lock);
  while (at < MAX_PENDING && device->pending[at]) at += 1;
  if (at < MAX_PENDING) device->pending[at] = urb;
  pthread_mutex_unlock(&lock);
  return at < MAX_PENDING;
}

/* Lets go of this transfer, or of any: the one that was held, or NULL. */
static struct usbdevfs_urb *let_go(struct device *device, const struct usbdevfs_urb *urb) {
  struct usbdevfs_urb *held = NULL;
  pthread_mutex_lock(&lock);
  for (int at = 0; at < MAX_PENDING && !held; at += 1) {
    if (!device->pending[at] || (urb && device->pending[at] != urb)) continue;
    held = device->pending[at];
    device->pending[at] = NULL;
  }
  pthread_mutex_unlock(&lock);
  return held;
}

static long submit(int fd, struct usbdevfs_urb *urb) {
  if (urb->type != USBDEVFS_URB_TYPE_BULK) return -EINVAL;
  if (!hold(device_of(fd), urb)) return -ENOMEM;
  int is_input = (urb->endpoint & 0x80) != 0;
  struct head head = {(uint64_t)(uintptr_t)urb, 0, (uint32_t)urb->buffer_length, urb->endpoint};
  long result = tell(fd, 'S', head, urb->buffer, is_input ? 0 : (size_t)urb->buffer_length);
  if (result != 0) let_go(device_of(fd), urb);
  return result;
}

/* The next transfer that ended, as the device's end told it; when that is gone, each of the others. */
static long reap(int fd, struct usbdevfs_urb **out) {
  unsigned char message[sizeof(struct head) + MAX_TRANSFER];
  struct head head;
  for (;;) {
    ssize_t size = recv(fd, message, sizeof message, MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) return -EAGAIN;
    if (size < (ssize_t)sizeof head) break;
    memcpy(&head, message, sizeof head);
    struct usbdevfs_urb *urb = let_go(device_of(fd), (struct usbdevfs_urb *)(uintptr_t)head.transfer);
    if (!urb) continue;
    if (urb->endpoint & 0x80) memcpy(urb->buffer, message + sizeof head, (size_t)size - sizeof head);
    urb->status = head.status;
    urb->actual_length = (int)head.length;
    *out = urb;
    return 0;
  }
  struct usbdevfs_urb *urb = let_go(device_of(fd), NULL);
  if (!urb) return -ENODEV;
  urb->status = -ESHUTDOWN;
  urb->actual_length = 0;
  *out = urb;
  return 0;
}

static long control(int fd, unsigned long request, void *argument) {
  struct head none = {0};
  switch (request) {
    case USBDEVFS_CLAIMINTERFACE:
      return refusal("claim-errno");
    case USBDEVFS_RELEASEINTERFACE:
      return 0;
    case USBDEVFS_SUBMITURB:
      return submit(fd, argument);
    case USBDEVFS_REAPURBNDELAY:
      return reap(fd, argument);
    case USBDEVFS_DISCARDURB:
      none.transfer = (uint64_t)(uintptr_t)argument;
      return tell(fd, 'D', none, NULL, 0);
    case USBDEVFS_CLEAR_HALT:
      none.endpoint = *(unsigned *)argument;
      return tell(fd, 'H', none, NULL, 0);
    default:
      return -ENOTTY;
  }
}

/* Of a device the kernel says "writable" when a transfer ended; of a socket that is "readable". */
static long watch(long set, long operation, long fd, const struct epoll_event *event) {
  if (!event) return syscall(SYS_epoll_ctl, set, operation, fd, event);
  struct epoll_event readable = *event;
  readable.events = EPOLLIN;
  return syscall(SYS_epoll_ctl, set, operation, fd, &readable);
}

static long answered(greg_t *g, long number) {
  long a = g[REG_RDI], b = g[REG_RSI], c = g[REG_RDX], d = g[REG_R10];
  if (number == SYS_open && strncmp((const char *)a, DEVICES, strlen(DEVICES)) == 0)
    return open_device((const char *)a, (int)b);
  if (number == SYS_ioctl && device_of(a)) return control((int)a, (unsigned long)b, (void *)c);
  long result = number == SYS_epoll_ctl && device_of(c) ? watch(a, b, c, (const struct epoll_event *)d)
                                                        : syscall(number, a, b, c, d, g[REG_R8], g[REG_R9]);
  return result < 0 ? -errno : result;
}

static void answer(int signal, siginfo_t *info, void *context) {
  (void)signal;
  int before = errno;
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  registers[REG_RAX] = answered(registers, info->si_syscall);
  errno = before;
}

/* Where the code of a loaded library lies. */
struct code {
  const char *name;
  uint64_t from, to;
};

static int find_code(struct dl_phdr_info *info, size_t size, void *out) {
  (void)size;
  struct code *code = out;
  if (!strstr(info->dlpi_name, code->name)) return 0;
  for (int at = 0; at < info->dlpi_phnum; at += 1) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[at];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
    code->from = info->dlpi_addr + part->p_vaddr;
    code->to = code->from + part->p_memsz;
    return 1;
  }
  return 0;
}

/* From now on the calls that this code makes itself come to `answer`; it cannot be undone, and there is no need. */
static void catch_calls_of(struct code code) {
  struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART};
  sigaction(SIGSYS, &action, NULL);
  uint32_t ip = offsetof(struct seccomp_data, instruction_pointer);
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ip + 4),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(code.from >> 32), 0, 8),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ip),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)code.from, 0, 6),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)code.to, 5, 0),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_open, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_epoll_ctl, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  int is_whole = code.from >> 32 == code.to >> 32 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                 syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
  if (!is_whole) fprintf(stderr, "usbfs shim: the calls of the library cannot be caught\n");
}

void *dlopen(const char *path, int flags) {
  REAL(dlopen);
  static int is_caught;
  void *library = real(path, flags);
  struct code code = {.name = "/@node-usb/"};
  if (root && library && path && !is_caught && strstr(path, code.name) && dl_iterate_phdr(find_code, &code)) {
    is_caught = 1;
    catch_calls_of(code);
  }
  return library;
}

off64_t lseek64(int fd, off64_t offset, int whence) {
  REAL(lseek64);
  struct device *device = device_of(fd);
  if (!device || whence != SEEK_SET) return real(fd, offset, whence);
  return device->position = offset;
}

ssize_t read(int fd, void *out, size_t size) {
  REAL(read);
  struct device *device = device_of(fd);
  if (!device) return real(fd, out, size);
  ssize_t left = device->size - device->position;
  if (left <= 0) return 0;
  if ((size_t)left > size) left = (ssize_t)size;
  memcpy(out, device->descriptors + device->position, (size_t)left);
  device->position += left;
  return left;
}

int close(int fd) {
  REAL(close);
  struct device *device = device_of(fd);
  if (device) {
    devices[fd] = NULL;
    free(device);
  }
  return real(fd);
}
