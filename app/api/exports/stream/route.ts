import { Readable } from "node:stream";
import { AppError, invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";
import { answering, json } from "@/lib/core/http/answer";
import { parseListQuery } from "@/lib/core/resource/query";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { resourceNamed } from "@/lib/governance/exports/resource-named";
import { streamExport } from "@/lib/governance/exports/stream";
import { downloadHeaders } from "@/lib/governance/files/response";
import "@/lib/registry";

/** `GET /api/exports/stream?resource=…&bom=1&<the list's query>` writes a short list while the reader waits. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    // It leaves a trace in somebody's name, so a link on another site must not be enough.
    if (request.headers.get("sec-fetch-site") === "cross-site")
      throw new AppError("forbidden", "governance.foreign_origin");
    const caller = await callerOfRequest(request, facts);
    const params = new URL(request.url).searchParams;
    const resource = resourceNamed(params.get("resource") ?? "");
    const bom = params.get("bom") ?? "";
    if (!["", "0", "1"].includes(bom)) throw invalidInput([fault("bom", "one_of", { values: "0, 1" })]);
    for (const key of ["resource", "bom", "limit", "cursor"]) params.delete(key);
    const query = parseListQuery(resource, params);
    const outcome = await streamExport(resource.name, query, { byteOrderMark: bom === "1" }, caller);
    if (outcome.status === "waiting") {
      const { approvalId, number } = outcome;
      return json({ data: { approvalId, number } }, 202);
    }
    return new Response(Readable.toWeb(outcome.content) as ReadableStream, {
      headers: { ...downloadHeaders(outcome.name, "text/csv"), "x-export-id": outcome.exportId },
    });
  });
