import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { translator } from "@/lib/core/i18n/translator";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow, platformPlace } from "@/lib/core/scope";
import { queueMail } from "@/lib/notifications/mail/send";
import { clocksOf } from "@/lib/support/support-tickets/change";
import { leftOf, running, slaStateOf, withBreaches } from "@/lib/support/support-tickets/sla-clock";
import { queueStaff, staffAmong, tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket, servingOrganization, type Ticket } from "@/lib/support/support-tickets/ticket";

type Notice = { message: "warned" | "breached"; clock: "response" | "resolve"; due: Date };

/**
 * Looks at an open ticket's clocks: warns once before the nearest is due, and notes once what was missed. Whoever works on the
 * ticket is told, or else those who hand out its queue; in their inbox and by e-mail. The ticket stays in the version it was in.
 */
export const watchTicket = command({
  name: "support-tickets.watch",
  permission: null,
  input: object({ ticketId: id }),
  scope: bySystem(ofRow("support_ticket", (input) => input.ticketId)),
  async run({ input: { ticketId }, tx, caller, audit, now }) {
    const ticket = await lockTicket(tx, ticketId);
    const { state, number } = ticket;
    audit.target({ type: "support-tickets", id: ticketId, label: number });
    // It moved on while the job was on its way.
    if (state !== "open") return { ticketId, told: [] };
    const clocks = withBreaches(clocksOf(ticket), now);
    const notices: Notice[] = [];
    if (clocks.responseBreachedAt && !ticket.responseBreachedAt)
      notices.push({ message: "breached", clock: "response", due: clocks.responseBreachedAt });
    if (clocks.resolveBreachedAt && !ticket.resolveBreachedAt)
      notices.push({ message: "breached", clock: "resolve", due: clocks.resolveBreachedAt });
    const soon = dueSoon(ticket, now);
    const warns = ticket.warnAt !== null && ticket.warnAt <= now && ticket.warnedAt === null;
    if (warns && soon) notices.push({ message: "warned", ...soon });
    const { responseBreachedAt, resolveBreachedAt } = clocks;
    const next = clocks.responseBreachedAt && !ticket.responseBreachedAt ? warningOfRest(ticket, now) : {};
    const slaState = slaStateOf(clocks, state, ticket.policyId !== null, now);
    await tx.supportTicket.update({
      where: { id: ticketId },
      data: {
        responseBreachedAt,
        resolveBreachedAt,
        slaState,
        ...(warns ? { warnedAt: now } : {}),
        ...next,
      },
      select: { id: true },
    });
    for (const notice of notices) await tellStaff(tx, ticket, notice, { caller, now });
    audit.change({ slaState: ticket.slaState }, { slaState, responseBreachedAt, resolveBreachedAt });
    return { ticketId, told: notices.map(({ message, clock }) => `${message}_${clock}`) };
  },
});

/** Once the first answer was missed, the next to warn of is the resolution. */
function warningOfRest(ticket: Ticket, now: Date): { warnAt?: Date | null; warnedAt?: null } {
  const { calendar, policy, resolveDueAt } = ticket;
  if (!calendar || !policy || !resolveDueAt || resolveDueAt < now) return {};
  const left = { ...leftOf(clocksOf(ticket), calendar, now), response: null };
  const { warnAt } = running(clocksOf(ticket), left, calendar, policy.warnMinutes, now);
  return { warnAt, warnedAt: null };
}

/** The nearer of the clocks that have not run out yet. */
function dueSoon({ responseDueAt, resolveDueAt }: Ticket, now: Date): Omit<Notice, "message"> | null {
  const ahead = [
    { clock: "response" as const, due: responseDueAt },
    { clock: "resolve" as const, due: resolveDueAt },
  ].flatMap(({ clock, due }) => (due && due >= now ? [{ clock, due }] : []));
  return ahead.sort((one, other) => one.due.getTime() - other.due.getTime())[0] ?? null;
}

type Watching = Parameters<typeof tellOf>[0];

async function tellStaff(
  tx: Tx,
  ticket: Ticket,
  { message, clock, due }: Notice,
  { caller, now }: Omit<Watching, "tx">,
): Promise<void> {
  const { id: ticketId, number, subject, assigneeId, queueId, organizationId, calendar } = ticket;
  const assignee = assigneeId
    ? await staffAmong(tx, servingOrganization(ticket), "support.tickets.read", [assigneeId])
    : [];
  // Nobody is told of what somebody has who is not there any more.
  const staff = assignee.length > 0 ? assignee : await queueStaff(tx, queueId);
  await tellOf(
    { tx, caller, now },
    ticket,
    staff.map(({ id: operatorId }) => operatorId),
    `${message}_${clock}`,
  );
  const root = await platformPlace();
  for (const { email, locale, organizationId: home } of staff) {
    const language = locale === "zh" ? "zh" : "en";
    const t = await translator(language, `support.mail.${message}`);
    const when = new Intl.DateTimeFormat(language, {
      dateStyle: "medium",
      timeStyle: "long",
      timeZone: calendar?.timeZone ?? "UTC",
    }).format(due);
    const panel = home === root.organizationId ? "ops" : "tenant";
    const link = `${env().APP_URL}/${panel}/support/support-tickets/${ticketId}`;
    await queueMail(tx, {
      to: email,
      subject: t("subject", { number, subject }),
      text: t("text", { number, subject, when, link }),
      organizationId: servingOrganization({ ...ticket, organizationId }),
      now,
    });
  }
}
