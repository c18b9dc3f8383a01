import { expect, it } from "vitest";
import { masked, maskPayload } from "@/lib/commerce/payment-events/mask";

const event = {
  id: "evt_1",
  type: "checkout.session.completed",
  data: {
    object: {
      id: "cs_1",
      amount_total: 5000,
      currency: "usd",
      customer: "cus_1",
      customer_email: "ada@example.com",
      customer_details: {
        name: "Ada Lovelace",
        email: "ada@example.com",
        phone: "+1 415 555 0123",
        address: { line1: "1 Analytical Way", city: "London", country: "GB", postal_code: "N1" },
        tax_exempt: "none",
      },
      payment_method_details: {
        type: "card",
        card: {
          brand: "visa",
          last4: "4242",
          exp_month: 12,
          exp_year: 2030,
          fingerprint: "Xt5",
          country: "US",
        },
      },
      description: "for ada@example.com, call +44 20 7946 0958 or 4242 4242 4242 4242",
      client_secret: "cs_1_secret_x",
      url: "https://pay.example.com/cs_1",
      metadata: { attempt: "01a1fdbe-a391-76ab-a1f8-cf7b214b5484" },
      livemode: false,
      payment_intent: "pi_1",
    },
  },
};

it("keeps back who somebody is and with what they pay, wherever it stands", () => {
  const shown = JSON.stringify(maskPayload(event));
  for (const secret of [
    "Ada",
    "Lovelace",
    "example.com",
    "415",
    "Analytical",
    "London",
    "N1",
    "4242",
    "Xt5",
    "2030",
    "7946",
    "cs_1_secret",
  ])
    expect(shown).not.toContain(secret);
});

it("shows what handling it is about", () => {
  expect(maskPayload(event)).toMatchObject({
    id: "evt_1",
    data: {
      object: {
        id: "cs_1",
        amount_total: 5000,
        currency: "usd",
        customer: "cus_1",
        livemode: false,
        payment_intent: "pi_1",
        metadata: { attempt: "01a1fdbe-a391-76ab-a1f8-cf7b214b5484" },
        customer_email: masked,
        customer_details: { tax_exempt: "none", address: { country: "GB", city: masked } },
        payment_method_details: { type: "card", card: { brand: "visa", country: "US", last4: masked } },
        description: `for ${masked}, call ${masked} or ${masked}`,
      },
    },
  });
});
