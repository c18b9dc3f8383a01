import { sql } from "kysely";
import { visible } from "@/lib/core/resource";
import { valueLabel } from "@/lib/core/resource/describe";
import { supportMacros } from "@/lib/support/support-macros/resource";
import { readPermission, servingPath } from "@/lib/support/support-tickets/access";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import type { ComposerProps } from "./composer";
import type { ComposerMacro } from "./composer-draft";
import { attachmentUpload } from "./upload";

/** What this reader may write into a ticket as it is now; null where nothing. */
export async function composing(
  reader: Reader,
  ticket: SupportTicketRecord,
): Promise<Omit<ComposerProps, "ticketId"> | null> {
  const { may, side, state } = ticket;
  const staff = side === "staff";
  const active = state === "open" || state === "pending";
  // The customer's side may write into what is over: it opens again.
  const answers = may.comment && (active || (!staff && state !== "merged"));
  const notes = staff && may.note && state !== "merged";
  const kinds = [...(answers ? ["public" as const] : []), ...(notes ? ["internal" as const] : [])];
  if (kinds.length === 0) return null;
  return {
    kinds,
    ends: staff && may.write ? ["stay", "wait", "resolve"] : staff ? ["stay", "wait"] : ["stay"],
    staff,
    mentions:
      staff && reader.caller.actor.type === "operator"
        ? { holds: `${readPermission}@${servingPath(ticket)}` }
        : null,
    macros: staff && may.macros && active ? await macrosFor(reader, ticket) : [],
    upload: await attachmentUpload(),
  };
}

const shownMacros = 200;

/** Macros of whoever serves the ticket and of those above, as its command takes them. */
async function macrosFor(
  reader: Reader,
  { path, customerId }: SupportTicketRecord,
): Promise<ComposerMacro[]> {
  if (!mayRead(supportMacros, reader)) return [];
  const serving = customerId ? path : path.replace(/\.[^.]+$/, "");
  const rows = (await visible(supportMacros, reader.caller)
    .select([
      sql<string>`support_macro.id`.as("id"),
      sql<string>`support_macro.name`.as("name"),
      sql<string>`support_macro.body`.as("body"),
      sql<ComposerMacro["kind"]>`support_macro.kind`.as("kind"),
      sql<string | null>`support_macro.priority`.as("priority"),
      sql<boolean>`support_macro.resolves`.as("resolves"),
    ])
    .where(sql<boolean>`organization.path @> ${serving}::ltree`)
    .orderBy(sql`support_macro.name`)
    .limit(shownMacros)
    .execute()) as (Omit<ComposerMacro, "priority"> & { priority: string | null })[];
  return rows.map(({ priority, ...macro }) => ({
    ...macro,
    priority: priority && {
      value: priority,
      label: valueLabel(supportMacros, "priority", priority, reader.t),
    },
  })) as ComposerMacro[];
}
