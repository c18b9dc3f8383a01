import { AppError, invalidInput } from "@/lib/core/errors";

const headLimit = 8 * 1024;

/** A part of a multipart body. Its content must be read to the end before the next part is asked for. */
export type Part = {
  name: string;
  /** As the sender calls it, without any folder; null for a plain field. */
  fileName: string | null;
  /** As the sender wrote it, whatever that is. */
  givenName: string | null;
  contentType: string;
  content: AsyncIterable<Buffer>;
};

const malformed = () => new AppError("invalid_input", "malformed_multipart");

/**
 * Reads a `multipart/form-data` body (RFC 7578) part by part while it arrives; nothing larger than a chunk is held.
 * @throws invalid_input when it is not one.
 */
export async function* multipart(
  contentType: string | null,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Part> {
  const boundary = /^multipart\/form-data\s*;.*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? "",
  );
  if (!boundary) throw invalidInput([{ path: "content-type", key: "governance.validation.multipart" }]);
  const reader = new Reader(body);
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`);
  for await (const _ of reader.until(delimiter));
  while ((await reader.take(2)).toString() === "\r\n") {
    const { name, fileName, givenName, contentType } = head(await reader.head());
    const content = reader.until(delimiter);
    yield { name, fileName, givenName, contentType, content };
    for await (const _ of content);
  }
}

function head(text: string): Omit<Part, "content"> {
  const headers = new Map(
    text.split("\r\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const disposition = headers.get("content-disposition") ?? "";
  const parameter = (key: string): string | undefined =>
    new RegExp(`;\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, "i")
      .exec(disposition)?.[1]
      // What browsers write for a quote, a line feed and a carriage return in a name.
      ?.replace(/%22|%0A|%0D|\\(.)/gi, (special, escaped) => escaped ?? decodeURIComponent(special));
  const name = parameter("name");
  if (!/^form-data/i.test(disposition) || name === undefined) throw malformed();
  const givenName = parameter("filename") ?? null;
  return {
    name,
    givenName,
    fileName: givenName?.replace(/^.*[/\\]/, "") ?? null,
    contentType: headers.get("content-type") ?? "text/plain",
  };
}

class Reader {
  // The first delimiter has no line before it that would end.
  private held = Buffer.from("\r\n");
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.source = body[Symbol.asyncIterator]();
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.next();
    if (done) throw malformed();
    this.held = Buffer.concat([this.held, value]);
  }

  /** Everything before `delimiter`, which is passed over. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(delimiter);
      // The end of what is held may be the beginning of a delimiter.
      const sure = at >= 0 ? at : Math.max(0, this.held.length - delimiter.length + 1);
      const found = this.held.subarray(0, sure);
      this.held = this.held.subarray(at >= 0 ? at + delimiter.length : sure);
      if (found.length > 0) yield found;
      if (at >= 0) return;
      await this.more();
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.held.length < count) await this.more();
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }

  /** A part's header lines. */
  async head(): Promise<string> {
    let end = this.held.indexOf("\r\n\r\n");
    while (end < 0) {
      if (this.held.length > headLimit) throw malformed();
      await this.more();
      end = this.held.indexOf("\r\n\r\n");
    }
    return (await this.take(end + 4)).subarray(0, end).toString("utf8");
  }
}
