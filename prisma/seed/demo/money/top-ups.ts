import { closeTopUp } from "@/lib/billing/top-ups/close";
import { confirmTopUp } from "@/lib/billing/top-ups/confirm";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { lockTopUpCommand } from "@/lib/billing/top-ups/lock";
import { reviewTopUp } from "@/lib/billing/top-ups/review";
import { paysOnline } from "@/lib/commerce/providers/current";
import { after, days, hours, minutes } from "@/lib/core/clock";
import type { Dice } from "@/prisma/seed/demo/dice";
import { declines } from "@/prisma/seed/demo/money/business";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";
import { price } from "@/prisma/seed/demo/money/catalogue";
import type { Person } from "@/prisma/seed/demo/money/customers";
import { expiredFacts, failedFacts, paidFacts, providerTells } from "@/prisma/seed/demo/money/provider";
import type { Story } from "@/prisma/seed/demo/money/story";

export type PaidTopUp = {
  key: string;
  topUpId: string;
  attemptId: string | null;
  person: Person | null;
  amount: number;
};

const sums = [20, 50, 50, 100, 100, 200, 500];

export class TopUps {
  /** Those that were credited, in the order of their time. */
  readonly credited: PaidTopUp[] = [];

  constructor(
    private readonly cast: Cast,
    private readonly story: Story,
    private readonly dice: Dice,
  ) {}

  /** By card, as it usually goes: a customer begins it, the provider tells how it ended. */
  byCard(key: string, person: Person, at: Date, ending: "paid" | "failed" | "expired"): void {
    // Without a provider nobody pays online: then it came by bank.
    if (!paysOnline()) {
      if (ending === "paid") this.byBank(key, person.house, at, { person });
      return;
    }
    const dollars = this.dice.pick(sums);
    const failure = this.dice.pick(declines);
    const wait = minutes(this.dice.between(1, 9));
    this.story.at(at, async () => {
      const { cast } = this;
      const units = price(dollars, person.currency);
      const amount = { amount: String(units), currency: person.currency };
      const { topUpId, attemptId } = await cast.stage.act(
        key,
        at,
        createTopUp,
        { customerId: person.customerId, amount, channel: "stripe" },
        cast.system,
      );
      const told = {
        key,
        attemptId: attemptId!,
        amount,
        at: after(at, ending === "expired" ? hours(23) : wait),
      };
      const facts =
        ending === "paid"
          ? paidFacts(told)
          : ending === "failed"
            ? failedFacts(told, failure)
            : expiredFacts(told);
      this.story.at(told.at, async () => {
        await providerTells(cast, told, facts);
        if (ending !== "paid") return;
        person.cash += units;
        this.credited.push({ key, topUpId, attemptId, person, amount: units });
      });
    });
  }

  /** By bank transfer: one of the staff records it, another says that it has arrived. */
  byBank(
    key: string,
    house: House,
    at: Date,
    {
      person = null,
      dollars = this.dice.pick([250, 500, 1000, 2500]),
      ending = "confirmed",
    }: {
      person?: Person | null;
      dollars?: number;
      ending?: "confirmed" | "waiting" | "closed" | "locked" | "in_review" | "reviewed";
    } = {},
  ): void {
    const { cast, story } = this;
    const daysOnTheWay = this.dice.between(1, 3);
    story.at(at, async () => {
      const units = price(dollars, house.currency);
      const { topUpId } = await cast.stage.act(
        key,
        at,
        createTopUp,
        {
          ...(person ? { customerId: person.customerId } : { organizationId: house.organizationId }),
          amount: { amount: String(units), currency: house.currency },
          channel: "bank_transfer",
          channelRef: `TRF-${key.toUpperCase()}`,
          note: ending === "waiting" ? "Announced by e-mail." : undefined,
        },
        await cast.staff("operations"),
      );
      const arrival = after(at, days(daysOnTheWay) + hours(1));
      if (ending === "closed")
        story.at(arrival, async () => {
          const input = { topUpId, reason: "Was announced twice." };
          await cast.stage.act(`${key}:close`, arrival, closeTopUp, input, await cast.staff("operations"));
        });
      if (ending === "locked")
        story.at(arrival, async () => {
          const input = { topUpId, reason: "The sender's name is not the customer's." };
          await cast.stage.act(
            `${key}:lock`,
            arrival,
            lockTopUpCommand,
            input,
            await cast.staff("operations"),
          );
        });
      if (ending === "waiting" || ending === "closed" || ending === "locked") return;
      story.at(arrival, async () => {
        await cast.stage.act(
          `${key}:confirm`,
          arrival,
          confirmTopUp,
          { topUpId },
          await cast.staff("finance"),
        );
        if (ending === "in_review") return;
        const credit = () => {
          if (person) person.cash += units;
          this.credited.push({ key, topUpId, attemptId: null, person, amount: units });
        };
        if (ending === "confirmed") return credit();
        story.at(after(arrival, hours(3)), async (moment) => {
          const input = { topUpId, decision: "approve", reason: "The contract names this sum." };
          await cast.stage.act(`${key}:review`, moment, reviewTopUp, input, await cast.staff("finance2"));
          credit();
        });
      });
    });
  }
}

/** Half a year of money coming in. */
export function planTopUps(
  topUps: TopUps,
  { houses }: Cast,
  people: readonly Person[],
  dice: Dice,
  { today, latest }: { today: Date; latest: Date },
): void {
  const payers = people.filter((_, index) => index % 3 !== 2);
  for (let index = 0; index < 84; index++) {
    const person = dice.pick(payers);
    const earliest = Math.min(180, Math.floor((today.getTime() - person.since.getTime()) / days(1)) - 1);
    const at = after(today, -days(dice.between(1, Math.max(1, earliest))) + minutes(dice.between(60, 1300)));
    const ending = index % 12 === 5 ? "failed" : index % 15 === 7 ? "expired" : "paid";
    topUps.byCard(`top-up-${index}`, person, at, ending);
  }
  // The last day, up to now.
  for (let index = 0; index < 8; index++) {
    const person = payers[index * 17]!;
    topUps.byCard(
      `top-up-new-${index}`,
      person,
      after(latest, -minutes(20 + index * 140)),
      index === 5 ? "failed" : "paid",
    );
  }
  const buyers = houses.filter(({ kind }) => kind !== "platform");
  for (let index = 0; index < 24; index++) {
    const at = after(today, -days(175 - index * 7) + hours(7));
    topUps.byBank(`bank-${index}`, buyers[index % buyers.length]!, at, {
      ending: index === 13 ? "closed" : index === 20 ? "locked" : "confirmed",
    });
  }
  const dollars = buyers.filter(({ currency }) => currency === "USD");
  topUps.byBank("bank-large-1", dollars[0]!, after(today, -days(60) + hours(7)), {
    dollars: 18_000,
    ending: "reviewed",
  });
  topUps.byBank("bank-large-2", dollars[1]!, after(today, -days(4) + hours(7)), {
    dollars: 12_500,
    ending: "in_review",
  });
  for (let index = 0; index < 3; index++)
    topUps.byBank(`bank-open-${index}`, buyers[index * 3]!, after(today, -days(2 + index) + hours(8)), {
      ending: "waiting",
    });
}
