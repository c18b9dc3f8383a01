import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Upload = { key: string; parts: Map<number, Buffer>; initiated: Date };

export type S3StandIn = {
  endpoint: string;
  objects: Map<string, Buffer>;
  uploads: Map<string, Upload>;
  /** `<method> <what>` of each request, in order. */
  requests: string[];
  close(): Promise<void>;
};

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>${body}`;

/** A bucket "bucket" that speaks as much of the S3 protocol as the storage uses; an unsigned request is refused. */
export async function s3StandIn(): Promise<S3StandIn> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Upload>();
  const requests: string[] = [];

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://s3");
    const key = decodeURIComponent(url.pathname.replace(/^\/bucket\/?/, ""));
    const uploadId = url.searchParams.get("uploadId");
    const answer = (status: number, text = "", headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : text);

    const signature =
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-test-1\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/;
    if (!signature.test(request.headers.authorization ?? "") || !request.headers["x-amz-content-sha256"])
      return answer(403, xml("<Error><Code>AccessDenied</Code></Error>"));
    requests.push(`${request.method} ${key ? "object" : "bucket"}${url.search.replace(/=[^&]*/g, "")}`);

    if (request.method === "POST" && url.searchParams.has("uploads")) {
      const id = `upload-${uploads.size + 1}`;
      uploads.set(id, { key, parts: new Map(), initiated: new Date() });
      return answer(
        200,
        xml(
          `<InitiateMultipartUploadResult><UploadId>${id}</UploadId><Key>${key}</Key></InitiateMultipartUploadResult>`,
        ),
      );
    }
    if (request.method === "GET" && url.searchParams.has("uploads")) {
      const listed = [...uploads].map(
        ([id, upload]) =>
          `<Upload><Key>${upload.key}</Key><UploadId>${id}</UploadId><Initiated>${upload.initiated.toISOString()}</Initiated></Upload>`,
      );
      return answer(200, xml(`<ListMultipartUploadsResult>${listed.join("")}</ListMultipartUploadsResult>`));
    }
    if (request.method === "GET" && url.searchParams.get("list-type") === "2") {
      // One at a time, so that whoever asks has to turn pages.
      const names = [...objects.keys()]
        .filter((name) => name.startsWith(url.searchParams.get("prefix") ?? ""))
        .sort();
      const at = Number(url.searchParams.get("continuation-token") ?? 0);
      const more = at + 1 < names.length;
      const listed = names
        .slice(at, at + 1)
        .map(
          (name) =>
            `<Contents><Key>${name}</Key><LastModified>${new Date().toISOString()}</LastModified></Contents>`,
        );
      const next = more ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : "";
      return answer(
        200,
        xml(
          `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${listed.join("")}</ListBucketResult>`,
        ),
      );
    }
    if (uploadId) {
      const upload = uploads.get(uploadId);
      if (!upload) return answer(404, xml("<Error><Code>NoSuchUpload</Code></Error>"));
      if (request.method === "PUT") {
        upload.parts.set(Number(url.searchParams.get("partNumber")), body);
        return answer(200, "", { etag: `"part"` });
      }
      uploads.delete(uploadId);
      if (request.method === "DELETE") return answer(204);
      const parts = [...upload.parts].sort(([left], [right]) => left - right).map(([, part]) => part);
      objects.set(key, Buffer.concat(parts));
      return answer(
        200,
        xml(
          `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"whole"</ETag></CompleteMultipartUploadResult>`,
        ),
      );
    }
    if (request.method === "PUT") {
      objects.set(key, body);
      return answer(200, "", { etag: `"whole"` });
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return answer(204);
    }
    const found = key ? objects.get(key) : Buffer.alloc(0);
    if (!found) return answer(404, xml("<Error><Code>NoSuchKey</Code></Error>"));
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const shown = range
      ? found.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined)
      : found;
    response.writeHead(range ? 206 : 200, { "content-length": shown.byteLength });
    response.end(request.method === "HEAD" ? undefined : shown);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
