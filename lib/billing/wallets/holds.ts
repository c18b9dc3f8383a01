import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

export const holdStates = {
  active: "waiting",
  captured: "done",
  released: "over",
} satisfies Record<string, Tone>;

/** What money is held for; a hold somebody put on by hand is for nothing else. */
const holdReferences = { orders: "neutral", refunds: "neutral" } satisfies Record<string, Tone>;

export const walletHolds = resource({
  name: "wallet-holds",
  module: "billing",
  permission: "billing.wallets.read",
  exportPermission: "billing.wallets.export",
  scope: organizationScope("wallet_hold.organization_id"),
  from: () =>
    kysely
      .selectFrom("wallet_hold")
      .leftJoin("wallet", "wallet.id", "wallet_hold.wallet_id")
      .leftJoin("organization", "organization.id", "wallet_hold.organization_id")
      .leftJoin("customer", "customer.id", "wallet.customer_id")
      .leftJoinLateral(
        sql<{
          open: string;
        }>`(select wallet_hold.amount - wallet_hold.captured - wallet_hold.released as open)`.as("rest"),
        (join) => join.onTrue(),
      ),
  id: "wallet_hold.id",
  columns: {
    wallet: column.code("wallet.number", { search: true, width: 120 }),
    state: column.enum("wallet_hold.state", holdStates, { width: 110 }),
    name: column.text(sql`coalesce(customer.name, organization.name)`, { width: 180 }),
    amount: column.money("wallet_hold.amount", "wallet_hold.currency", { width: 120 }),
    open: column.money("rest.open", "wallet_hold.currency", { width: 120 }),
    reason: column.text("wallet_hold.reason", { width: 240 }),
    createdAt: column.time("wallet_hold.created_at", { sort: true, filter: true, width: 140 }),
    reference: column.enum("wallet_hold.reference_type", holdReferences, { width: 140 }),
    expiresAt: column.time("wallet_hold.expires_at"),
    captured: column.money("wallet_hold.captured", "wallet_hold.currency", { shown: false }),
    released: column.money("wallet_hold.released", "wallet_hold.currency", { shown: false }),
    endedAt: column.time("wallet_hold.ended_at", { shown: false }),
    referenceId: column.id("wallet_hold.reference_id"),
    walletId: column.id("wallet_hold.wallet_id", { refersTo: "wallets" }),
    organizationId: column.id("wallet_hold.organization_id", { refersTo: "organizations" }),
  },
  defaultSort: "-createdAt",
  title: "wallet",
  subtitle: "reason",
});
