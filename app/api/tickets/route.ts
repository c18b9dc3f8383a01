import { answering, json } from "@/lib/core/http/answer";
import { ticketList } from "@/lib/field-service/http/list";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

/** `GET /api/tickets` lists tickets; a technician's own where they may see no others. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return json(await ticketList(new URL(request.url).searchParams, caller));
  });
