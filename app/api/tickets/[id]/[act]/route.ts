import { execute } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { readJson } from "@/lib/core/http/request";
import { inCamelCase, ticketActs } from "@/lib/field-service/http/acts";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

type Context = { params: Promise<{ id: string; act: string }> };

/** `POST /api/tickets/<id>/confirm|assign|reassign|reschedule|start|complete|cancel|notes`. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    const { id, act } = await params;
    const caller = await callerOfRequest(request, facts);
    const command = ticketActs.get(act);
    if (!command) throw notFound();
    const input = { ...inCamelCase(await readJson(request)), ticketId: id };
    const outcome = await execute(command, input, { ...caller, idempotencyKey: idempotencyKey(request) });
    if (outcome.status === "done") return json({ data: outcome.data });
    const { approvalId, number } = outcome;
    return json({ data: { approvalId, number } }, 202);
  });
