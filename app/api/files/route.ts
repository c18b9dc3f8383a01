import { forbidden } from "@/lib/core/errors";
import { answering, json } from "@/lib/core/http/answer";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { acceptUpload } from "@/lib/governance/files/upload";
import { mayImport } from "@/lib/governance/imports/importer";
import "@/lib/registry";

/** `POST /api/files` takes a file for an import: a multipart body, read while it arrives. */
export const POST = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    if (!mayImport(caller)) throw forbidden("governance.imports.read");
    const body = request.body ?? new ReadableStream({ start: (controller) => controller.close() });
    return json({ data: await acceptUpload(request.headers.get("content-type"), body, caller) }, 201);
  });
