import { answering } from "@/lib/core/http/answer";
import { ticketImageFile } from "@/lib/field-service/service-tickets/images";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { fileResponse, sizeAsked } from "@/lib/governance/files/response";
import "@/lib/registry";

/** `GET /api/files/ticket-receipt/<image id>` sends a ticket's photo; `?size=thumbnail` the small one. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return fileResponse(await ticketImageFile((await params).id, sizeAsked(request), caller), request);
  });
