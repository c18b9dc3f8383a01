import { days, hours } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { createCustomer } from "@/lib/customers/customers/create";
import type { Dice } from "@/prisma/seed/demo/dice";
import { names } from "@/prisma/seed/demo/money/business";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";

export type Person = {
  customerId: string;
  name: string;
  house: House;
  currency: string;
  since: Date;
  /** What their wallet has by now, in whole units of its currency, as this story counts. */
  cash: number;
};

const count = 400;
const batch = 20;

/** Customers of the platform, of resellers and of organizations below, over half a year. */
export async function seedCustomers(cast: Cast, dice: Dice, today: Date): Promise<Person[]> {
  const { houses, system } = cast;
  const resellers = houses.filter(({ kind }) => kind === "reseller");
  const others = houses.filter(({ kind }) => kind === "customer").slice(0, 24);
  const people: Omit<Person, "customerId">[] = [];
  const inputs: Record<string, unknown>[] = [];
  for (let index = 0; index < count; index++) {
    const house = index % 5 === 0 ? houses[0]! : dice.pick(index % 2 === 0 ? resellers : others);
    const chinese = house.country === "CN" || (house.kind === "platform" && dice.chance(0.3));
    const { family, given } = chinese ? names.CN : names.other;
    const name = chinese
      ? `${dice.pick(family)}${dice.pick(given)}`
      : `${dice.pick(given)} ${dice.pick(family)}`;
    const since = new Date(
      today.getTime() - days(185 - Math.floor(index / batch) * 9) + hours(2) + (index % batch) * 41_000 * 17,
    );
    people.push({ name, house, currency: house.currency, since, cash: 0 });
    inputs.push({
      name,
      organizationId: house.organizationId,
      email: `person${index + 1}@mail.example`,
      ...(dice.chance(0.7) ? { phone: phoneOf(index, chinese) } : {}),
      externalRef: `C-${10_000 + index}`,
      locale: chinese ? "zh" : "en",
    });
  }
  for (let first = 0; first < count; first += batch) {
    const acts = people.slice(first, first + batch).map(({ since: at }, index) => ({
      key: `person-${first + index}`,
      at,
      input: inputs[first + index],
    }));
    await cast.stage.actTogether(createCustomer, acts, system);
  }
  const rows = await prisma.customer.findMany({
    where: { email: { in: inputs.map(({ email }) => String(email)) } },
    select: { id: true, email: true },
  });
  const idOf = new Map(rows.map(({ id, email }) => [email, id]));
  return people.map((person, index) => ({ ...person, customerId: idOf.get(String(inputs[index]!.email))! }));
}

// Numbers no network gives out: 555-01xx, and a Chinese range that is not assigned.
const phoneOf = (index: number, chinese: boolean): string =>
  chinese ? `+86100${String(10_000_000 + index)}` : `+1312555${String(1000 + index).padStart(4, "0")}`;
