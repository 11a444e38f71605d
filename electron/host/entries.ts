/** Where the other processes' entries lie: beside the running bundle, or in the sources when tests run them directly. */

export interface Entries {
  readonly storageWorker: URL;
  readonly verifyWorker: URL;
  readonly trainingWorker: URL;
  readonly bundleWorker: URL;
  readonly deviceProcess: URL;
}

/** @param bundle `import.meta.url` of the bundle that runs. */
export function bundledEntries(bundle: string): Entries {
  const beside = (name: string) => new URL(`./${name}.mjs`, bundle);
  return {
    storageWorker: beside("storage-worker"),
    verifyWorker: beside("verify-worker"),
    trainingWorker: beside("training-worker"),
    bundleWorker: beside("bundle-worker"),
    deviceProcess: beside("device-process"),
  };
}
