/** Where virtual readers are: `virtual:scanner`. Only training mode configures such a path. */

export const VIRTUAL_PREFIX = "virtual:";

export const isVirtualPath = (path: string): boolean => path.startsWith(VIRTUAL_PREFIX);
