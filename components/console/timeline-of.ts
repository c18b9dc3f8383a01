import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { modulesOff } from "@/lib/core/directory";
import { visible } from "@/lib/core/resource";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { modules } from "@/lib/registry";
import { mayRead } from "./figures";
import type { Texts } from "./reader";

/** Something that happened to a record, as its timeline shows it. */
export type TimelineEntry = {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  actor: string;
  actorType: "operator" | "token" | "system";
  /** Name of the command, "organizations.suspend". */
  action: string;
  reason: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** The approval it was carried out through. */
  approval: { id: string; number: string } | null;
};

const shownEntries = 30;

/** What the audit trail says of a record, newest first; null where the reader may not see the trail. */
export async function timelineOf(
  caller: Caller,
  targetType: string,
  targetId: string,
): Promise<TimelineEntry[] | null> {
  if (!mayRead(auditEntries, { caller, off: await modulesOff() })) return null;
  const rows = await visible(auditEntries, caller)
    .select([
      sql<string>`audit_entry.id`.as("id"),
      sql<Date>`audit_entry.created_at`.as("at"),
      sql<string>`audit_entry.actor_label`.as("actor"),
      sql<TimelineEntry["actorType"]>`audit_entry.actor_type`.as("actorType"),
      sql<string>`audit_entry.action`.as("action"),
      sql<string | null>`audit_entry.reason`.as("reason"),
      sql<TimelineEntry["before"]>`audit_entry.before`.as("before"),
      sql<TimelineEntry["after"]>`audit_entry.after`.as("after"),
      sql<TimelineEntry["approval"]>`(select jsonb_build_object('id', approval.id, 'number', approval.number)
        from approval where approval.id = audit_entry.approval_id)`.as("approval"),
    ])
    .where(sql<boolean>`audit_entry.target_type = ${targetType} and audit_entry.target_id = ${targetId}`)
    .orderBy(sql`audit_entry.created_at desc`)
    .orderBy(sql`audit_entry.id desc`)
    .limit(shownEntries)
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What an action is called; one that no catalogue knows keeps its name. */
export function actionTitle(action: string, t: Texts): string {
  const key = modules
    .map((module) => `${module.name}.commands.${action}.title`)
    .find((title) => t.has(title));
  return key ? t(key) : action;
}
