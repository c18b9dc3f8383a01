import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { readJson } from "@/lib/core/http/request";
import { parseInput } from "@/lib/core/input";
import { cancellation } from "@/lib/field-service/http/public-booking";
import { cancelFollowed, followAnswer, followedTicket } from "@/lib/field-service/service-tickets/follow";
import { requireOwnPage } from "@/lib/governance/auth/origin";
import "@/lib/registry";

type Context = { params: Promise<{ secret: string }> };

/** `POST /api/public/booking/<secret>/cancel` calls the visit off. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    requireOwnPage(request);
    const { secret } = await params;
    const input = parseInput(cancellation, await readJson(request));
    await cancelFollowed(secret, input, facts, idempotencyKey(request));
    return json({ data: followAnswer(await followedTicket(secret)) });
  });
