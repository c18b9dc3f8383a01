import { z } from "zod";
import { answerList, type Endpoint, endpoint } from "../http/endpoint";
import { expand, paging, text } from "../http/parameters";
import { closeDispute } from "../payments/disputes";

export const disputeEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/disputes/:id", z.strictObject({ expand }), ({ tx, id }) => tx.need("dispute", id)),
  // To close a dispute is to give it up.
  endpoint("POST", "/v1/disputes/:id/close", z.strictObject({ expand }), ({ tx, id }) =>
    closeDispute(tx, id, "lost"),
  ),
  endpoint(
    "GET",
    "/v1/disputes",
    z.strictObject({ ...paging, charge: text.optional(), payment_intent: text.optional() }),
    ({ tx, parameters }) => {
      const { charge, payment_intent } = parameters;
      return answerList(tx, "dispute", "/v1/disputes", parameters, { charge, payment_intent });
    },
  ),
];
