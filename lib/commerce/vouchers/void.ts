import { takeBack } from "@/lib/commerce/vouchers/take-back";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/** Takes back what is left of a voucher that should not have been given. */
export const voidVoucher = command({
  name: "vouchers.void",
  permission: "commerce.vouchers.void",
  input: object({ voucherId: id, reason }),
  scope: ofRow("voucher", (input) => input.voucherId),
  async preview({ voucherId }) {
    const voucher = await prisma.voucher.findUnique({
      where: { id: voucherId },
      select: { number: true, state: true, currency: true, account: { select: { balance: true } } },
    });
    if (!voucher) throw notFound();
    const left = (amount: string) => Money.of(amount, voucher.currency).toJSON();
    return {
      target: { type: "vouchers", id: voucherId, label: voucher.number },
      before: { state: voucher.state, left: left(voucher.account.balance.toFixed()) },
      after: { state: "void", left: left("0") },
    };
  },
  async run({ input: { voucherId, reason }, tx, audit, emit, now }) {
    const ended = await takeBack(tx, voucherId, "void", { at: now, note: reason });
    if (!ended) throw refused("commerce.voucher_in_use");
    audit.target({ type: "vouchers", id: voucherId, label: ended.number });
    audit.change({ state: "active", left: ended.back.toJSON() }, { state: "void", left: null });
    emit("vouchers/voided", { voucherId });
    return { voucherId, back: ended.back.toJSON() };
  },
});
