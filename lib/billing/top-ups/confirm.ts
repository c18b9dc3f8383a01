import { z } from "zod";
import { claimReference } from "@/lib/billing/bank-references/claim";
import { postReceived } from "@/lib/billing/top-ups/credit";
import { channelRef } from "@/lib/billing/top-ups/fields";
import { lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { needsReview } from "@/lib/billing/top-ups/rules";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { tellReview } from "@/lib/billing/top-ups/tell";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

/**
 * Says that a bank transfer has arrived. Whoever recorded it never confirms it (admin-prd 6). A large amount then waits for
 * a review before it is credited.
 */
export const confirmTopUp = command({
  name: "top-ups.confirm",
  permission: "billing.top-ups.confirm",
  sensitive: true,
  input: object({
    topUpId: id,
    /** The bank's reference; may be left out where the record has it. */
    channelRef: channelRef.optional(),
    /** When the bank received it; now, unless said. */
    receivedAt: z.iso.datetime().optional(),
  }),
  scope: byPlatformStaff(
    "billing.top-ups.confirm",
    ofRow("top_up", ({ topUpId }) => topUpId),
  ),
  async preview({ topUpId, channelRef: reference }) {
    const before = await prisma.topUp.findUnique({
      where: { id: topUpId },
      select: { number: true, state: true, amount: true, currency: true, channelRef: true },
    });
    if (!before) throw notFound();
    return {
      target: { type: "top-ups", id: topUpId, label: before.number },
      before: { state: before.state, channelRef: before.channelRef },
      after: {
        state: "succeeded",
        channelRef: reference ?? before.channelRef,
        amount: { amount: before.amount.toFixed(), currency: before.currency },
      },
    };
  },
  async run({ input: { topUpId, channelRef: given, receivedAt }, tx, caller, audit, emit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    if (topUp.channel !== "bank_transfer") throw refused("billing.only_bank_transfers_confirmed");
    const confirmer = operatorOf(caller);
    if (confirmer !== null && confirmer === topUp.createdById) throw refused("billing.confirmed_by_another");
    const reference = given ?? topUp.channelRef;
    if (!reference) throw refused("billing.reference_missing");
    await claimReference(tx, reference, { topUpId }, now);
    const paidAt = receivedAt ? new Date(receivedAt) : now;
    if (paidAt > now) throw refused("billing.received_in_future");
    const large = needsReview(topUp.amount, (await setting("billing", tx)).reviewFrom);
    const state = await topUpMachine.move(
      large ? "confirm_large" : "confirm",
      ({ where, data }) =>
        tx.topUp.updateMany({
          where: { id: topUpId, ...where },
          data: {
            ...data,
            channelRef: reference,
            confirmedById: confirmer,
            paidAt,
            creditedAt: large ? null : now,
            expiresAt: null,
            ...stamps(now),
          },
        }),
      async () => ({ state: topUp.state }),
    );
    await postReceived(tx, topUp, {
      key: `top-up:${topUpId}:received`,
      channel: "bank",
      into: large ? "suspense" : "wallet",
      at: now,
    });
    if (large) await tellReview(tx, topUp, now);
    else
      emit("top-ups/succeeded", { topUpId, organizationId: topUp.organizationId, walletId: topUp.walletId });
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    audit.change({ state: topUp.state, channelRef: topUp.channelRef }, { state, channelRef: reference });
    return { topUpId, state };
  },
});
