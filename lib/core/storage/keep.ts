import type { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "@/lib/core/errors";
import { storage } from "@/lib/core/storage/current";
import { measure } from "@/lib/core/storage/measure";

/**
 * Puts a stream into the storage and says how much it was. Nothing is kept of one that breaks off.
 * @param limit in bytes; more is payload_too_large.
 * @param check sees every chunk on its way and may break the stream off.
 */
export async function keep(
  storageKey: string,
  content: Readable,
  { limit, check }: { limit?: number; check?: Transform } = {},
): Promise<{ storageKey: string; bytes: number; sha256: string }> {
  const measured = measure(limit);
  const arriving = check ? pipeline(content, check, measured) : pipeline(content, measured);
  const keeping = storage().put(storageKey, measured);
  // Whoever sends would wait for ever for a storage that gave up.
  keeping.catch((error: Error) => measured.destroy(error));
  const failures = (await Promise.allSettled([arriving, keeping])).flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  if (failures.length > 0) {
    await storage().delete(storageKey);
    throw failures.find((failure) => failure instanceof AppError) ?? failures[0];
  }
  return { storageKey, bytes: measured.bytes, sha256: measured.sha256() };
}
