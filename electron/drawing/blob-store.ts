/**
 * Bytes that a drawing hands to the screen beside its list: pictures and fonts under keys of its own. Keys never come
 * from the package, and one entry used twice is kept once.
 */
import type { DrawnBlob } from "./drawing.ts";

export class BlobStore {
  readonly #blobs = new Map<string, DrawnBlob>();
  readonly #images = new Map<string, string>();
  readonly #imageOfBlob = new Map<string, string>();
  readonly #imageOfResource = new Map<object, string | undefined>();
  readonly #byBytes = new Map<Uint8Array, string>();

  /** Key of a blob, new or the one that these very bytes already have. */
  addBlob(blob: DrawnBlob): string {
    const known = this.#byBytes.get(blob.bytes);
    if (known !== undefined) return known;
    const blobId = `b${this.#blobs.size + 1}`;
    this.#blobs.set(blobId, blob);
    this.#byBytes.set(blob.bytes, blobId);
    return blobId;
  }

  /** Key of an image on a blob. */
  addImage(blob: DrawnBlob): string {
    const blobId = this.addBlob(blob);
    const known = this.#imageOfBlob.get(blobId);
    if (known !== undefined) return known;
    const imageId = `i${this.#images.size + 1}`;
    this.#images.set(imageId, blobId);
    this.#imageOfBlob.set(blobId, imageId);
    return imageId;
  }

  /** The image that a resource means, found out once. */
  imageOf(resource: object, find: () => string | undefined): string | undefined {
    if (!this.#imageOfResource.has(resource)) this.#imageOfResource.set(resource, find());
    return this.#imageOfResource.get(resource);
  }

  get blobs(): Readonly<Record<string, DrawnBlob>> {
    return Object.fromEntries(this.#blobs);
  }

  get images(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#images);
  }
}
