import { type DisputedPayments, withdrawnOf } from "@/lib/billing/disputes/withdrawn";
import { waitsInSuspense } from "@/lib/commerce/refund-tasks/raise";
import { requireRefundable, shortfallOf } from "@/lib/commerce/refunds/rules";
import { type GivenVouchers, vouchersGivenBy } from "@/lib/commerce/refunds/vouchers";
import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";
import { setting } from "@/lib/settings/settings/read";

/** What is asked for: exactly one of the three ids. */
export type RefundWish = {
  orderId?: string;
  topUpId?: string;
  refundTaskId?: string;
  amount: { amount: string; currency: string };
  destination: "original" | "balance";
  billShortfall: boolean;
};

/** What a refund would do, worked out from the records as they are now. */
export type RefundCase = {
  about: { type: "orders" | "top-ups" | "refund-tasks"; id: string; label: string };
  organizationId: string;
  customerId: string | null;
  amount: Money;
  /** What is left to refund before it. */
  left: Money;
  refundedBefore: Money;
  /** Already spent, and billed. */
  billed: Money;
  /** Where the money goes: a provider's payment, the bank, or the wallet. */
  route:
    | { to: "provider"; provider: string; attemptId: string; paymentRef: string }
    | { to: "bank" }
    | { to: "wallet"; walletId: string | null };
  /** The wallet the money is taken from: refunds of top-ups. */
  walletId: string | null;
  /** What an order gave that goes with the last of its money. */
  vouchers: GivenVouchers | null;
  state: string;
};

type Reader = Pick<Tx, "order" | "topUp" | "refundTask" | "ledgerAccount" | "paymentAttempt" | "$queryRaw">;

/**
 * Works out a refund.
 * @param db a transaction that holds the record's lock, or any connection to look before asking.
 * @throws rule_violation in words when it cannot be: nothing left, spent, too small, another currency; not_found.
 */
export async function refundCase(db: Reader, wish: RefundWish): Promise<RefundCase> {
  const amount = Money.of(wish.amount.amount, wish.amount.currency);
  if (wish.orderId) return orderCase(db, wish.orderId, amount, wish);
  if (wish.topUpId) return topUpCase(db, wish.topUpId, amount, wish);
  return taskCase(db, wish.refundTaskId!, amount, wish);
}

async function minimumIn(currency: string): Promise<Money | null> {
  const { minimums } = await setting("refunds");
  const found = minimums.map((text) => text.split(" ")).find(([, code]) => code === currency);
  return found ? Money.of(found[0]!, currency) : null;
}

async function orderCase(db: Reader, id: string, amount: Money, wish: RefundWish): Promise<RefundCase> {
  const order = await db.order.findUnique({
    where: { id },
    select: {
      number: true,
      state: true,
      organizationId: true,
      customerId: true,
      walletId: true,
      currency: true,
      paymentMethod: true,
      paidAmount: true,
      voucherAmount: true,
      refundedAmount: true,
    },
  });
  if (!order) throw notFound();
  if (!["paid", "fulfilled", "partially_refunded"].includes(order.state))
    throw refused("commerce.not_refundable", { number: order.number });
  const { currency } = order;
  const refundedBefore = Money.of(order.refundedAmount.toFixed(), currency);
  // What vouchers paid is not given back in money.
  const kept = Money.of(order.paidAmount.minus(order.voucherAmount).toFixed(), currency).minus(
    refundedBefore,
  );
  const left = kept.minus((await withdrawnOf(db, { orderId: id }, currency)).sum);
  requireRefundable(amount, left, await minimumIn(currency));
  const given = await vouchersGivenBy(db, id, currency);
  // With the last of an order's money what it gave goes, too.
  const vouchers = amount.compare(kept) === 0 ? given : null;
  if (vouchers && !vouchers.held.isZero) throw refused("commerce.voucher_in_use");
  const online = order.paymentMethod === "online" || order.paymentMethod === "mixed";
  return {
    about: { type: "orders", id, label: order.number },
    organizationId: order.organizationId,
    customerId: order.customerId,
    amount,
    left,
    refundedBefore,
    billed: shortfallOf(amount, left.minus(given.spent), wish.billShortfall),
    route:
      wish.destination === "balance" || order.paymentMethod === "wallet"
        ? { to: "wallet", walletId: order.walletId }
        : online
          ? await providerRoute(db, { orderId: id }, amount)
          : { to: "bank" },
    walletId: null,
    vouchers,
    state: order.state,
  };
}

async function topUpCase(db: Reader, id: string, amount: Money, wish: RefundWish): Promise<RefundCase> {
  const topUp = await db.topUp.findUnique({
    where: { id },
    select: {
      number: true,
      state: true,
      organizationId: true,
      customerId: true,
      walletId: true,
      currency: true,
      channel: true,
      amount: true,
      refundedAmount: true,
    },
  });
  if (!topUp) throw notFound();
  if (!["succeeded", "partially_refunded"].includes(topUp.state))
    throw refused("commerce.not_refundable", { number: topUp.number });
  if (wish.destination === "balance") throw refused("commerce.already_in_balance");
  const { currency } = topUp;
  const refundedBefore = Money.of(topUp.refundedAmount.toFixed(), currency);
  const left = Money.of(topUp.amount.toFixed(), currency)
    .minus(refundedBefore)
    .minus((await withdrawnOf(db, { topUpId: id }, currency)).sum);
  requireRefundable(amount, left, await minimumIn(currency));
  const cash = await db.ledgerAccount.findFirstOrThrow({
    where: { walletId: topUp.walletId, kind: "wallet_cash" },
    select: { balance: true, held: true },
  });
  const unspent = Money.of(cash.balance.minus(cash.held).toFixed(), currency);
  return {
    about: { type: "top-ups", id, label: topUp.number },
    organizationId: topUp.organizationId,
    customerId: topUp.customerId,
    amount,
    left,
    refundedBefore,
    billed: shortfallOf(amount, unspent, wish.billShortfall),
    route:
      topUp.channel === "bank_transfer" ? { to: "bank" } : await providerRoute(db, { topUpId: id }, amount),
    walletId: topUp.walletId,
    vouchers: null,
    state: topUp.state,
  };
}

async function taskCase(db: Reader, id: string, amount: Money, wish: RefundWish): Promise<RefundCase> {
  const task = await db.refundTask.findUnique({
    where: { id },
    select: {
      state: true,
      organizationId: true,
      attemptId: true,
      amount: true,
      currency: true,
      cause: true,
    },
  });
  if (!task) throw notFound();
  const attempt = await db.paymentAttempt.findUniqueOrThrow({
    where: { id: task.attemptId },
    select: {
      number: true,
      order: { select: { customerId: true, walletId: true } },
      topUp: { select: { customerId: true, walletId: true } },
      bill: { select: { customerId: true } },
    },
  });
  // What only asks people to look has no money that waits, and what a bank took back is not here any more.
  const { sum: withdrawn } = await withdrawnOf(db, { attemptId: task.attemptId }, task.currency);
  if (task.state !== "open" || !waitsInSuspense(task.cause) || !withdrawn.isZero)
    throw refused("commerce.not_refundable", { number: attempt.number });
  const left = Money.of(task.amount.toFixed(), task.currency);
  requireRefundable(amount, left, null);
  // Money set aside goes back whole: there is nothing it could be kept for.
  if (amount.compare(left) !== 0) throw refused("commerce.task_refunds_all", { left: left.amount.toFixed() });
  const owner = attempt.order ?? attempt.topUp;
  return {
    about: { type: "refund-tasks", id, label: attempt.number },
    organizationId: task.organizationId,
    customerId: owner?.customerId ?? attempt.bill?.customerId ?? null,
    amount,
    left,
    refundedBefore: Money.zero(task.currency),
    billed: Money.zero(task.currency),
    route:
      wish.destination === "balance"
        ? { to: "wallet", walletId: owner?.walletId ?? null }
        : await providerRoute(db, { attemptId: task.attemptId }, amount),
    walletId: null,
    vouchers: null,
    state: task.state,
  };
}

/** The payment the money goes back through: the one with the most left. */
async function providerRoute(db: Reader, of: DisputedPayments, amount: Money): Promise<RefundCase["route"]> {
  const attempts = await db.paymentAttempt.findMany({
    where: {
      ...("attemptId" in of ? { id: of.attemptId } : of),
      state: "succeeded",
      paymentRef: { not: null },
    },
    select: { id: true, provider: true, paymentRef: true, received: true, amount: true, refunded: true },
  });
  const { byAttempt } = await withdrawnOf(db, of, amount.currency);
  const [most] = attempts
    .map((attempt) => ({
      ...attempt,
      room: (attempt.received ?? attempt.amount)
        .minus(attempt.refunded)
        .minus(byAttempt.get(attempt.id)?.amount ?? 0),
    }))
    .sort((a, b) => b.room.comparedTo(a.room));
  if (!most || most.room.lessThan(amount.amount))
    throw refused("commerce.original_covers", {
      covers: `${(most?.room ?? amount.amount.minus(amount.amount)).toFixed()} ${amount.currency}`,
    });
  return { to: "provider", provider: most.provider, attemptId: most.id, paymentRef: most.paymentRef! };
}
