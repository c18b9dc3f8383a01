import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, platformScope, resource } from "@/lib/core/resource";

export const circuitBreakers = resource({
  name: "circuit-breakers",
  module: "sre",
  permission: "sre.circuit-breakers.read",
  scope: platformScope,
  from: () =>
    kysely.selectFrom(
      sql<{
        id: string;
        key: string;
        open: boolean;
        reason: string | null;
        version: number;
        changed_at: Date;
      }>`(select md5(key)::uuid as id, * from circuit_breaker)`.as("breaker"),
    ),
  id: "breaker.id",
  columns: {
    key: column.code("breaker.key", { sort: true, search: true, width: 240 }),
    state: column.enum(sql`case when breaker.open then 'open' else 'closed' end`, {
      open: "danger",
      closed: "done",
    }),
    reason: column.text("breaker.reason", { width: 360 }),
    version: column.integer("breaker.version", { shown: false }),
    changedAt: column.time("breaker.changed_at", { sort: true, filter: true }),
  },
  defaultSort: "key",
  title: "key",
});
