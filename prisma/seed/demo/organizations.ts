import { sql } from "kysely";
import { days } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";
import type { Place } from "@/lib/core/scope";
import { createOrganization } from "@/lib/customers/organizations/create";
import type { Stage } from "@/prisma/seed/demo/actors";
import { companyWords, type Place as Home, places, resellers } from "@/prisma/seed/demo/business";
import type { Dice } from "@/prisma/seed/demo/dice";

export type DemoOrganization = Place & { name: string; domain: string; home: Home; reseller: boolean };

const customerCount = 55;

/** The tree: five resellers, and customers below the platform and below them, over the last year. */
export async function seedOrganizations(stage: Stage, dice: Dice, today: Date): Promise<DemoOrganization[]> {
  const system = await stage.system();
  const made: DemoOrganization[] = [];
  const add = async (key: string, daysAgo: number, input: Record<string, unknown>, home: Home) => {
    const at = new Date(today.getTime() - days(daysAgo) + dice.between(7, 17) * 3_600_000);
    const { organizationId } = await stage.act(key, at, createOrganization, { ...input, ...home }, system);
    const { path } = await kysely
      .selectFrom("organization")
      .select(sql<string>`path::text`.as("path"))
      .where("id", "=", organizationId)
      .executeTakeFirstOrThrow();
    return { organizationId, path };
  };

  for (const [index, { name, place, domain }] of resellers.entries()) {
    const input = { name, kind: "reseller", email: `office@${domain}`, externalRef: `RS-${100 + index}` };
    const at = await add(`reseller-${index}`, 365 - index * 12, input, place);
    made.push({ ...at, name, domain, home: place, reseller: true });
  }
  const names = new Set<string>();
  for (let index = 0; index < customerCount; index++) {
    const parent = dice.chance(0.7) ? dice.pick(made.filter((each) => each.reseller)) : null;
    const home = parent?.home ?? dice.pick(Object.values(places));
    const name = companyName(dice, home, names);
    const kind = dice.pick(["enterprise", "enterprise", "developer_org", "individual"]);
    const domain = `customer${index + 1}.example`;
    const input = {
      name,
      kind,
      email: `billing@${domain}`,
      externalRef: `CU-${1000 + index}`,
      ...(parent ? { parentId: parent.organizationId } : {}),
    };
    const at = await add(`customer-${index}`, 330 - index * 6, input, home);
    made.push({ ...at, name, domain, home, reseller: false });
  }
  return made;
}

function companyName(dice: Dice, home: Home, taken: Set<string>): string {
  const chinese = home.country === "CN";
  const [first, second] = chinese ? companyWords.CN : companyWords.other;
  for (;;) {
    const name = chinese
      ? `${dice.pick(first)}${dice.pick(second)}有限公司`
      : `${dice.pick(first)} ${dice.pick(second)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
