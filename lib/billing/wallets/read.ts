import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import type { MoneyValue } from "@/lib/core/resource/description";
import { contains } from "@/lib/core/scope";

/** A part of a wallet: its cash, its credit, or one voucher. */
export type WalletPartRecord = {
  accountId: string;
  kind: "wallet_cash" | "wallet_credit" | "wallet_voucher";
  balance: MoneyValue;
  held: MoneyValue;
  /** What can be spent of it now. */
  free: MoneyValue;
  creditLimit: MoneyValue;
  /** ISO 8601. */
  expiresAt: string | null;
  closed: boolean;
  voucher: { id: string; number: string; name: string } | null;
};

/**
 * One wallet with its parts (at most 200), in the order they are spent: vouchers that expire first, cash, credit; then what is over.
 * @returns `path` of the organization it belongs to, for permission checks.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readWallet(id: string, caller: Caller) {
  demand(caller, "billing.wallets.read");
  if (!isId.safeParse(id).success) throw notFound();
  const wallet = await kysely
    .selectFrom("wallet")
    .innerJoin("organization", "organization.id", "wallet.organization_id")
    .leftJoin("customer", "customer.id", "wallet.customer_id")
    .select([
      "wallet.id",
      "wallet.number",
      "wallet.currency",
      "wallet.state",
      "wallet.frozen_reason as frozenReason",
      "wallet.version",
      "wallet.customer_id as customerId",
      "wallet.organization_id as organizationId",
      "organization.name as organizationName",
      "customer.name as customerName",
      sql<string>`organization.path::text`.as("path"),
    ])
    .where("wallet.id", "=", id)
    .executeTakeFirst();
  if (!wallet || !contains(caller.scope, wallet.path)) throw notFound();
  return { ...wallet, parts: await partsOf(id, wallet.currency) };
}

export type WalletRecord = Awaited<ReturnType<typeof readWallet>>;

async function partsOf(walletId: string, currency: string): Promise<WalletPartRecord[]> {
  const money = (amount: string): MoneyValue => ({ amount, currency });
  const { rows } = await sql<{
    id: string;
    kind: WalletPartRecord["kind"];
    balance: string;
    held: string;
    free: string;
    credit_limit: string;
    expires_at: Date | null;
    closed: boolean;
    voucher_id: string | null;
    voucher_number: string | null;
    voucher_name: string | null;
  }>`
    select account.id, account.kind, trim_scale(account.balance)::text as balance, trim_scale(account.held)::text as held,
      trim_scale(case when over then 0 else greatest(account.balance - account.held + account.credit_limit, 0) end)::text as free,
      trim_scale(account.credit_limit)::text as credit_limit, account.expires_at, over as closed,
      voucher.id as voucher_id, voucher.number as voucher_number, template.name as voucher_name
    from ledger_account as account
    cross join lateral (select account.closed_at is not null or coalesce(account.expires_at <= now(), false) as over) as state
    left join voucher on voucher.account_id = account.id
    left join voucher_template as template on template.id = voucher.template_id
    where account.wallet_id = ${walletId}
    order by over, wallet_rank(account.kind), account.expires_at nulls last, account.id
    limit 200`.execute(kysely);
  return rows.map((row) => ({
    accountId: row.id,
    kind: row.kind,
    balance: money(row.balance),
    held: money(row.held),
    free: money(row.free),
    creditLimit: money(row.credit_limit),
    expiresAt: row.expires_at?.toISOString() ?? null,
    closed: row.closed,
    voucher: row.voucher_id
      ? { id: row.voucher_id, number: row.voucher_number ?? "", name: row.voucher_name ?? "" }
      : null,
  }));
}
