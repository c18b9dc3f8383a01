import { carryOutGrant } from "@/lib/commerce/benefit-grants/carry-out";
import { settleDelivery } from "@/lib/commerce/deliveries/settle";
import { cancelOrder } from "@/lib/commerce/orders/cancel";
import { createOrder } from "@/lib/commerce/orders/create";
import { expireOrder } from "@/lib/commerce/orders/expire";
import { paysOnline } from "@/lib/commerce/providers/current";
import { after, days, minutes } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import type { Dice } from "@/prisma/seed/demo/dice";
import type { Cast } from "@/prisma/seed/demo/money/cast";
import type { Catalogue, Offer } from "@/prisma/seed/demo/money/catalogue";
import type { Person } from "@/prisma/seed/demo/money/customers";
import { expiredFacts, paidFacts, providerTells } from "@/prisma/seed/demo/money/provider";
import type { Story } from "@/prisma/seed/demo/money/story";

export type PaidOrder = {
  key: string;
  orderId: string;
  attemptId: string | null;
  person: Person;
  method: "wallet" | "offline" | "online";
  total: number;
  at: Date;
};

/** How an order was paid, or that it was not. */
type Ending = PaidOrder["method"] | "canceled" | "expired" | "late";

export class Orders {
  /** Those that were paid, in the order of their time. */
  readonly paid: PaidOrder[] = [];

  constructor(
    private readonly cast: Cast,
    private readonly story: Story,
    private readonly dice: Dice,
    private readonly catalogue: Catalogue,
  ) {}

  /** What somebody can buy where they are served. */
  private offersFor(person: Person): Offer[] {
    return this.catalogue.offers.filter(
      ({ currency, house }) =>
        currency === person.currency &&
        (person.house.path === house || person.house.path.startsWith(`${house}.`)),
    );
  }

  buy(key: string, person: Person, at: Date, wish: Ending): void {
    const offer = this.dice.pick(this.offersFor(person));
    const quantity = this.dice.chance(0.2) ? 2 : 1;
    this.story.at(at, async () => {
      const total = offer.price * quantity;
      // Who has enough in the wallet pays from it; the others cannot.
      const enough = person.cash >= total;
      const online = paysOnline() && (wish === "online" || wish === "late");
      const ending =
        wish === "wallet" && !enough ? "offline" : online || wish === "wallet" ? wish : "offline";
      const unpaid = wish === "canceled" || wish === "expired";
      if (unpaid && !paysOnline()) return;
      await this.place(key, person, at, { offer, quantity, total, ending: unpaid ? wish : ending });
    });
  }

  private async place(
    key: string,
    person: Person,
    at: Date,
    { offer, quantity, total, ending }: { offer: Offer; quantity: number; total: number; ending: Ending },
  ): Promise<void> {
    const { cast, story } = this;
    const method: PaidOrder["method"] = ending === "wallet" || ending === "offline" ? ending : "online";
    const byAgent = method === "wallet" && person.house.kind === "reseller";
    const caller =
      method === "online"
        ? cast.system
        : byAgent
          ? await cast.agentOf(person.house)
          : await cast.staff("operations");
    const { orderId, attemptId } = await cast.stage.act(
      key,
      at,
      createOrder,
      {
        customerId: person.customerId,
        items: [{ skuId: offer.skuId, quantity }],
        paymentMethod: method,
        ...(method === "online" ? { externalRef: `SHOP-${key.toUpperCase()}` } : {}),
        ...(method === "offline" ? { offlineRef: `INV-${key.toUpperCase()}` } : {}),
      },
      caller,
    );
    const done = { key, orderId, attemptId, person, method, total, at };
    if (method !== "online") {
      if (method === "wallet") person.cash -= total;
      this.paid.push(done);
      return;
    }
    const told = {
      key,
      attemptId: attemptId!,
      amount: { amount: String(total), currency: offer.currency },
      at: after(at, minutes(ending === "online" ? 4 : 33)),
    };
    if (ending === "canceled")
      story.at(after(at, minutes(6)), async (moment) => {
        const input = { orderId, reason: "The customer chose another plan." };
        await cast.stage.act(`${key}:cancel`, moment, cancelOrder, input, await cast.staff("operations3"));
      });
    if (ending === "expired" || ending === "late")
      story.at(after(at, minutes(31)), async (moment) => {
        await cast.stage.act(`${key}:expire`, moment, expireOrder, { orderId }, cast.system);
      });
    story.at(told.at, async () => {
      const paid = ending === "online" || ending === "late";
      await providerTells(cast, told, paid ? paidFacts(told) : expiredFacts(told));
      if (ending === "online") this.paid.push(done);
    });
  }
}

/** Half a year of orders. */
export function planOrders(
  orders: Orders,
  people: readonly Person[],
  dice: Dice,
  { today, latest }: { today: Date; latest: Date },
): void {
  for (let index = 0; index < 130; index++) {
    const person = dice.pick(people);
    const age = Math.floor((today.getTime() - person.since.getTime()) / days(1)) - 1;
    const at = after(
      today,
      -days(dice.between(1, Math.max(1, Math.min(175, age)))) + minutes(dice.between(120, 1330)),
    );
    const wish: Ending =
      index % 20 === 3
        ? "canceled"
        : index % 20 === 11
          ? "expired"
          : index % 4 === 0
            ? "online"
            : index % 6 === 1
              ? "offline"
              : "wallet";
    orders.buy(`order-${index}`, person, at, wish);
  }
  for (let index = 0; index < 9; index++)
    orders.buy(
      `order-new-${index}`,
      people[index * 31]!,
      after(latest, -minutes(15 + index * 130)),
      index % 3 === 0 ? "online" : "wallet",
    );
  // Paid when it was too late: the money waits to be given back.
  orders.buy("order-late-1", people[40]!, after(today, -days(9) + minutes(700)), "late");
  orders.buy("order-late-2", people[85]!, after(latest, -minutes(400)), "late");
}

const atOnce = 60;

/** What every paid order entitles to is granted and brought, as the jobs do it; two mails never arrived. */
export async function seedGrants(cast: Cast, paid: readonly PaidOrder[]): Promise<void> {
  const { stage, system } = cast;
  // Those that wait for it, and those that did before an interruption.
  const waits = (state: string, key: string) => state === "pending" || stage.earlier(key) !== undefined;
  const granted = await prisma.benefitGrant.findMany({
    where: { orderId: { in: paid.map(({ orderId }) => orderId) } },
    orderBy: [{ createdAt: "asc" }, { number: "asc" }],
    select: { id: true, number: true, state: true, createdAt: true },
  });
  const grants = granted.filter(({ state, number }) => waits(state, `grant-${number}`));
  for (let first = 0; first < grants.length; first += atOnce)
    await stage.actTogether(
      carryOutGrant,
      grants.slice(first, first + atOnce).map(({ id, number, createdAt }) => ({
        key: `grant-${number}`,
        at: after(createdAt, 2000),
        input: { benefitGrantId: id },
      })),
      system,
    );
  const attempts = await prisma.deliveryAttempt.findMany({
    where: { grantId: { in: grants.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { grant: { number: "asc" } }],
    select: { id: true, state: true, createdAt: true, grant: { select: { kind: true, number: true } } },
  });
  const deliveries = attempts.filter(({ state, grant }) => waits(state, `delivery-${grant.number}`));
  const reports = deliveries.filter(({ grant }) => grant.kind === "report");
  const lost = new Set([reports[3]?.id, reports.at(-2)?.id]);
  for (let first = 0; first < deliveries.length; first += atOnce)
    await stage.actTogether(
      settleDelivery,
      deliveries.slice(first, first + atOnce).map(({ id, createdAt, grant }) => ({
        key: `delivery-${grant.number}`,
        at: after(createdAt, minutes(1)),
        input: lost.has(id)
          ? { deliveryId: id, outcome: "failed", error: "550 5.1.1 mailbox does not exist" }
          : { deliveryId: id, outcome: "sent" },
      })),
      system,
    );
}
