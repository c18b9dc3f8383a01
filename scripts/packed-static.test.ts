import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { packedStatic } from "./packed-static";

const script = `const words = ${JSON.stringify("the same words again ".repeat(400))};`;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packed"));
  await mkdir(join(folder, "static", "chunks"), { recursive: true });
  await writeFile(join(folder, "static", "chunks", "a-1.js"), script);
  await writeFile(join(folder, "secret.js"), "secret");
  const packed = packedStatic(folder + sep);
  server = createServer((incoming, response) => {
    if (!packed(incoming, response)) response.end("next");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, encoding = "gzip, br", method = "GET") =>
  new Promise<{ encoding: string | undefined; type: string | undefined; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, host: "127.0.0.1", path, method, headers: { "accept-encoding": encoding } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          encoding: answer.headers["content-encoding"],
          type: answer.headers["content-type"],
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on("error", reject)
      .end();
  });

it("sends what was asked for before packed, and leaves the rest to Next", async () => {
  const path = "/_next/static/chunks/a-1.js";
  expect((await get(path)).body.toString()).toBe("next");
  const packed = await vi.waitFor(async () => {
    const answer = await get(`${path}?dpl=1`);
    expect(answer.encoding).toBe("br");
    return answer;
  });
  expect(packed.type).toContain("javascript");
  expect(brotliDecompressSync(packed.body).toString()).toBe(script);
  expect(packed.body.length).toBeLessThan(script.length / 10);
  for (const other of [
    get(path, "gzip"),
    get(path, "gzip, brotli"),
    get(path, "br", "HEAD"),
    get("/_next/static/../secret.js"),
    get("/_next/static/%2e%2e/secret.js"),
    get("/_next/static/chunks/none.js"),
    get("/_next/static/%"),
    get("/booking"),
  ])
    expect((await other).encoding).toBeUndefined();
});
