import "@/lib/core/testing/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { order as checkout, sdkFor, secretKey } from "@/e2e/stripe/testing/client";
import { makeUpTopUp } from "@/lib/billing/top-ups/make-up";
import { askAbout } from "@/lib/commerce/payment-attempts/ask";
import { attempt, balances, openedTopUp, sandbox } from "@/lib/commerce/testing/stripe";
import { perform, preview } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, platform } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";

const stripe = sdkFor(sandbox, secretKey);
beforeAll(() => platform());
afterAll(() => sandbox.stop());

/** A payment of 50 USD that was taken at the provider, past us. */
async function paidElsewhere(): Promise<string> {
  const { id } = await stripe.checkout.sessions.create(checkout());
  await sandbox.controls.pay({ session: id });
  return String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
}

async function staff() {
  const root = await platform();
  return callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
}

const made = (organizationId: string, channelRef: string, amount = "50", currency = "USD") => ({
  organizationId,
  amount: { amount, currency },
  channel: "stripe",
  channelRef,
  receivedAt: "2026-03-01T10:00:00Z",
  reason: "paid by a link sent by hand",
});

it("a payment is made up for when the provider has it, paid, of that amount, and not begun here", async () => {
  const { organizationId } = await makeTenant([]);
  const caller = await staff();
  const look = (...wish: Parameters<typeof made>) => preview(makeUpTopUp, made(...wish), caller);
  const refusedWith = (reason: string) => ({ reason: `billing.${reason}` });
  const paymentRef = await paidElsewhere();
  await expect(look(organizationId, "pi_nobody_knows")).rejects.toMatchObject(refusedWith("payment_unknown"));
  await expect(look(organizationId, paymentRef, "49")).rejects.toMatchObject(refusedWith("payment_differs"));
  await expect(look(organizationId, paymentRef, "50", "EUR")).rejects.toMatchObject(
    refusedWith("payment_differs"),
  );
  const { id: unpaid } = await stripe.paymentIntents.create({ amount: 5000, currency: "usd" });
  await expect(look(organizationId, unpaid)).rejects.toMatchObject(refusedWith("payment_not_paid"));
  const own = await openedTopUp(organizationId);
  await sandbox.controls.pay({ session: own.sessionRef });
  const { payment_intent } = await stripe.checkout.sessions.retrieve(own.sessionRef);
  await expect(look(organizationId, String(payment_intent))).rejects.toMatchObject(
    refusedWith("payment_begun_here"),
  );
  expect((await look(organizationId, paymentRef)).after).toMatchObject({ channelRef: paymentRef });
});

it("what the provider says of it later is heard: its fee, and refunds made there", async () => {
  const { organizationId } = await makeTenant([]);
  const paymentRef = await paidElsewhere();
  const caller = { ...(await staff()), approvalId: newId() };
  const { topUpId } = await perform(makeUpTopUp, made(organizationId, paymentRef), caller);
  const { id: attemptId } = await prisma.paymentAttempt.findFirstOrThrow({
    where: { topUpId },
    select: { id: true },
  });
  const asked = await prisma.outboxEvent.findMany({
    where: { name: "payment-attempts/sync-asked" },
    select: { payload: true },
  });
  expect(asked.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ attemptId }));
  expect(await askAbout(attemptId)).toMatchObject({ state: "succeeded" });
  expect((await attempt(attemptId)).fee?.toFixed(2)).toBe("1.75");
  expect(await balances(organizationId)).toEqual({
    clearing: "-48.25",
    provider_fees: "-1.75",
    wallet_cash: "50",
  });
});
