import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { readJson } from "@/lib/core/http/request";
import { parseInput } from "@/lib/core/input";
import { move } from "@/lib/field-service/http/public-booking";
import { followAnswer, followedTicket, rescheduleFollowed } from "@/lib/field-service/service-tickets/follow";
import { requireOwnPage } from "@/lib/governance/auth/origin";
import "@/lib/registry";

type Context = { params: Promise<{ secret: string }> };

/** `POST /api/public/booking/<secret>/reschedule` moves the visit to another time. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    requireOwnPage(request);
    const { secret } = await params;
    const { version, appointment_start } = parseInput(move, await readJson(request));
    const input = { version, appointmentStart: appointment_start };
    await rescheduleFollowed(secret, input, facts, idempotencyKey(request));
    return json({ data: followAnswer(await followedTicket(secret)) });
  });
