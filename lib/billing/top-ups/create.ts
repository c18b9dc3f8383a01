import { z } from "zod";
import { claimReference } from "@/lib/billing/bank-references/claim";
import { channelRef, newTopUpFields } from "@/lib/billing/top-ups/fields";
import { openTopUp } from "@/lib/billing/top-ups/open";
import { adoptProof, ownerScope, walletToFill } from "@/lib/billing/top-ups/owner";
import { requireTopUpAmount } from "@/lib/billing/top-ups/rules";
import { byPlatformStaff } from "@/lib/billing/top-ups/staff";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { invalidInput } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { setting } from "@/lib/settings/settings/read";

const input = object({
  ...newTopUpFields,
  /** For a bank transfer: the bank's reference, when it is known already. */
  channelRef: channelRef.optional(),
  /** Keep the card or account it is paid with, for later charges without the payer. */
  saveMethod: z.boolean().optional(),
  note: z.string().trim().max(2000).optional(),
});

/**
 * Begins a top-up of a wallet, which is opened when there is none yet: online, where the answer's payment attempt leads to a
 * page to pay on, or by bank transfer, which somebody else confirms later (admin-prd 6). Only the platform's staff record
 * bank transfers (connectivity 5.5).
 */
export const createTopUp = command({
  name: "top-ups.create",
  permission: "billing.top-ups.create",
  input,
  scope: byPlatformStaff(
    "billing.top-ups.manage",
    ownerScope(),
    ({ channel }) => channel === "bank_transfer",
  ),
  async preview({ proofFileId: _, ...shown }) {
    return { before: null, after: shown };
  },
  async run({ input, tx, caller, place, audit, emit, now }) {
    const { channel, proofFileId, channelRef: reference, note, saveMethod } = input;
    if (channel === "stripe" && (reference || proofFileId))
      throw invalidInput([
        { path: reference ? "channelRef" : "proofFileId", key: "billing.validation.bank_only" },
      ]);
    const amount = Money.of(input.amount.amount, input.amount.currency);
    requireTopUpAmount(amount, await setting("billing", tx));
    const owner = await walletToFill(tx, input, place, amount.currency, now);
    await adoptProof(tx, proofFileId, caller, owner.organizationId);
    const opened = await openTopUp(
      { tx, emit, now },
      {
        ...owner,
        amount,
        channel,
        channelRef: reference,
        proofFileId,
        note,
        saveMethod,
        createdById: operatorOf(caller),
      },
    );
    if (reference) await claimReference(tx, reference, { topUpId: opened.topUpId }, now);
    audit.target({ type: "top-ups", id: opened.topUpId, label: opened.number });
    audit.organization(owner.organizationId);
    audit.change(null, { amount: amount.toJSON(), channel, channelRef: reference ?? null, ...owner });
    return opened;
  },
});
