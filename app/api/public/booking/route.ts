import { env } from "@/lib/core/env";
import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { readJson } from "@/lib/core/http/request";
import { bookPublicly } from "@/lib/field-service/service-tickets/book-publicly";
import { followPath } from "@/lib/field-service/service-tickets/follow";
import { requireOwnPage } from "@/lib/governance/auth/origin";
import "@/lib/registry";

/** `POST /api/public/booking` books a visit for anybody, without an account. */
export const POST = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    requireOwnPage(request);
    const body = await readJson(request);
    const { number, state, followSecret } = await bookPublicly(body, facts, idempotencyKey(request));
    const followUrl = followSecret === null ? null : `${env().APP_URL}${followPath(followSecret)}`;
    return json({ data: { number, status: state.toUpperCase(), followUrl } }, 201);
  });
