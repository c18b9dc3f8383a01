import { answering } from "@/lib/core/http/answer";
import { followedImage } from "@/lib/field-service/service-tickets/follow";
import { fileResponse } from "@/lib/governance/files/response";
import "@/lib/registry";

type Context = { params: Promise<{ secret: string; id: string }> };

/** `GET /api/public/booking/<secret>/images/<id>` sends a photo the customer added; `?size=full` the large one. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async () => {
    const { secret, id } = await params;
    const size = new URL(request.url).searchParams.get("size") === "full" ? "full" : "thumbnail";
    return fileResponse(await followedImage(secret, id, size), request);
  });
