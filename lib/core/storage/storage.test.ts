import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { localStorage } from "@/lib/core/storage/local";
import { measure } from "@/lib/core/storage/measure";
import { s3Storage } from "@/lib/core/storage/s3";
import { type S3StandIn, s3StandIn } from "@/lib/core/storage/s3.stand-in";
import { MissingFile, newStorageKey, type Storage } from "@/lib/core/storage/storage";

let folder: string;
let server: S3StandIn;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-storage-"));
  server = await s3StandIn();
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const bucket = (secret = "secret"): Storage =>
  s3Storage({
    S3_BUCKET: "bucket",
    S3_ENDPOINT: server.endpoint,
    S3_REGION: "eu-test-1",
    S3_ACCESS_KEY_ID: "key",
    S3_SECRET_ACCESS_KEY: secret,
  });

/** Chunks of 1 MB, as they would come from a socket. */
const megabytes = (count: number): Readable =>
  Readable.from(Array.from({ length: count }, (_, index) => Buffer.alloc(1024 * 1024, index)));

const broken = (): Readable =>
  Readable.from(
    (async function* () {
      yield Buffer.from("half");
      throw new Error("the line went dead");
    })(),
  );

describe.each([
  ["a folder", () => localStorage(join(folder, "files"))],
  ["an S3-compatible server", () => bucket()],
] as const)("storage in %s", (_, make) => {
  it("lists what was kept before a moment, and nothing that is still arriving", async () => {
    const files = make();
    const keys = [newStorageKey(), newStorageKey(), newStorageKey()];
    for (const key of keys) await files.put(key, Readable.from([Buffer.from(key)]));
    await expect(files.put(newStorageKey(), broken())).rejects.toThrow();
    const listed = async (olderThan: Date) => {
      const found: string[] = [];
      for await (const key of files.list(olderThan)) found.push(key);
      return found;
    };
    expect(await listed(new Date(Date.now() + 60_000))).toEqual(expect.arrayContaining(keys));
    expect(await listed(new Date(Date.now() - 60_000))).toEqual([]);
    for (const key of keys) await files.delete(key);
    expect(await listed(new Date(Date.now() + 60_000))).toEqual([]);
  });

  it("gives back what was put, whole and in parts, and forgets what was deleted", async () => {
    const files = make();
    const key = newStorageKey();
    expect(await files.exists(key)).toBe(false);
    await files.put(key, Readable.from([Buffer.from("hello "), Buffer.from("world")]));
    expect(await files.exists(key)).toBe(true);
    expect((await buffer(await files.get(key))).toString()).toBe("hello world");
    expect((await buffer(await files.get(key, { start: 6 }))).toString()).toBe("world");
    expect((await buffer(await files.get(key, { start: 0, end: 4 }))).toString()).toBe("hello");
    await files.put(key, Readable.from([Buffer.from("other")]));
    expect((await buffer(await files.get(key))).toString()).toBe("other");
    await files.delete(key);
    await files.delete(key);
    expect(await files.exists(key)).toBe(false);
    await expect(files.get(key)).rejects.toBeInstanceOf(MissingFile);
    await files.check(AbortSignal.timeout(2000));
  });

  it("keeps nothing of a stream that broke off", async () => {
    const files = make();
    const key = newStorageKey();
    await expect(files.put(key, broken())).rejects.toThrow("the line went dead");
    expect(await files.exists(key)).toBe(false);
    expect(server.uploads.size).toBe(0);
  });

  it("takes nothing for a key that is a path", async () => {
    const files = make();
    for (const key of ["../secrets.json", "/etc/passwd", "", `${newStorageKey()}/..`])
      await expect(files.get(key)).rejects.toThrow("Not a storage key");
  });
});

describe("a folder", () => {
  it("is readable by nobody else", async () => {
    const files = localStorage(join(folder, "private"));
    const key = newStorageKey();
    await files.put(key, Readable.from([Buffer.from("x")]));
    const path = join(folder, "private", key.slice(0, 2), key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "private"))).mode & 0o777).toBe(0o700);
  });

  it("sweeps drafts a crash left behind, and no younger ones", async () => {
    const files = localStorage(join(folder, "swept"));
    const arriving = join(folder, "swept", "arriving");
    await files.put(newStorageKey(), Readable.from([Buffer.from("x")]));
    await writeFile(join(arriving, "old"), "x");
    await writeFile(join(arriving, "new"), "x");
    await utimes(join(arriving, "old"), new Date(0), new Date(0));
    await files.sweep(new Date(1000));
    expect(await readdir(arriving)).toEqual(["new"]);
  });
});

describe("an S3-compatible server", () => {
  it("gets a large file in signed parts", async () => {
    const key = newStorageKey();
    const from = server.requests.length;
    await bucket().put(key, megabytes(20));
    expect(server.requests.slice(from).filter((line) => line.startsWith("PUT"))).toHaveLength(3);
    expect(server.objects.get(`files/${key}`)?.equals(await buffer(megabytes(20)))).toBe(true);
  });

  it("is told to forget uploads that broke off long ago", async () => {
    server.uploads.set("stale", { key: "files/x", parts: new Map(), initiated: new Date(0) });
    server.uploads.set("fresh", { key: "files/y", parts: new Map(), initiated: new Date() });
    await bucket().sweep(new Date(1000));
    expect([...server.uploads.keys()]).toEqual(["fresh"]);
    server.uploads.clear();
  });

  it("says when the bucket cannot be reached", async () => {
    const nowhere = s3Storage({
      S3_BUCKET: "bucket",
      S3_ENDPOINT: "http://127.0.0.1:1",
      S3_REGION: "eu-test-1",
      S3_ACCESS_KEY_ID: "key",
      S3_SECRET_ACCESS_KEY: "secret",
    });
    await expect(nowhere.check(AbortSignal.timeout(3000))).rejects.toThrow();
  });
});

describe("measure", () => {
  it("knows size and digest, and breaks off what is too large", async () => {
    const measured = measure(11);
    await buffer(Readable.from([Buffer.from("hello world")]).pipe(measured));
    expect(measured.bytes).toBe(11);
    expect(measured.sha256()).toBe("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
    const error = await buffer(Readable.from([Buffer.from("hello world!")]).pipe(measure(11))).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "payload_too_large" });
  });
});
