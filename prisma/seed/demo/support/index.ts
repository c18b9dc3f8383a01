import { after, days, hours, minutes, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { nextNumbers } from "@/lib/core/numbers";
import { inTransaction } from "@/lib/core/transaction";
import type { Stage } from "@/prisma/seed/demo/actors";
import { platformDomain } from "@/prisma/seed/demo/business";
import { type Dice, dice } from "@/prisma/seed/demo/dice";
import { castOf } from "@/prisma/seed/demo/money/cast";
import { Policies } from "@/prisma/seed/demo/support/policies";
import { seedPresent } from "@/prisma/seed/demo/support/present";
import { seedPromises } from "@/prisma/seed/demo/support/promises";
import { type Asker, askersOf } from "@/prisma/seed/demo/support/requesters";
import { type Helper, Writer } from "@/prisma/seed/demo/support/tickets";

/** How far back it is told. */
const pastDays = 170;
const helpers = ["support", "support2", "support3"];

/**
 * What support promises, half a year of tickets up to an hour ago, and some of today told act by act. Needs the organizations,
 * operators and money of the demo.
 */
export async function seedSupport(stage: Stage, today: Date): Promise<void> {
  const luck = dice(20_261_125);
  const cast = await castOf(stage);
  await seedPromises(cast, today);
  const askers = await askersOf(cast);
  const latest = after(now(), -minutes(75));
  await seedPast(luck, askers, today, latest);
  await seedPresent(cast, latest);
}

/** Months of tickets, written in a few statements: a thousand commands would take a minute. */
async function seedPast(luck: Dice, askers: readonly Asker[], today: Date, at: Date): Promise<void> {
  if ((await prisma.supportTicket.count()) > 0) return;
  const writer = new Writer(luck, await Policies.read(), await helpersOf(), askers, at);
  const moments = momentsOf(luck, today, at);
  const numbers = await inTransaction((tx) => nextNumbers(tx, "support_ticket", moments.length));
  const written = moments.map((moment, index) => writer.write(moment, numbers[index]!));
  await inTransaction(async (tx) => {
    await tx.supportTicket.createMany({ data: written.map(({ ticket }) => ticket) });
    await tx.supportComment.createMany({ data: written.flatMap(({ comments }) => comments) });
  }, 60_000);
}

/** When tickets came: mostly on working days, in the hours in which somebody somewhere works. */
function momentsOf(luck: Dice, today: Date, at: Date): Date[] {
  const moments: Date[] = [];
  for (let day = pastDays; day >= 0; day--) {
    const begin = new Date(today.getTime() - days(day));
    const weekend = [0, 6].includes(begin.getUTCDay());
    const count = weekend ? luck.between(0, 1) : luck.between(2, 5);
    for (let index = 0; index < count; index++)
      moments.push(after(begin, hours(luck.between(1, 20)) + minutes(luck.between(0, 59))));
  }
  return moments.filter((moment) => moment < at).sort((a, b) => a.getTime() - b.getTime());
}

async function helpersOf(): Promise<Helper[]> {
  return prisma.operator.findMany({
    where: { email: { in: helpers.map((account) => `${account}@${platformDomain}`) } },
    orderBy: { email: "asc" },
    select: { id: true, name: true },
  });
}
