import { type RawBuilder, type SqlBool, sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";
import { containsText } from "@/lib/core/resource/query";
import { browserIn } from "@/lib/governance/sessions/browser-name";
import { sessionEndsAt } from "@/lib/governance/sessions/ends-at";

const states = { active: "done", pending: "waiting", expired: "over", ended: "over" } satisfies Record<
  string,
  Tone
>;

const state = sql`case
  when session.revoked_at is not null then 'ended'
  when ${sessionEndsAt} <= now() then 'expired'
  when session.second_factor_at is null then 'pending'
  else 'active' end`;

/**
 * Sessions that are open are few among all there were, and none of them is past its own end: told so that the index of those
 * answers it.
 */
const means = (value: string): RawBuilder<SqlBool> =>
  value === "active" || value === "pending"
    ? sql`(session.revoked_at is null and session.expires_at > now() and ${state} = ${value})`
    : sql`${state} = ${value}`;

/** As an array, not a subquery: only so can the index on the operator take part in "this or the address". */
const ofOperators = (from: RawBuilder<unknown>, words: string): RawBuilder<SqlBool> =>
  sql`session.operator_id = any(array(select id from operator where ${containsText(from, words)}))`;

export const sessions = resource({
  name: "sessions",
  module: "governance",
  permission: "governance.sessions.read",
  scope: organizationScope("operator.organization_id"),
  from: () =>
    kysely
      .selectFrom("session")
      .innerJoin("operator", "operator.id", "session.operator_id")
      .innerJoin("organization as home", "home.id", "operator.organization_id")
      .leftJoin("organization as chosen", "chosen.id", "session.organization_id"),
  id: "session.id",
  columns: {
    operator: column.text("operator.name", {
      search: true,
      link: true,
      contains: (words) => ofOperators(sql.ref("name"), words),
    }),
    email: column.text("operator.email", {
      search: true,
      filter: true,
      width: 240,
      contains: (words) => ofOperators(sql.ref("email"), words),
    }),
    operatorId: column.id("session.operator_id", { refersTo: "operators" }),
    state: column.enum(state, states, { means }),
    home: column.text("home.name", { shown: false }),
    organization: column.text("chosen.name"),
    address: column.code("session.address", { filter: true, search: true, width: 140 }),
    browser: column.text(browserIn("session.user_agent"), { link: true }),
    userAgent: column.text("session.user_agent", { shown: false, width: 320 }),
    lastSeenAt: column.time("session.last_seen_at", { filter: true }),
    createdAt: column.time("session.created_at", { sort: true, filter: true }),
    expiresAt: column.time(sessionEndsAt, { shown: false }),
    secondFactorAt: column.time("session.second_factor_at", { shown: false }),
    revokedAt: column.time("session.revoked_at", { shown: false }),
    revokedReason: column.code("session.revoked_reason", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "operator",
  subtitle: "address",
  page: "governance/sessions/:id",
});
