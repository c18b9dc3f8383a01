import { expect } from "vitest";
import { POST } from "../route";

type Signed = { body: string; signature: string };

/** Delivers an event as Stripe would. */
export const deliver = ({ body, signature }: Signed): Promise<Response> =>
  POST(
    new Request("http://localhost:3000/api/webhooks/stripe", {
      method: "POST",
      headers: { "stripe-signature": signature, "content-type": "application/json" },
      body,
    }),
  );

/** Delivers an event and expects that it is taken. */
export async function delivered(event: Signed): Promise<void> {
  expect((await deliver(event)).status).toBe(200);
}
