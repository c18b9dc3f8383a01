import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";

/** First and last byte, both included, as HTTP counts them. */
export type ByteRange = { start: number; end?: number };

/**
 * Where files are kept, under keys that say nothing about them. Whatever is kept has a `stored_file` row within the day, or
 * housekeeping takes it for left over (`lib/sre/housekeeping/orphans.ts`).
 */
export type Storage = {
  /** Keeps a stream. Nothing shows under the key before all of it arrived; what stood there is replaced. */
  put(key: string, content: Readable): Promise<void>;
  /** @throws MissingFile when there is nothing under the key. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** Removing what is not there is no error. */
  delete(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** Resolves when files can be kept. Rejects with what is in the way. */
  check(signal: AbortSignal): Promise<void>;
  /** The keys of what was kept before `olderThan`, in no particular order. */
  list(olderThan: Date): AsyncIterable<string>;
  /** Removes what uploads that broke off before `olderThan` left behind. */
  sweep(olderThan: Date): Promise<void>;
};

/** Nothing is stored under the key. */
export class MissingFile extends Error {
  constructor(key: string) {
    super(`Nothing is stored under ${key}.`);
    this.name = "MissingFile";
  }
}

/**
 * A key nobody has used: 128 random bits, never derived from the name a person gave.
 * @param folder what it belongs with, as `tickets/<id>`.
 */
export const newStorageKey = (folder?: `tickets/${string}`): string =>
  checkStorageKey(`${folder ? `${folder}/` : ""}${randomBytes(16).toString("hex")}`);

/** Folders of keys: photos of a ticket lie together (field-service, file storage). */
const keyForm = /^(tickets\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/)?[0-9a-f]{32}$/;

export const isStorageKey = (name: string): boolean => keyForm.test(name);

/** @throws Error for anything that is no key of ours, so that no path can be smuggled in. */
export function checkStorageKey(key: string): string {
  if (!isStorageKey(key)) throw new Error("Not a storage key.");
  return key;
}
