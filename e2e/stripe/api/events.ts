import { z } from "zod";
import { type Endpoint, endpoint } from "../http/endpoint";
import { noSuch } from "../http/fault";
import { expand, list, paging, text } from "../http/parameters";

export const eventEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/events/:id", z.strictObject({ expand }), async ({ tx, id }) => {
    const event = await tx.event(id);
    if (!event) throw noSuch("event", id);
    return event;
  }),
  endpoint(
    "GET",
    "/v1/events",
    z.strictObject({ ...paging, type: text.optional(), types: list(text).optional() }),
    async ({ tx, parameters }) => {
      const { limit, created, starting_after, ending_before } = parameters;
      const types = parameters.types ?? (parameters.type === undefined ? undefined : [parameters.type]);
      const found = await tx.events({
        types,
        limit,
        created,
        startingAfter: starting_after,
        endingBefore: ending_before,
      });
      const data = found.slice(0, limit);
      return {
        object: "list",
        url: "/v1/events",
        has_more: found.length > limit,
        data: ending_before === undefined ? data : data.reverse(),
      };
    },
  ),
];
