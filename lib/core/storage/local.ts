import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, constants, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { checkStorageKey, isStorageKey, MissingFile, type Storage } from "@/lib/core/storage/storage";

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });

/** Names of the files of a folder that were last written before `olderThan`. */
async function olderIn(folder: string, olderThan: Date): Promise<string[]> {
  const older: string[] = [];
  for (const name of await namesIn(folder)) {
    // An upload that ends right now takes its draft away itself.
    const changed = await stat(join(folder, name)).then(
      (entry) => entry.mtime,
      () => null,
    );
    if (changed && changed < olderThan) older.push(name);
  }
  return older;
}

/**
 * Files in a folder only its owner can read. A file is written beside its place and moved there whole.
 * @param folder made when it is first needed.
 */
export function localStorage(folder: string): Storage {
  const root = resolve(folder);
  const arriving = join(root, "arriving");
  // One folder a file would make a directory too long to list.
  const pathOf = (key: string): string => {
    const name = checkStorageKey(key);
    return name.includes("/") ? join(root, name) : join(root, name.slice(0, 2), name);
  };

  return {
    async put(key, content) {
      const path = pathOf(key);
      const draft = join(arriving, randomUUID());
      await mkdir(arriving, { recursive: true, mode: 0o700 });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        await pipeline(content, createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }));
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async get(key, range) {
      const file = await open(pathOf(key), "r").catch((error: unknown) => {
        throw isMissing(error) ? new MissingFile(key) : error;
      });
      return file.createReadStream({ ...range, highWaterMark: 256 * 1024 });
    },

    async delete(key) {
      await rm(pathOf(key), { force: true });
    },

    async exists(key) {
      return access(pathOf(key)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      );
    },

    async check() {
      await mkdir(root, { recursive: true, mode: 0o700 });
      await access(root, constants.R_OK | constants.W_OK);
    },

    async *list(olderThan) {
      for (const folder of await namesIn(root))
        if (/^[0-9a-f]{2}$/.test(folder))
          for (const name of await olderIn(join(root, folder), olderThan)) if (isStorageKey(name)) yield name;
      for (const ticket of await namesIn(join(root, "tickets")))
        for (const name of await olderIn(join(root, "tickets", ticket), olderThan)) {
          const key = `tickets/${ticket}/${name}`;
          if (isStorageKey(key)) yield key;
        }
    },

    async sweep(olderThan) {
      for (const name of await olderIn(arriving, olderThan)) await rm(join(arriving, name), { force: true });
    },
  };
}
