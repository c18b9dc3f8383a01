import { z } from "zod";
import { claimReference } from "@/lib/billing/bank-references/claim";
import { postReceived } from "@/lib/billing/top-ups/credit";
import { channelRef, newTopUpFields } from "@/lib/billing/top-ups/fields";
import { adoptProof, ownerScope, walletToFill } from "@/lib/billing/top-ups/owner";
import { requirePaidAtProvider } from "@/lib/billing/top-ups/provider-payment";
import { inWordsOfReference, requireFreePayment } from "@/lib/billing/top-ups/reference";
import { requireTopUpAmount } from "@/lib/billing/top-ups/rules";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { syncAsked } from "@/lib/commerce/payment-attempts/sync";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, refused } from "@/lib/core/errors";
import { newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";

/**
 * Records money that came without a top-up and credits it (admin-prd 6: make up a missing order). Always after somebody else
 * agreed, and where a provider brought it, after that one was asked; the provider's or bank's reference counts once.
 */
export const makeUpTopUp = command({
  name: "top-ups.make-up",
  permission: "billing.top-ups.manage",
  alwaysApproved: true,
  input: object({
    ...newTopUpFields,
    channelRef,
    /** When it was received. */
    receivedAt: z.iso.datetime(),
    reason,
  }),
  scope: byPlatformStaff("billing.top-ups.manage", ownerScope()),
  async preview({ proofFileId: _, ...shown }) {
    // Two people agree to what the provider has, not to what somebody typed.
    if (shown.channel === "stripe")
      await requirePaidAtProvider(shown.channelRef, Money.of(shown.amount.amount, shown.amount.currency));
    return { before: null, after: shown };
  },
  async run({ input, tx, caller, place, audit, emit, now }) {
    const { channel, proofFileId, channelRef: reference, reason } = input;
    const amount = Money.of(input.amount.amount, input.amount.currency);
    // It came already, however little or much: only what no bank could move is refused.
    requireTopUpAmount(amount, { topUpMinimums: [], topUpMaximums: [] });
    const paidAt = new Date(input.receivedAt);
    if (paidAt > now) throw refused("billing.received_in_future");
    if (channel === "stripe") await requireFreePayment(tx, reference);
    const owner = await walletToFill(tx, input, place, amount.currency, now);
    await adoptProof(tx, proofFileId, caller, owner.organizationId);
    const topUpId = newId();
    const number = await nextNumber(tx, "top_up");
    await tx.topUp
      .create({
        data: {
          ...owner,
          id: topUpId,
          number,
          amount: amount.amount,
          currency: amount.currency,
          channel,
          channelRef: reference,
          state: "succeeded",
          madeUp: true,
          proofFileId,
          note: reason,
          createdById: operatorOf(caller),
          paidAt,
          creditedAt: now,
          createdAt: now,
          updatedAt: now,
        },
        select: { id: true },
      })
      .catch((error: unknown) => {
        throw inWordsOfReference(error, reference);
      });
    if (channel === "bank_transfer") await claimReference(tx, reference, { topUpId }, now);
    const attemptId =
      channel === "stripe" ? await keepAttempt(tx, { topUpId, owner, amount, reference, paidAt, now }) : null;
    await postReceived(
      tx,
      { id: topUpId, ...owner, amount },
      {
        key: attemptId ? `payment-attempt:${attemptId}:received` : `top-up:${topUpId}:received`,
        channel: attemptId ? channel : "bank",
        into: "wallet",
        at: now,
      },
    );
    emit("top-ups/succeeded", { topUpId, organizationId: owner.organizationId, walletId: owner.walletId });
    // Its fee, and what has become of it since.
    if (attemptId) emit(syncAsked, { attemptId, organizationId: owner.organizationId });
    audit.target({ type: "top-ups", id: topUpId, label: number });
    audit.organization(owner.organizationId);
    audit.change(null, { amount: amount.toJSON(), channel, channelRef: reference, madeUp: true });
    return { topUpId, number };
  },
});

/** The provider's payment as an attempt of ours, so that it can be refunded like any other. */
async function keepAttempt(
  tx: Tx,
  {
    topUpId,
    owner,
    amount,
    reference,
    paidAt,
    now,
  }: {
    topUpId: string;
    owner: { organizationId: string };
    amount: Money;
    reference: string;
    paidAt: Date;
    now: Date;
  },
): Promise<string> {
  const known = await tx.paymentAttempt.findUnique({
    where: { provider_paymentRef: { provider: "stripe", paymentRef: reference } },
    select: { number: true },
  });
  if (known) throw conflict("billing.reference_taken", { reference, number: known.number });
  const attemptId = newId();
  await tx.paymentAttempt
    .create({
      data: {
        id: attemptId,
        number: await nextNumber(tx, "payment_attempt"),
        organizationId: owner.organizationId,
        topUpId,
        provider: "stripe",
        state: "succeeded",
        amount: amount.amount,
        currency: amount.currency,
        received: amount.amount,
        paymentRef: reference,
        paidAt,
        endedAt: paidAt,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    })
    .catch((error: unknown) => {
      throw inWordsOfReference(error, reference);
    });
  return attemptId;
}
