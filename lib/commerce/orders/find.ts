import { providerNames } from "@/lib/commerce/providers/current";
import type { Caller } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { id as isId } from "@/lib/core/id";
import type { Scope } from "@/lib/core/scope";

/** By what an order was found. */
export type FoundBy = "number" | "reference" | "attempt" | "email" | "provider";

export type OrderHit = {
  orderId: string;
  number: string;
  state: string;
  buyer: string;
  email: string | null;
  total: { amount: string; currency: string };
  createdAt: string;
  by: FoundBy;
};

const most = 20;

type Row = Omit<OrderHit, "total" | "createdAt"> & { amount: string; currency: string; createdAt: Date };

/**
 * Orders that somebody means who reads out a number, an id, an address or what a payment provider or bank calls it
 * (control-tower 5.1): whole words only, each answered by an index, at most 20, newest first.
 * @param words an order's number or reference, a payment attempt's number or id, a customer's e-mail address, a provider's id of
 * a session, payment, charge or refund.
 */
export async function findOrders(tx: Tx, words: string, caller: Caller): Promise<OrderHit[]> {
  const text = words.trim();
  const upper = text.toUpperCase();
  const uuid = isId.safeParse(text).success ? text : null;
  const email = text.includes("@") ? text.toLowerCase() : null;
  const rows = await tx.$queryRaw<Row[]>`
    with hit as (
      select id, 'number' as by, 1 as rank from "order" where number = ${upper}
      union all
      select id, 'number', 1 from "order" where id = ${uuid}::uuid
      union all
      select id, 'reference', 2 from "order" where external_ref = ${text}
      union all
      select id, 'reference', 2 from "order" where offline_ref is not null and offline_ref = ${text}
      union all
      select order_id, 'attempt', 3 from payment_attempt where number = ${upper} and order_id is not null
      union all
      select order_id, 'attempt', 3 from payment_attempt where id = ${uuid}::uuid and order_id is not null
      union all
      select order_id, 'provider', 4 from payment_attempt where provider = any(${[...providerNames]}) and session_ref = ${text} and order_id is not null
      union all
      select order_id, 'provider', 4 from payment_attempt where provider = any(${[...providerNames]}) and payment_ref = ${text} and order_id is not null
      union all
      select order_id, 'provider', 4 from payment_attempt where charge_ref = ${text} and order_id is not null
      union all
      select order_id, 'provider', 4 from refund where provider = any(${[...providerNames]}) and provider_ref = ${text} and order_id is not null
      union all
      (select "order".id, 'email', 5 from customer join "order" on "order".customer_id = customer.id
        where customer.email = ${email} order by "order".created_at desc limit 200)
    ), best as (
      select distinct on (id) id, by, rank from hit order by id, rank
    )
    select "order".id as "orderId", "order".number, "order".state::text, coalesce(customer.name, organization.name) as buyer,
      customer.email, trim_scale("order".total)::text as amount, "order".currency::text, "order".created_at as "createdAt", best.by
    from best
    join "order" on "order".id = best.id
    join organization on organization.id = "order".organization_id
    left join customer on customer.id = "order".customer_id
    where organization.path <@ ${reach(caller.scope).below}::ltree
      and (${reach(caller.scope).exactly}::ltree is null or organization.path = ${reach(caller.scope).exactly}::ltree)
    order by best.rank, "order".created_at desc, "order".id desc
    limit ${most}`;
  return rows.map(({ amount, currency, createdAt, ...row }) => ({
    ...row,
    total: { amount, currency },
    createdAt: createdAt.toISOString(),
  }));
}

/** A caller's scope as conditions on a path. */
const reach = (scope: Scope): { below: string; exactly: string | null } => ({
  below: scope.kind === "all" ? scope.path.split(".")[0]! : scope.path,
  exactly: scope.kind === "all" || scope.kind === "subtree" ? null : scope.path,
});
