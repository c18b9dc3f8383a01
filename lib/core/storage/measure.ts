import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { AppError } from "@/lib/core/errors";

/** A stream that passes everything on and afterwards knows how much it was. */
export type Measure = Transform & { bytes: number; sha256(): string };

/**
 * Counts and digests what flows through.
 * @param limit in bytes; more breaks the stream off with payload_too_large.
 */
export function measure(limit = Number.POSITIVE_INFINITY): Measure {
  const hash = createHash("sha256");
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      counted.bytes += chunk.byteLength;
      if (counted.bytes > limit)
        return done(
          new AppError("payload_too_large", "payload_too_large", { megabytes: limit / 1024 / 1024 }),
        );
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const counted: Measure = Object.assign(stream, { bytes: 0, sha256: () => hash.digest("hex") });
  return counted;
}
