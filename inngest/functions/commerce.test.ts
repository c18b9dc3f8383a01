import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeTopUp } from "@/lib/billing/top-ups/close";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { syncTopUp } from "@/lib/billing/top-ups/sync";
import { takeInStripe } from "@/lib/commerce/payment-events/intake";
import { attempt, postings, sandbox, topUpState } from "@/lib/commerce/testing/stripe";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { databaseUrl } from "@/lib/core/testing/database";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { inngest } from "../client";
import { type Harness, startHarness, until } from "../embedded/testing/harness";
import { relayBatch } from "../relay";
import { closePayments, openPayment, processPaymentEvent, syncPayment } from "./commerce";

let harness: Harness;
let tenant: Tenant;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  harness = await startHarness(
    databaseUrl,
    () => [openPayment, processPaymentEvent, syncPayment, closePayments],
    { client: inngest },
  );
});
afterAll(async () => {
  await harness?.stop();
  await sandbox.stop();
});

const caller = () => callerAt(tenant, tenant.operatorId, allPermissions);

const becomes = (what: string, holds: () => Promise<boolean>) =>
  until(async () => {
    await relayBatch();
    return holds();
  }, what);

async function opened(amount = "50") {
  const { topUpId, attemptId } = await perform(
    createTopUp,
    { organizationId: tenant.organizationId, amount: { amount, currency: "USD" }, channel: "stripe" },
    caller(),
  );
  if (!attemptId) throw new Error("The top-up has no payment.");
  await becomes("the page is open", async () => (await attempt(attemptId)).payUrl !== null);
  const { sessionRef } = await attempt(attemptId);
  return { topUpId, attemptId, sessionRef: sessionRef! };
}

async function hear(about: string): Promise<void> {
  for (const { body, signature } of await sandbox.controls.signedEvents({ about }))
    await takeInStripe(body, signature, null);
}

describe("a payment, by way of the engine", () => {
  it("is opened, heard of, taken over, and posted once", async () => {
    const { topUpId, attemptId, sessionRef } = await opened();
    await sandbox.controls.pay({ session: sessionRef });
    await hear(sessionRef);
    await becomes("the top-up is credited", async () => (await topUpState(topUpId)) === "succeeded");
    await becomes(
      "every event is over",
      async () => (await prisma.paymentEvent.count({ where: { state: "received" } })) === 0,
    );
    expect(await postings(attemptId)).toEqual({ provider_fee: 1, top_up: 1 });
  });

  it("whose webhooks are lost is found by asking", async () => {
    const { topUpId, sessionRef } = await opened();
    await sandbox.controls.pay({ session: sessionRef });
    await perform(syncTopUp, { topUpId }, caller());
    await becomes("the top-up is credited", async () => (await topUpState(topUpId)) === "succeeded");
  });

  it("is closed at the provider with its top-up", async () => {
    const { topUpId, attemptId } = await opened();
    await perform(closeTopUp, { topUpId, reason: "changed their mind" }, caller());
    await becomes("the payment is canceled", async () => (await attempt(attemptId)).state === "canceled");
  });

  it("waits for a provider that is away, and opens when it is back", async () => {
    await sandbox.controls.fault({ kind: "error", status: 503, times: 1, path: "/v1/checkout/sessions" });
    const { attemptId } = await opened();
    expect((await attempt(attemptId)).state).toBe("pending");
  });

  it("is not handled for good while the provider is away, and is when it is back", async () => {
    const { topUpId, sessionRef } = await opened();
    await sandbox.controls.pay({ session: sessionRef });
    const [event] = await sandbox.controls.signedEvents({
      about: sessionRef,
      type: "checkout.session.completed",
    });
    await sandbox.controls.fault({ kind: "error", status: 500, times: 1 });
    await takeInStripe(event!.body, event!.signature, null);
    await becomes("the top-up is credited", async () => (await topUpState(topUpId)) === "succeeded");
    const kept = await prisma.paymentEvent.findFirstOrThrow({
      where: { providerEventId: event!.id },
      select: { state: true, attempts: true, error: true },
    });
    expect(kept).toEqual({ state: "handled", attempts: 2, error: null });
  });
});
