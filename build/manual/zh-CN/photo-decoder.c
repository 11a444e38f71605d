/*
 * 把厂商的照片解码动态库封装成亮证台的“照片解码程序”（Linux 示例，可自由修改使用）。
 * 约定：标准输入读 1024 字节 WLT，标准输出写 38862 字节 BMP（102×126，24 位），成功时退出码为 0。
 *
 *   cc -O2 -DWLT_LIBRARY='"/opt/wlt/libWltRS.so"' -o /opt/wlt/photo-decoder photo-decoder.c -ldl
 *
 * 这里按常见的接口写：int GetBmp(char *wltFile, int intf)，在同一处生成同名的 .bmp；intf 为 1（串口）或 2（USB）。
 * 厂商给的是内存接口时更简单：直接把 1024 字节交给它，不需要文件。
 */
#define _DEFAULT_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WLT_BYTES = 1024, BMP_BYTES = 38862, LIMIT_SECONDS = 1, INTERFACE_USB = 2 };

static pid_t worker;

/* 动态库卡住时先由这里收场，好把临时文件删掉；亮证台的时限是 2 秒。 */
static void give_up(int signal_number) {
  (void)signal_number;
  kill(worker, SIGKILL);
}

/* 在子进程里调用动态库：它崩溃也不影响清理。 */
static int decode(char *wlt_path) {
  worker = fork();
  if (worker < 0) return 1;
  if (worker == 0) {
    void *library = dlopen(WLT_LIBRARY, RTLD_NOW);
    int (*get_bmp)(char *, int) = library ? (int (*)(char *, int))dlsym(library, "GetBmp") : NULL;
    _exit(get_bmp && get_bmp(wlt_path, INTERFACE_USB) == 1 ? 0 : 1);
  }
  signal(SIGALRM, give_up);
  alarm(LIMIT_SECONDS);
  int status = 1;
  waitpid(worker, &status, 0);
  return status;
}

static int copy(FILE *from, FILE *to, size_t bytes) {
  char buffer[BMP_BYTES];
  int is_whole = from && to && fread(buffer, 1, bytes, from) == bytes && fwrite(buffer, 1, bytes, to) == bytes;
  memset(buffer, 0, sizeof buffer);
  if (to && fflush(to) != 0) is_whole = 0;
  return is_whole;
}

int main(void) {
  /* 崩溃时不留内存转储；/dev/shm 在内存里，不写磁盘。 */
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  char folder[] = "/dev/shm/wlt-XXXXXX", wlt_path[64], bmp_path[64];
  if (!mkdtemp(folder)) return 1;
  snprintf(wlt_path, sizeof wlt_path, "%s/photo.wlt", folder);
  snprintf(bmp_path, sizeof bmp_path, "%s/photo.bmp", folder);

  FILE *wlt = fopen(wlt_path, "wb");
  int is_done = copy(stdin, wlt, WLT_BYTES) && decode(wlt_path) == 0;
  if (wlt) fclose(wlt);
  FILE *bmp = is_done ? fopen(bmp_path, "rb") : NULL;
  is_done = is_done && copy(bmp, stdout, BMP_BYTES);
  if (bmp) fclose(bmp);

  unlink(wlt_path);
  unlink(bmp_path);
  rmdir(folder);
  return is_done ? 0 : 1;
}
