import { answering } from "@/lib/core/http/answer";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { fileFor } from "@/lib/governance/files/read";
import { fileResponse } from "@/lib/governance/files/response";
import "@/lib/registry";

/** `GET /api/files/<id>` sends a file to whoever may read what it belongs to. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return fileResponse(await fileFor((await params).id, caller), request);
  });
