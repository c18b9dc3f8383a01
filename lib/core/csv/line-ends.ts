import { Transform } from "node:stream";

/** A stream that also knows how many lines have passed. */
export type Lines = Transform & { lines: number };

/**
 * Turns the line feeds that end Postgres's CSV lines into the CRLF of RFC 4180, and leaves those inside quoted cells alone.
 * Works on chunks cut anywhere and keeps none.
 */
export function crlfLines(): Lines {
  let inside = false;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      // One character a byte: what is not ASCII passes through untouched, and the work stays in native code.
      const parts = chunk.toString("latin1").split('"');
      for (let index = 0; index < parts.length; index++) {
        if (index > 0) inside = !inside;
        if (inside) continue;
        const part = parts[index]!;
        const ended = part.replaceAll("\n", "\r\n");
        counted.lines += ended.length - part.length;
        parts[index] = ended;
      }
      done(null, Buffer.from(parts.join('"'), "latin1"));
    },
  });
  const counted: Lines = Object.assign(stream, { lines: 0 });
  return counted;
}
