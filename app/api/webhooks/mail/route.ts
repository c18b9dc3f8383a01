import { answering, json } from "@/lib/core/http/answer";
import { readBytes } from "@/lib/core/http/request";
import { maxMailBytes, takeInMail } from "@/lib/support/mail/intake";
import "@/lib/registry";

export const dynamic = "force-dynamic";

/**
 * `POST /api/webhooks/mail` takes an e-mail as it is (`message/rfc822`), signed as Standard Webhooks says: 200 once it is kept, 400
 * when its signature is wrong.
 */
export const POST = (request: Request): Promise<Response> =>
  answering(request, async () => {
    const raw = await readBytes(request, maxMailBytes);
    const { headers } = request;
    const taken = await takeInMail(raw, {
      id: headers.get("webhook-id"),
      timestamp: headers.get("webhook-timestamp"),
      signature: headers.get("webhook-signature"),
    });
    return taken.accepted
      ? json({ received: true, duplicate: taken.duplicate })
      : json({ received: false, reason: taken.why }, 400);
  });
