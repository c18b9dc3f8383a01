import { sql } from "kysely";
import { type Caller, demand, may } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

const mostShown = 500;

/** Money that is free in a wallet, by where it is: exact text. */
export type FreeMoney = { currency: string; free: string; cash: string; vouchers: string; credit: string };

/**
 * What the page of a new order shows: who buys, what is on sale for them, and what is free in their wallets.
 * @returns at most 500 SKUs, by name.
 * @throws not_found when the buyer is outside the caller's scope; forbidden.
 */
export async function shelfFor(
  { customerId, organizationId }: { customerId?: string; organizationId?: string },
  caller: Caller,
) {
  const buyer = await buyerOf(customerId ?? null, organizationId ?? null);
  if (!buyer || !contains(caller.scope, buyer.path)) throw notFound();
  demand(caller, "commerce.orders.write", buyer.path);
  const [skus, wallets] = await Promise.all([
    kysely
      .selectFrom("sku")
      .innerJoin("organization", "organization.id", "sku.organization_id")
      .select([
        "sku.id",
        "sku.code",
        "sku.name",
        "sku.currency",
        sql<string>`trim_scale(sku.price)::text`.as("price"),
      ])
      .where("sku.state", "=", "active")
      .where(sql<boolean>`organization.path @> ${buyer.path}::ltree`)
      .orderBy("sku.name")
      .orderBy("sku.id")
      .limit(mostShown)
      .execute(),
    may(caller, "billing.wallets.read", buyer.path) ? freeIn(customerId ?? null, buyer.organizationId) : null,
  ]);
  return { ...buyer, customerId: customerId ?? null, skus, wallets };
}

async function buyerOf(customerId: string | null, organizationId: string | null) {
  const known = (id: string) => isId.safeParse(id).success;
  if (customerId)
    return known(customerId)
      ? kysely
          .selectFrom("customer")
          .innerJoin("organization", "organization.id", "customer.organization_id")
          .select([
            "customer.name",
            "customer.number",
            "organization.id as organizationId",
            sql<string>`organization.path::text`.as("path"),
          ])
          .where("customer.id", "=", customerId)
          .executeTakeFirst()
      : undefined;
  return organizationId && known(organizationId)
    ? kysely
        .selectFrom("organization")
        .select(["name", "number", "id as organizationId", sql<string>`path::text`.as("path")])
        .where("id", "=", organizationId)
        .executeTakeFirst()
    : undefined;
}

/** What can be spent now, vouchers' conditions aside: those depend on what is bought. */
async function freeIn(customerId: string | null, organizationId: string): Promise<FreeMoney[]> {
  const { rows } = await sql<FreeMoney>`
    select wallet.currency::text,
      trim_scale(sum(account.balance - account.held + account.credit_limit))::text as free,
      trim_scale(sum(account.balance - account.held) filter (where account.kind = 'wallet_cash'))::text as cash,
      trim_scale(coalesce(sum(account.balance - account.held) filter (where account.kind = 'wallet_voucher'), 0))::text as vouchers,
      trim_scale(sum(account.balance - account.held + account.credit_limit) filter (where account.kind = 'wallet_credit'))::text as credit
    from wallet join ledger_account as account on account.wallet_id = wallet.id
    where account.closed_at is null and (account.expires_at is null or account.expires_at > now())
      and wallet.state = 'active'
      and case when ${customerId}::uuid is null
        then wallet.organization_id = ${organizationId}::uuid and wallet.customer_id is null
        else wallet.customer_id = ${customerId}::uuid end
    group by wallet.id, wallet.currency`.execute(kysely);
  return rows;
}
