import { Readable, Transform } from "node:stream";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { invalidInput, refused } from "@/lib/core/errors";
import { keep } from "@/lib/core/storage/keep";
import { newStorageKey } from "@/lib/core/storage/storage";
import {
  dropDocument,
  type KeptDocument,
  keepDocument,
  keepWithThumbnail,
} from "@/lib/governance/files/document";
import { multipart } from "@/lib/governance/files/multipart";
import { type KeptFile, recordUpload, type UploadPurpose } from "@/lib/governance/files/record";
import { setting } from "@/lib/settings/settings/read";

/** Text has no zero byte; archives, images and spreadsheets have one near their beginning. */
const textOnly = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _, done) {
      if (chunk.includes(0)) done(refused("governance.not_csv"));
      else done(null, chunk);
    },
  });

/**
 * Keeps a stream of CSV text.
 * @param limit in bytes.
 * @throws payload_too_large; rule_violation when it is not text. Nothing is kept then.
 */
export async function keepCsv(
  name: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<KeptFile> {
  const stream = Readable.from(content, { objectMode: false });
  const kept = await keep(newStorageKey(), stream, { limit, check: textOnly() });
  return { ...kept, name, contentType: "text/csv" };
}

/** What is left of the name a person gave: shown, never used as a path. */
const safeName = (name: string): string =>
  name
    .replace(/[\p{Cc}/\\]/gu, "")
    .trim()
    .slice(0, 200) || "upload.csv";

/**
 * Takes the file of a multipart upload.
 * @param purpose what for: text for an import, a document as proof.
 * @throws invalid_input when there is none, payload_too_large over the setting `files.maxUploadMegabytes`, rule_violation when
 * it is not what it should be.
 */
export async function acceptUpload(
  contentType: string | null,
  body: AsyncIterable<Uint8Array>,
  caller: Caller,
  purpose: UploadPurpose = "import",
): Promise<{ fileId: string; name: string; bytes: number }> {
  const { maxUploadMegabytes } = await setting("files");
  for await (const part of multipart(contentType, body)) {
    if (part.fileName === null) continue;
    const [name, limit] = [safeName(part.fileName), maxUploadMegabytes * 1024 * 1024];
    const kept = await keepAs(purpose, name, part.content, limit);
    try {
      return await perform(recordUpload, { ...kept, purpose }, caller);
    } catch (error) {
      await dropDocument(kept);
      throw error;
    }
  }
  throw invalidInput([{ path: "file", key: "governance.validation.no_file" }]);
}

/** Text for an import; what is read along with others is seen small before it is fetched; anything else is fetched only. */
async function keepAs(
  purpose: UploadPurpose,
  name: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<KeptDocument> {
  if (purpose === "support-attachment") return keepWithThumbnail(name, content, limit);
  const kept = purpose === "import" ? keepCsv : keepDocument;
  return { file: await kept(name, content, limit), thumbnail: null };
}
