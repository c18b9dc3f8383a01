import { after, days, hours, minutes } from "@/lib/core/clock";
import { newId } from "@/lib/core/id";
import type { TicketPriority, TicketType } from "@/lib/support/sla-policies/fields";
import { dueAfter } from "@/lib/support/support-tickets/business-time";
import type { SupportTicketState } from "@/lib/support/support-tickets/machine";
import {
  answered,
  noClocks,
  running,
  slaStateOf,
  standing,
  wholeOf,
  withBreaches,
} from "@/lib/support/support-tickets/sla-clock";
import type { Dice } from "@/prisma/seed/demo/dice";
import type { Policies, Policy } from "@/prisma/seed/demo/support/policies";
import type { Asker } from "@/prisma/seed/demo/support/requesters";
import { type Plot, plots, praise } from "@/prisma/seed/demo/support/texts";

/** Somebody who answers. */
export type Helper = { id: string; name: string };

export type Written = ReturnType<Writer["write"]>;

const types: readonly TicketType[] = [
  ...Array<TicketType>(6).fill("technical"),
  ...Array<TicketType>(5).fill("top_up"),
  ...Array<TicketType>(4).fill("billing_dispute"),
  ...Array<TicketType>(2).fill("quota"),
  "compliance",
];
const priorities: readonly TicketPriority[] = [
  ...Array<TicketPriority>(3).fill("low"),
  ...Array<TicketPriority>(9).fill("normal"),
  ...Array<TicketPriority>(4).fill("high"),
  "urgent",
];
const stars = [5, 5, 5, 5, 4, 4, 4, 3, 2, 1] as const;

/** Writes down tickets of the past with all that was said, as their clocks would have run. */
export class Writer {
  constructor(
    private readonly dice: Dice,
    private readonly policies: Policies,
    private readonly helpers: readonly Helper[],
    private readonly askers: readonly Asker[],
    /** When the demo is told. */
    private readonly at: Date,
  ) {}

  /** A ticket somebody opened then, and what became of it by now. */
  write(opened: Date, number: string) {
    const { dice, at } = this;
    const type = dice.pick(types);
    const asker = this.asker(type, opened);
    const priority = dice.pick(priorities);
    const plot = dice.pick(plots[type][asker.language]);
    const helper = dice.pick(this.helpers);
    const policy = this.policies.of(asker.promisers, type, priority);
    const course = this.course(opened, policy, plot);
    const { state, answers, resolvedAt, closedAt, pausedAt } = course;
    const firstRespondedAt = answers[0] ?? null;
    const clocks = clocksOf({ opened, policy, firstRespondedAt, pausedAt, resolvedAt, at });
    const rated = resolvedAt !== null && dice.chance(0.55);
    const overall = rated ? dice.pick(stars) : null;
    const assigned = firstRespondedAt !== null || dice.chance(0.4);
    const id = newId();
    const updatedAt = closedAt ?? resolvedAt ?? pausedAt ?? answers.at(-1) ?? opened;
    const ticket = {
      id,
      number,
      organizationId: asker.organizationId,
      customerId: asker.customerId,
      requesterId: asker.requesterId,
      requesterName: asker.name,
      requesterEmail: asker.email,
      channel: asker.requesterId
        ? ("portal" as const)
        : dice.chance(0.5)
          ? ("email" as const)
          : ("console" as const),
      type,
      priority,
      state,
      subject: plot.subject,
      queueId: asker.queueId,
      assigneeId: assigned ? helper.id : null,
      ...linksFor(type, asker, opened),
      policyId: policy?.id ?? null,
      calendarId: policy?.calendarId ?? null,
      promisedResponseMinutes: policy?.firstResponseMinutes ?? null,
      promisedResolveMinutes: policy?.resolveMinutes ?? null,
      ...clocks,
      slaState: slaStateOf(clocks, state, policy !== null, at),
      firstRespondedAt,
      resolvedAt,
      closedAt,
      reopenedCount: closedAt && dice.chance(0.04) ? 1 : 0,
      ...(overall
        ? {
            rating: {
              overall,
              speed: this.near(overall),
              solution: this.near(overall),
              courtesy: Math.min(5, overall + dice.between(0, 1)),
            },
            ratingOverall: overall,
            ratingComment: dice.chance(0.4) ? dice.pick(praise[asker.language]) : null,
            ratedAt: resolvedAt ? earliest(after(resolvedAt, hours(dice.between(1, 30))), at) : null,
          }
        : {}),
      threadKey: threadKeyOf(id),
      version: 1 + answers.length + (resolvedAt ? 1 : 0) + (closedAt ? 1 : 0),
      createdAt: opened,
      updatedAt,
    };
    return { ticket, comments: this.comments(ticket, asker, helper, plot, answers) };
  }

  /** Who asks; more often than not somebody who has what it is about. */
  private asker(type: TicketType, opened: Date): Asker {
    const concerned = this.askers.filter((asker) => Object.keys(linksFor(type, asker, opened)).length > 0);
    return this.dice.pick(concerned.length > 0 && this.dice.chance(0.6) ? concerned : this.askers);
  }

  private near(stars: number): number {
    return Math.max(1, Math.min(5, stars + this.dice.between(-1, 1)));
  }

  /** When staff spoke, and what state that left it in. */
  private course(opened: Date, policy: Policy | null, plot: Plot) {
    const { dice, at } = this;
    const spent = (minutesOf: number, late: number) => {
      const share = dice.chance(late) ? dice.between(105, 230) / 100 : dice.between(8, 92) / 100;
      const seconds = Math.round(minutesOf * 60 * share);
      return policy ? (dueAfter(policy.calendar, opened, seconds) ?? opened) : after(opened, seconds * 1000);
    };
    const answers: Date[] = [];
    const first = spent(policy?.firstResponseMinutes ?? 240, 0.09);
    const staffTurns = Math.ceil(plot.turns.length / 2);
    // Of the last week's not everything is done, and some nobody has looked at.
    const lingers = opened > after(at, -days(6)) && dice.chance(0.5);
    const spoken = lingers ? dice.between(0, 1) : staffTurns;
    for (let turn = 0; turn < spoken; turn++) {
      const said = turn === 0 ? first : after(answers[turn - 1]!, hours(dice.between(3, 20)));
      if (said > at) break;
      answers.push(said);
    }
    const none = { resolvedAt: null, closedAt: null, pausedAt: null };
    const last = answers.at(-1);
    if (!last) return { ...none, state: "open" as SupportTicketState, answers };
    const done = latest(
      spent(policy?.resolveMinutes ?? 1440, 0.07),
      after(last, minutes(dice.between(2, 90))),
    );
    const waits = dice.chance(0.35);
    if (lingers || done > at) {
      // Whoever is asked something has it for a while.
      return waits
        ? { ...none, pausedAt: last, state: "pending" as SupportTicketState, answers }
        : { ...none, state: "open" as SupportTicketState, answers };
    }
    const over = after(done, days(3));
    const closedAt = over <= at || dice.chance(0.2) ? earliest(over, at) : null;
    const state: SupportTicketState = closedAt ? "closed" : "resolved";
    return { state, answers, resolvedAt: done, closedAt, pausedAt: null };
  }

  private comments(
    ticket: { id: string; organizationId: string; createdAt: Date; resolvedAt: Date | null },
    asker: Asker,
    helper: Helper,
    plot: Plot,
    answers: readonly Date[],
  ) {
    const { dice, at } = this;
    const comment = (
      body: string,
      createdAt: Date,
      by: "customer" | "staff",
      kind: "public" | "internal",
    ) => ({
      id: newId(),
      organizationId: ticket.organizationId,
      ticketId: ticket.id,
      kind,
      authorId: by === "staff" ? helper.id : asker.requesterId,
      authorName: by === "staff" ? helper.name : asker.name,
      fromCustomer: by === "customer",
      body,
      createdAt,
    });
    const rows = [comment(plot.asks, ticket.createdAt, "customer", "public")];
    for (const [turn, body] of plot.turns.entries()) {
      const said = answers[Math.floor(turn / 2)];
      if (!said) break;
      if (turn === 0 && plot.note && dice.chance(0.8))
        rows.push(comment(plot.note, after(said, -minutes(3)), "staff", "internal"));
      if (turn % 2 === 0) rows.push(comment(body, said, "staff", "public"));
      else {
        const back = earliest(after(said, minutes(dice.between(20, 150))), ticket.resolvedAt ?? at);
        if (ticket.resolvedAt) rows.push(comment(body, back, "customer", "public"));
      }
    }
    return rows
      .filter((row) => row.createdAt <= at)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }
}

const earliest = (one: Date, other: Date): Date => (one < other ? one : other);
const latest = (one: Date, other: Date): Date => (one > other ? one : other);

/** Letters and digits of the id: nobody ever wrote to these addresses. */
const threadKeyOf = (id: string): string => id.replaceAll("-", "").slice(2);

const aboutOf: Partial<Record<TicketType, keyof Asker["links"]>> = {
  top_up: "topUpId",
  billing_dispute: "billId",
  technical: "orderId",
};

/** What a ticket of a type is about, as far as that was there by then. */
function linksFor(type: TicketType, { links }: Asker, opened: Date): Record<string, string> {
  const field = aboutOf[type];
  const about = field && links[field];
  return field && about && about.createdAt < opened ? { [field]: about.id } : {};
}

type Told = {
  opened: Date;
  policy: Policy | null;
  firstRespondedAt: Date | null;
  pausedAt: Date | null;
  resolvedAt: Date | null;
  at: Date;
};

/** The clocks as they stand by now, turned by the same rules as live ones. */
function clocksOf({ opened, policy, firstRespondedAt, pausedAt, resolvedAt, at }: Told) {
  if (!policy) return noClocks();
  const { calendar, warnMinutes } = policy;
  let clocks = running(noClocks(), wholeOf(policy), calendar, warnMinutes, opened);
  if (firstRespondedAt) clocks = answered(clocks, calendar, warnMinutes, firstRespondedAt);
  const stop = resolvedAt ?? pausedAt;
  if (stop) return standing(clocks, calendar, stop);
  const now = withBreaches(clocks, at);
  // Whoever had to be warned was warned.
  return now.warnAt && now.warnAt <= at ? { ...now, warnedAt: now.warnAt } : now;
}
