import { z } from "zod";
import { answerList, type Endpoint, endpoint } from "../http/endpoint";
import { expand, paging, text } from "../http/parameters";

export const chargeEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/charges/:id", z.strictObject({ expand }), ({ tx, id }) => tx.need("charge", id)),
  endpoint(
    "GET",
    "/v1/charges",
    z.strictObject({ ...paging, customer: text.optional(), payment_intent: text.optional() }),
    ({ tx, parameters }) => {
      const { customer, payment_intent } = parameters;
      return answerList(tx, "charge", "/v1/charges", parameters, { customer, payment_intent });
    },
  ),
  endpoint("GET", "/v1/balance_transactions/:id", z.strictObject({ expand }), ({ tx, id }) =>
    tx.need("balance_transaction", id),
  ),
  endpoint(
    "GET",
    "/v1/balance_transactions",
    z.strictObject({ ...paging, source: text.optional(), type: text.optional(), currency: text.optional() }),
    ({ tx, parameters }) => {
      const { source, type, currency } = parameters;
      return answerList(tx, "balance_transaction", "/v1/balance_transactions", parameters, {
        source,
        type,
        currency,
      });
    },
  ),
];
