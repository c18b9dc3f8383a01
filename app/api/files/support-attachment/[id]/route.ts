import { answering } from "@/lib/core/http/answer";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { fileResponse, sizeAsked } from "@/lib/governance/files/response";
import { attachmentFile } from "@/lib/support/support-tickets/attachment";
import "@/lib/registry";

/**
 * `GET /api/files/support-attachment/<attachment id>` sends a support ticket's attachment to who may see its comment;
 * `?size=thumbnail` the small picture of one.
 */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return fileResponse(await attachmentFile((await params).id, sizeAsked(request), caller), request);
  });
