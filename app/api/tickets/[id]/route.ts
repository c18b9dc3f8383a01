import { answering, json } from "@/lib/core/http/answer";
import { ticketAnswer } from "@/lib/field-service/http/ticket";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

/** `GET /api/tickets/<id>` reads one ticket with its history and photos. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return json({ data: await ticketAnswer((await params).id, caller) });
  });
