import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { addFollowedImage } from "@/lib/field-service/service-tickets/follow";
import { requireOwnPage } from "@/lib/governance/auth/origin";
import "@/lib/registry";

type Context = { params: Promise<{ secret: string }> };

/** `POST /api/public/booking/<secret>/images` adds a photo of the problem: multipart, `file`. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    requireOwnPage(request);
    const body = request.body ?? new ReadableStream({ start: (controller) => controller.close() });
    const upload = { contentType: request.headers.get("content-type"), body };
    const { secret } = await params;
    const { imageId } = await addFollowedImage(secret, upload, facts, idempotencyKey(request));
    return json({ data: { imageId } }, 201);
  });
