import { answering, json } from "@/lib/core/http/answer";
import { askedPeriod, bookingOffer, countLook } from "@/lib/field-service/http/public-booking";
import "@/lib/registry";

/** `GET /api/public/booking/slots?from=&days=` tells which times can be booked. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    await countLook(facts);
    const asked = askedPeriod(new URL(request.url).searchParams);
    return json({ data: (await bookingOffer(asked)).days });
  });
