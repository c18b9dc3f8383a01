import { sql } from "kysely";
import { walletMachine } from "@/lib/billing/wallets/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { containsText } from "@/lib/core/resource/query";

/** What a wallet has, by part, from one look at its accounts. */
const parts = sql<{
  cash: string;
  voucher: string;
  credit_used: string;
  credit_limit: string;
  held: string;
  available: string;
}>`(
  select coalesce(sum(balance) filter (where kind = 'wallet_cash'), 0) as cash,
    coalesce(sum(balance) filter (where kind = 'wallet_voucher'), 0) as voucher,
    coalesce(-sum(balance) filter (where kind = 'wallet_credit'), 0) as credit_used,
    coalesce(sum(credit_limit), 0) as credit_limit,
    coalesce(sum(held), 0) as held,
    coalesce(sum(greatest(balance - held + credit_limit, 0))
      filter (where closed_at is null and (expires_at is null or expires_at > now())), 0) as available
  from ledger_account where ledger_account.wallet_id = wallet.id
)`;

export const wallets = resource({
  name: "wallets",
  module: "billing",
  permission: "billing.wallets.read",
  exportPermission: "billing.wallets.export",
  scope: organizationScope("wallet.organization_id"),
  from: () =>
    kysely
      .selectFrom("wallet")
      .leftJoin("organization", "organization.id", "wallet.organization_id")
      .leftJoin("customer", "customer.id", "wallet.customer_id")
      .leftJoinLateral(parts.as("parts"), (join) => join.onTrue()),
  id: "wallet.id",
  columns: {
    name: column.text(sql`coalesce(customer.name, organization.name)`, { link: true, width: 160 }),
    number: column.code("wallet.number", { search: true, filter: true, link: true, width: 110 }),
    currency: column.code("wallet.currency", { filter: true, exact: true, width: 80 }),
    state: column.enum("wallet.state", walletMachine.states, { width: 100 }),
    cash: column.money("parts.cash", "wallet.currency", { width: 120 }),
    voucher: column.money("parts.voucher", "wallet.currency", { width: 100 }),
    credit: column.money("parts.credit_used", "wallet.currency", { width: 100 }),
    creditLimit: column.money("parts.credit_limit", "wallet.currency", { width: 100 }),
    held: column.money("parts.held", "wallet.currency", { width: 90 }),
    available: column.money("parts.available", "wallet.currency", { width: 120 }),
    organization: column.text("organization.name", { width: 150 }),
    owner: column.enum("wallet.owner", { organization: "neutral", customer: "neutral" }, { shown: false }),
    organizationId: column.id("wallet.organization_id", { refersTo: "organizations" }),
    customerId: column.id("wallet.customer_id", { refersTo: "customers" }),
    frozenReason: column.text("wallet.frozen_reason", { shown: false }),
    version: column.integer("wallet.version", { shown: false }),
    createdAt: column.time("wallet.created_at", { sort: true, filter: true, shown: false }),
    updatedAt: column.time("wallet.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "number",
  page: "billing/wallets/:id",
  // Owners are found where their own names are indexed.
  findsBy: (words) => sql<boolean>`wallet.id in (
    select wallet.id from wallet join customer on customer.id = wallet.customer_id
    where ${containsText(sql`customer.name`, words)} or ${containsText(sql`customer.email`, words)}
    union all
    select wallet.id from wallet join organization on organization.id = wallet.organization_id
    where wallet.customer_id is null and ${containsText(sql`organization.name`, words)})`,
});
