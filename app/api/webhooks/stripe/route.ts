import { maxEventBytes, takeInStripe } from "@/lib/commerce/payment-events/intake";
import { answering, json } from "@/lib/core/http/answer";
import { readText } from "@/lib/core/http/request";
import "@/lib/registry";

export const dynamic = "force-dynamic";

/** `POST /api/webhooks/stripe` takes Stripe's events: 200 once one is kept, 400 when its signature is wrong. */
export const POST = (request: Request): Promise<Response> =>
  answering(request, async ({ address }) => {
    const body = await readText(request, maxEventBytes);
    const taken = await takeInStripe(body, request.headers.get("stripe-signature"), address);
    return taken.accepted
      ? json({ received: true, duplicate: taken.duplicate })
      : json({ received: false, reason: taken.why }, 400);
  });
