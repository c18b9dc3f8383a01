import { answering, json } from "@/lib/core/http/answer";
import { askedPeriod, countLook } from "@/lib/field-service/http/public-booking";
import { openFollowed, slotsFollowed } from "@/lib/field-service/service-tickets/follow";
import "@/lib/registry";

type Context = { params: Promise<{ secret: string }> };

/** `GET /api/public/booking/<secret>/slots?from=&days=` tells which times a visit can be moved to. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    await countLook(facts);
    const { secret } = await params;
    await openFollowed(secret, facts);
    return json({ data: await slotsFollowed(secret, askedPeriod(new URL(request.url).searchParams)) });
  });
