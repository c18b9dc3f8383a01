import { after, minutes, now } from "@/lib/core/clock";
import type { Stage } from "@/prisma/seed/demo/actors";
import { dice } from "@/prisma/seed/demo/dice";
import { planBills } from "@/prisma/seed/demo/money/bills";
import { castOf } from "@/prisma/seed/demo/money/cast";
import { seedCatalogue } from "@/prisma/seed/demo/money/catalogue";
import { seedCustomers } from "@/prisma/seed/demo/money/customers";
import { Orders, planOrders, seedGrants } from "@/prisma/seed/demo/money/orders";
import { planRefunds } from "@/prisma/seed/demo/money/refunds";
import { seedStanding } from "@/prisma/seed/demo/money/standing";
import { Story } from "@/prisma/seed/demo/money/story";
import { planTopUps, TopUps } from "@/prisma/seed/demo/money/top-ups";
import { planTrouble } from "@/prisma/seed/demo/money/trouble";
import { planVouchers } from "@/prisma/seed/demo/money/vouchers";

/**
 * Half a year of money, up to an hour ago: what followed from younger acts would follow again. Needs the organizations and
 * operators of the demo's business.
 */
export async function seedMoney(stage: Stage, today: Date): Promise<void> {
  const cast = await castOf(stage);
  const luck = dice(20_270_214);
  const latest = after(now(), -minutes(75));
  const when = { today, latest };
  const catalogue = await seedCatalogue(cast, today);
  const people = await seedCustomers(cast, luck, today);

  const story = new Story(latest);
  const topUps = new TopUps(cast, story, luck);
  const orders = new Orders(cast, story, luck, catalogue);
  planVouchers(cast, story, catalogue, people, today);
  planTopUps(topUps, cast, people, luck, when);
  planOrders(orders, people, luck, when);
  planBills(cast, story, when);
  planTrouble(cast, story, orders, when);
  planRefunds(cast, story, { orders, topUps }, when);
  await story.tell();

  await seedGrants(cast, orders.paid);
  await seedStanding(cast, people, latest);
}
