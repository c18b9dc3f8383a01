import { claimReference } from "@/lib/billing/bank-references/claim";
import { channelRef } from "@/lib/billing/top-ups/fields";
import { lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { adoptProof } from "@/lib/billing/top-ups/owner";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Adds to a bank transfer that waits what was not there when it was recorded: the bank's slip, its reference, or both. What is
 * there already is replaced; once the money is confirmed nothing of it changes any more.
 */
export const addProof = command({
  name: "top-ups.add-proof",
  permission: "billing.top-ups.manage",
  input: object({
    topUpId: id,
    proofFileId: id.optional(),
    /** The bank's reference. */
    channelRef: channelRef.optional(),
  }).refine(
    ({ proofFileId, channelRef: reference }) => proofFileId !== undefined || reference !== undefined,
    {
      error: "billing.validation.proof_or_reference",
      path: ["proofFileId"],
    },
  ),
  scope: byPlatformStaff(
    "billing.top-ups.manage",
    ofRow("top_up", ({ topUpId }) => topUpId),
  ),
  async run({ input: { topUpId, proofFileId, channelRef: reference }, tx, caller, audit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    if (topUp.channel !== "bank_transfer") throw refused("billing.only_bank_transfers_confirmed");
    if (topUp.state !== "pending")
      throw conflict(
        "wrong_state",
        { state: topUp.state, action: "top-ups.add-proof" },
        { state: topUp.state },
      );
    if (reference) await claimReference(tx, reference, { topUpId }, now);
    await adoptProof(tx, proofFileId, caller, topUp.organizationId);
    await tx.topUp.update({
      where: { id: topUpId },
      data: {
        ...(reference ? { channelRef: reference } : {}),
        ...(proofFileId ? { proofFileId } : {}),
        ...stamps(now),
      },
      select: { id: true },
    });
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    audit.change(
      { channelRef: topUp.channelRef, proofFileId: topUp.proofFileId },
      { channelRef: reference ?? topUp.channelRef, proofFileId: proofFileId ?? topUp.proofFileId },
    );
    return { topUpId };
  },
});
