import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { organizationScope, scopeCondition } from "@/lib/core/resource";

/**
 * The currencies something is kept in where the caller works, that of the organization itself first, then by name.
 * @throws forbidden.
 */
export async function ledgerCurrencies(caller: Caller): Promise<string[]> {
  demand(caller, "billing.reports.read");
  const within =
    scopeCondition({ scope: organizationScope("account.organization_id") }, caller) ?? sql<boolean>`true`;
  const { rows } = await sql<{ currency: string }>`
    select distinct account.currency::text, account.currency is distinct from own.currency as foreign
    from ledger_account as account
    cross join (select currency from organization where id = ${caller.scope.organizationId}) as own
    where account.wallet_id is null and ${within}
    order by 2, 1`.execute(kysely);
  return rows.map((row) => row.currency);
}
