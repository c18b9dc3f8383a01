import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { leftOutOf } from "@/lib/billing/wallets/left-out";
import { walletOf } from "@/lib/billing/wallets/open";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

const one = Money.of("1", "USD");
const everybody = 2000;

let organizationId: string;
let customerId: string;
let wallets: { customer: string; organization: string };

const profileOf = (of: { organizationId: string; customerId: string | null }) => ({
  ...of,
  id: newId(),
  currency: "USD",
  createdAt: now(),
  updatedAt: now(),
});

/** Accounts a charge of the wallet leaves alone. */
const leftOut = async (walletId: string): Promise<string[]> => {
  const rows = await prisma.$queryRaw<{ account_id: string }[]>(leftOutOf(walletId, one));
  return rows.map((row) => row.account_id);
};

const creditOf = async (walletId: string): Promise<string> => {
  const where = { walletId, kind: "wallet_credit" } as const;
  return (await prisma.ledgerAccount.findFirstOrThrow({ where, select: { id: true } })).id;
};

const suspend = (owner: { customerId: string | null }, suspendedAt: Date | null) =>
  prisma.billingProfile.updateMany({ where: { organizationId, ...owner }, data: { suspendedAt } });

beforeAll(async () => {
  organizationId = (await makeTenant([])).organizationId;
  const ids = Array.from({ length: everybody }, newId);
  await prisma.customer.createMany({
    data: ids.map((id) => ({
      id,
      number: `CUS${id}`,
      organizationId,
      name: "One of many",
      createdAt: now(),
      updatedAt: now(),
    })),
  });
  await prisma.billingProfile.createMany({
    data: [null, ...ids].map((each) => profileOf({ organizationId, customerId: each })),
  });
  customerId = ids[0]!;
  wallets = await inTransaction(async (tx) => ({
    customer: await walletOf(tx, { organizationId, customerId }, "USD", now()),
    organization: await walletOf(tx, { organizationId, customerId: null }, "USD", now()),
  }));
  await prisma.$executeRaw`analyze billing_profile`;
});

it("credit is left alone while its owner is suspended for arrears, and nobody else's", async () => {
  expect([await leftOut(wallets.customer), await leftOut(wallets.organization)]).toEqual([[], []]);
  await suspend({ customerId }, now());
  expect(await leftOut(wallets.customer)).toEqual([await creditOf(wallets.customer)]);
  expect(await leftOut(wallets.organization)).toEqual([]);
  await suspend({ customerId }, null);
  await suspend({ customerId: null }, now());
  expect(await leftOut(wallets.customer)).toEqual([]);
  expect(await leftOut(wallets.organization)).toEqual([await creditOf(wallets.organization)]);
});

type Plan = Record<string, unknown> & { Plans?: Plan[] };

/** Billing profiles a plan looked at, whether it kept them or not. */
const profilesRead = (plan: Plan): number => {
  const rows = (key: string) => Number(plan[key] ?? 0);
  const own =
    plan["Relation Name"] === "billing_profile"
      ? (rows("Actual Rows") + rows("Rows Removed by Filter")) * rows("Actual Loops")
      : 0;
  return (plan.Plans ?? []).reduce((sum, below) => sum + profilesRead(below), own);
};

it("a charge does not read the profiles of everybody else in the organization", async () => {
  for (const walletId of Object.values(wallets)) {
    const [explained] = await prisma.$queryRaw<[{ "QUERY PLAN": [{ Plan: Plan }] }]>(
      Prisma.sql`explain (analyze, format json) ${leftOutOf(walletId, one)}`,
    );
    expect(profilesRead(explained["QUERY PLAN"][0].Plan)).toBeLessThan(5);
  }
});
