import { demand } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asStaff, servingPath } from "@/lib/support/support-tickets/access";
import { writeAnswer } from "@/lib/support/support-tickets/answer";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { body, ticketFields } from "@/lib/support/support-tickets/fields";
import { promiseAnew } from "@/lib/support/support-tickets/promise-anew";
import { resolved } from "@/lib/support/support-tickets/resolve";
import { lockTicket, servingOrganization, type Ticket } from "@/lib/support/support-tickets/ticket";
import { writeComment } from "@/lib/support/support-tickets/write-comment";

/**
 * Writes a macro's text into a ticket and does what it does besides. Whoever uses it needs what each part of it needs; macros are
 * those of the organization that serves the requester and of the ones above it.
 */
export const applyMacro = command({
  name: "support-tickets.apply-macro",
  permission: "support.macros.read",
  // What an internal one says is for staff alone, and an approval would show it.
  approvable: false,
  input: object({ ...ticketFields, macroId: id, body: body.optional() }),
  scope: asStaff("support.macros.read"),
  async run({ input: { ticketId, version, macroId, body: changed }, place, ...acting }) {
    const { tx, caller, audit, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    const macro = await macroFor(tx, macroId, ticket);
    const text = (changed ?? macro.body).trim();
    const at = servingPath({ path: place.path, customerId: ticket.customerId });
    if (text) demand(caller, `support.tickets.${macro.kind === "public" ? "comment" : "note"}`, at);
    if (macro.priority || macro.resolves) demand(caller, "support.tickets.write", at);
    if (!text && !macro.priority && !macro.resolves)
      throw refused("support.macro_is_empty", { name: macro.name });
    const internal = macro.kind === "internal";
    const comment = !text
      ? {}
      : internal
        ? {
            commentId: await writeComment(
              tx,
              caller,
              ticket,
              { kind: "internal", body: text, fromCustomer: false },
              now,
            ),
          }
        : await writeAnswer(acting, ticket, { body: text });
    const also = { ...comment, macro: macro.name };
    const data = macro.priority ? { priority: macro.priority } : {};
    const promised = await promiseAnew(tx, ticket, data, now);
    if (internal) audit.organization(servingOrganization(ticket));
    if (macro.resolves) return resolved(acting, ticket, also, { data, promised });
    return changeTicket(acting, ticket, {
      data,
      promised,
      answers: text !== "" && !internal,
      also,
    });
  },
});

async function macroFor(tx: Tx, macroId: string, ticket: Ticket) {
  const [row] = await tx.$queryRaw<
    {
      name: string;
      body: string;
      kind: "public" | "internal";
      priority: Ticket["priority"] | null;
      resolves: boolean;
    }[]
  >`
    select macro.name, macro.body, macro.kind, macro.priority, macro.resolves
    from support_macro as macro
    join organization as holder on holder.id = macro.organization_id
    join organization as serving on serving.id = ${servingOrganization(ticket)}::uuid
    where macro.id = ${macroId}::uuid and holder.path @> serving.path`;
  if (!row) throw notFound();
  return row;
}
