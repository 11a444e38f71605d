/* A vendor's library as public projects call it: int GetBmp(char *wltFile, int interface), 1 = done. Writes PICTURE beside the file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int GetBmp(char *wlt_path, int interface) {
  char buffer[65536], path[256];
  if (getenv("HOME") || interface < 1 || interface > 2) return -1;
#if defined(CRASHES)
  abort();
#elif defined(HANGS)
  for (;;) pause();
#endif
  FILE *wlt = fopen(wlt_path, "rb");
  if (!wlt || fread(buffer, 1, sizeof buffer, wlt) != 1024) return -2;
  fclose(wlt);
  snprintf(path, sizeof path, "%.*s.bmp", (int)(strrchr(wlt_path, '.') - wlt_path), wlt_path);
  FILE *from = fopen(PICTURE, "rb"), *to = fopen(path, "wb");
  size_t size = fread(buffer, 1, sizeof buffer, from);
  fwrite(buffer, 1, size, to);
  fclose(from);
  fclose(to);
  return 1;
}
