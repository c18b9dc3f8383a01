import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { uploadTicketImage } from "@/lib/field-service/service-tickets/upload";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

type Context = { params: Promise<{ id: string }> };

/** `POST /api/tickets/<id>/images` adds a photo: multipart, `file` and `type=RECEIPT|PROBLEM`. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = { ...(await callerOfRequest(request, facts)), idempotencyKey: idempotencyKey(request) };
    const body = request.body ?? new ReadableStream({ start: (controller) => controller.close() });
    const upload = { contentType: request.headers.get("content-type"), body };
    return json({ data: await uploadTicketImage((await params).id, upload, caller) }, 201);
  });
