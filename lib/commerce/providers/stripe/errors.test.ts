import Stripe from "stripe";
import { expect, it } from "vitest";
import { sorted } from "@/lib/commerce/providers/stripe/errors";

const raw = (statusCode: number, more: object = {}) =>
  Stripe.errors.generateV1Error({ statusCode, message: "words", type: "api_error", ...more } as never);
const connection = (code: string) =>
  new Stripe.errors.StripeConnectionError({ message: "words", detail: { code } } as never);

it.each([
  [
    "a declined card",
    raw(402, { type: "card_error", code: "card_declined", decline_code: "lost_card" }),
    "refused",
    "refused",
  ],
  [
    "a wrong parameter",
    raw(400, { type: "invalid_request_error", code: "amount_too_small" }),
    "refused",
    "refused",
  ],
  ["a wrong key", raw(401), "unavailable", "unavailable"],
  ["too many requests", raw(429), "unavailable", "unavailable"],
  ["the same key under way", raw(409, { type: "idempotency_error" }), "unavailable", "unavailable"],
  ["a failure of theirs", raw(500), "unknown", "unavailable"],
  ["a connection that was never made", connection("ECONNREFUSED"), "unavailable", "unavailable"],
  ["a connection that broke", connection("ECONNRESET"), "unknown", "unavailable"],
  ["no answer in time", connection("ETIMEDOUT"), "unknown", "unavailable"],
])("%s", (_, error, writing, reading) => {
  expect(sorted(error, true)).toMatchObject({ kind: writing, message: "words" });
  expect(sorted(error, false).kind).toBe(reading);
});

it("leaves defects alone", () => {
  expect(() => sorted(new TypeError("ours"), true)).toThrow(TypeError);
});

it("says the bank's own word for a declined card", () => {
  expect(
    sorted(raw(402, { type: "card_error", code: "card_declined", decline_code: "lost_card" }), true).code,
  ).toBe("lost_card");
});
