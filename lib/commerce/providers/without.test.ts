import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { beginPayment } from "@/lib/commerce/payment-attempts/begin";
import { takeInStripe } from "@/lib/commerce/payment-events/intake";
import { currentProvider, paysOnline, providerNamed } from "@/lib/commerce/providers/current";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { platform } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import "@/lib/registry";

// No Stripe key in this file's environment: wallets and offline payments remain (connectivity 7.1).

it("has nobody to pay through, and says so as a rule", async () => {
  const { organizationId } = await platform();
  expect(paysOnline()).toBe(false);
  expect(() => currentProvider()).toThrow(
    expect.objectContaining({ reason: "commerce.no_payment_provider" }),
  );
  expect(() => providerNamed("stripe")).toThrow(expect.objectContaining({ code: "rule_violation" }));
  expect(() => providerNamed("constructor")).toThrow(expect.objectContaining({ code: "rule_violation" }));
  const begin = inTransaction((tx) =>
    beginPayment(
      { tx, now: now(), emit: () => {} },
      {
        topUpId: newId(),
        organizationId,
        customerId: null,
        amount: Money.of("50", "USD"),
        description: "TOP",
      },
    ),
  );
  await expect(begin).rejects.toMatchObject({ reason: "commerce.no_payment_provider" });
});

it("asks a webhook to come again rather than to be lost", async () => {
  await expect(takeInStripe("{}", "t=1,v1=00", null)).rejects.toMatchObject({ code: "unavailable" });
  expect(await prisma.paymentEvent.count()).toBe(0);
});
