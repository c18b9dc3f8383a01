import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { presentBill } from "@/lib/billing/bills/present";
import { inLastMonth, lastMonth, type Owner } from "@/lib/billing/testing/bills";
import { walletOf } from "@/lib/billing/wallets/open";
import { setCreditLimit } from "@/lib/billing/wallets/set-credit-limit";
import { createOrder } from "@/lib/commerce/orders/create";
import { makeSku } from "@/lib/commerce/testing/orders";
import type { Caller } from "@/lib/core/caller";
import { now, withClock } from "@/lib/core/clock";
import { type Command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { makeApproval } from "@/lib/governance/testing/approvals";
import { allPermissions } from "@/lib/registry";

export const usd = (amount: string) => ({ amount, currency: "USD" });
export const duringLastMonth = () => new Date(inLastMonth());

let staff: Promise<Caller> | undefined;

async function employ(): Promise<Caller> {
  const root = await platform();
  return callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
}

/** One of the platform's staff who may do everything. */
export async function admin(): Promise<Caller> {
  staff ??= employ();
  return { ...(await staff), requestId: newId() };
}

/** As they do it. */
export const run = async <Input, Output extends Json>(command: Command<Input, Output>, input: unknown) =>
  perform(command, input, await admin());

/** As the executor of an approval does it. */
export async function approved<Input, Output extends Json>(
  command: Command<Input, Output>,
  input: unknown,
  tenant: Tenant,
) {
  const approvalId = await makeApproval(tenant, { state: "executing" });
  return perform(command, input, { ...(await admin()), approvalId });
}

export const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "succeeded",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

export const billOf = (id: string) =>
  prisma.bill.findUniqueOrThrow({
    where: { id },
    select: {
      number: true,
      state: true,
      total: true,
      paid: true,
      tax: true,
      discount: true,
      onCredit: true,
      version: true,
      disputed: true,
      dueAt: true,
      nextDunningAt: true,
      dunningLevel: true,
    },
  });

/** What an owner has on their accounts of a kind, in USD. */
export async function account(owner: Owner, kind: string): Promise<string> {
  const [row] = await prisma.$queryRaw<[{ sum: string }]>`
    select coalesce(sum(balance), 0)::text as sum from ledger_balance
    left join wallet on wallet.id = ledger_balance.wallet_id
    where ledger_balance.organization_id = ${owner.organizationId}::uuid and ledger_balance.kind::text = ${kind}
      and (ledger_balance.wallet_id is null or wallet.customer_id is not distinct from ${owner.customerId ?? null}::uuid)`;
  return Money.of(row.sum, "USD").amount.toFixed();
}

/** The sum of all accounts: 0. */
export async function trialBalance(): Promise<string> {
  const [row] = await prisma.$queryRaw<
    [{ sum: string }]
  >`select coalesce(sum(balance), 0)::text as sum from ledger_balance`;
  return Money.of(row.sum, "USD").amount.toFixed();
}

/** Somebody with a credit line who bought for so much on it in the last month. */
export async function onCredit(
  tenant: Tenant,
  price: string,
  limit = "1000",
): Promise<Owner & { customerId: string }> {
  const owner = {
    organizationId: tenant.organizationId,
    customerId: await makeCustomer(tenant.organizationId),
  };
  const walletId = await inTransaction((tx) => walletOf(tx, owner, "USD", now()));
  await run(setCreditLimit, { walletId, creditLimit: usd(limit), reason: "a good customer" });
  await buy(tenant, owner.customerId, price);
  return owner;
}

export const buy = async (tenant: Tenant, customerId: string, price: string, at: Date = duringLastMonth()) =>
  withClock(at, async () => {
    const skuId = await makeSku(tenant, { price: usd(price) });
    const { orderId } = await perform(
      createOrder,
      { customerId, items: [{ skuId, quantity: 1 }], paymentMethod: "wallet" },
      { ...(await systemCaller("test")), idempotencyKey: newId() },
    );
    return orderId;
  });

export const monthly = (owner: Owner) => ({ ...owner, month: lastMonth(), currency: "USD" });

export const generate = async (owner: Owner): Promise<string> =>
  (await run(generateBill, { ...monthly(owner), kind: "postpaid" })).billId;

export const issue = async (billId: string) => {
  await run(issueBill, { billId });
  await perform(presentBill, { billId, operatorId: null }, await systemCaller("test"));
};
