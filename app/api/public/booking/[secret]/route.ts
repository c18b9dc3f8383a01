import { answering, json } from "@/lib/core/http/answer";
import { followAnswer, openFollowed } from "@/lib/field-service/service-tickets/follow";
import "@/lib/registry";

type Context = { params: Promise<{ secret: string }> };

/** `GET /api/public/booking/<secret>` tells how a booking stands. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) =>
    json({ data: followAnswer(await openFollowed((await params).secret, facts)) }),
  );
