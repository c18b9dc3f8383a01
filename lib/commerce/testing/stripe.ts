import { startStripeSandbox } from "@/e2e/stripe/sandbox";
import { secretKey, webhookSecret } from "@/e2e/stripe/testing/client";
import { openTopUp } from "@/lib/billing/top-ups/open";
import { walletOf } from "@/lib/billing/wallets/open";
import { begun, callProvider, planOpening, settleOpening } from "@/lib/commerce/payment-attempts/open";
import { handleEvent } from "@/lib/commerce/payment-events/handle";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { Money } from "@/lib/core/money";
import { databaseUrl } from "@/lib/core/testing/database";
import { inTransaction } from "@/lib/core/transaction";

/** The stand-in for Stripe of one test file: the product's environment points to it before it is read. */
export const sandbox = await startStripeSandbox({
  databaseUrl,
  secretKey,
  webhookSecret,
  settleAfterMs: 600_000,
});
Object.assign(process.env, {
  STRIPE_SECRET_KEY: secretKey,
  STRIPE_API_BASE: sandbox.url,
  // While a secret is rotated there are two.
  STRIPE_WEBHOOK_SECRETS: `whsec_the_one_before,${webhookSecret}`,
});

/** A top-up of an organization with its payment begun. */
export async function beginTopUp(
  organizationId: string,
  { amount = "50", savedMethodId }: { amount?: string; savedMethodId?: string } = {},
): Promise<{ topUpId: string; attemptId: string; data: unknown }> {
  const at = now();
  let data: unknown;
  const opened = await inTransaction(async (tx) => {
    const walletId = await walletOf(tx, { organizationId, customerId: null }, "USD", at);
    return openTopUp(
      {
        tx,
        now: at,
        emit: (name, payload) => {
          if (name === "payment-attempts/begun") data = payload;
        },
      },
      {
        organizationId,
        customerId: null,
        walletId,
        amount: Money.of(amount, "USD"),
        channel: "stripe",
        createdById: null,
        ...(savedMethodId ? { savedMethodId } : {}),
      },
    );
  });
  if (!opened.attemptId) throw new Error("The top-up has no payment.");
  return { topUpId: opened.topUpId, attemptId: opened.attemptId, data };
}

/** What the durable function does with a begun payment. */
export async function openBegun(data: unknown, changes: { saveMethod?: boolean } = {}): Promise<void> {
  const plan = await planOpening({ ...begun.parse(data), ...changes });
  if (plan) await settleOpening(plan, await callProvider(plan));
}

/** A top-up whose page to pay on is open. */
export async function openedTopUp(organizationId: string, amount?: string) {
  const { topUpId, attemptId, data } = await beginTopUp(organizationId, { amount });
  await openBegun(data);
  const { sessionRef } = await attempt(attemptId);
  if (!sessionRef) throw new Error("No page was opened.");
  return { topUpId, attemptId, sessionRef };
}

export const attempt = (id: string) =>
  prisma.paymentAttempt.findUniqueOrThrow({
    where: { id },
    select: {
      state: true,
      sessionRef: true,
      paymentRef: true,
      payUrl: true,
      received: true,
      fee: true,
      failureCode: true,
      failureReason: true,
    },
  });

export const topUpState = async (id: string): Promise<string> =>
  (await prisma.topUp.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

/** Handles what was received and is still open, as the durable function would. @returns how many. */
export async function handleAll(ids?: string[]): Promise<number> {
  const open = await prisma.paymentEvent.findMany({
    where: { state: "received", ...(ids ? { providerEventId: { in: ids } } : {}) },
    select: { id: true },
  });
  for (const { id } of open) await handleEvent(id);
  return open.length;
}

/** Postings about a payment and its dispute: kind → how often. */
export async function postings(attemptId: string): Promise<Record<string, number>> {
  const rows = await prisma.$queryRaw<{ kind: string; count: number }[]>`
    select kind, count(*)::int as count from ledger_transaction
    where key like ${`payment-attempt:${attemptId}:%`}
      or reference_id in (select id from dispute where attempt_id = ${attemptId}::uuid)
    group by kind order by kind`;
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
}

/** Balances of an organization's accounts that are not zero, by kind. */
export async function balances(organizationId: string): Promise<Record<string, string>> {
  const rows = await prisma.$queryRaw<{ kind: string; balance: string }[]>`
    select kind::text, trim_scale(sum(balance))::text as balance from ledger_balance
    where organization_id = ${organizationId}::uuid group by kind having sum(balance) <> 0 order by kind`;
  return Object.fromEntries(rows.map((row) => [row.kind, row.balance]));
}
