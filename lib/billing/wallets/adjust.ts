import type { z } from "zod";
import { post } from "@/lib/billing/ledger/post";
import { correctionCase } from "@/lib/billing/wallets/correction";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { type CommandScope, ofRow } from "@/lib/core/scope";

const input = object({
  walletId: id.optional(),
  /** What the cash part gains, or with a minus loses, against the account for corrections. */
  amount: money.optional(),
  /** The transaction to post the opposite of. */
  reverses: id.optional(),
  reason,
}).refine(({ walletId, amount, reverses }) => (reverses ? !walletId && !amount : walletId && amount), {
  error: "billing.validation.one_correction",
  path: ["reverses"],
});

type Input = z.output<typeof input>;

const scope: CommandScope<Input> = (asked, caller) =>
  asked.reverses
    ? ofRow<Input>("ledger_transaction", ({ reverses }) => reverses ?? "")(asked, caller)
    : ofRow<Input>("wallet", ({ walletId }) => walletId ?? "")(asked, caller);

/**
 * Corrects the ledger: always after somebody else agreed, and always by a new transaction. Nothing else moves money by hand;
 * what is given away are vouchers (admin-prd 5).
 */
export const adjustWallet = command({
  name: "wallets.adjust",
  permission: "billing.wallets.adjust",
  alwaysApproved: true,
  sensitive: true,
  input,
  scope,
  async preview(asked) {
    const { target, before, after } = await correctionCase(prisma, asked);
    return { target, before, after };
  },
  async run({ input: asked, tx, caller, place, audit, emit, now }) {
    // Of two reversals of one transaction the second waits here and then sees the first.
    if (asked.reverses)
      await tx.$queryRaw`select 1 from ledger_transaction where id = ${asked.reverses}::uuid for update`;
    const correction = await correctionCase(tx, asked);
    const { transactionId } = await post(tx, {
      key: `correction:${caller.approvalId ?? newId()}`,
      kind: asked.reverses ? "reversal" : "adjustment",
      organizationId: place.organizationId,
      lines: correction.lines,
      reverses: asked.reverses,
      reference: { type: correction.target.type, id: correction.target.id },
      note: asked.reason,
      at: now,
    });
    audit.target(correction.target);
    audit.change(correction.before, correction.after);
    emit("wallets/adjusted", { transactionId });
    return { transactionId };
  },
});
