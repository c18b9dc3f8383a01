import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { leftOutOf } from "@/lib/billing/wallets/left-out";
import { walletOf } from "@/lib/billing/wallets/open";
import { now } from "@/lib/core/clock";
import { prisma, type Tx } from "@/lib/core/db";
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
  const [row] = await prisma.$queryRaw<[{ ids: string[] }]>(
    Prisma.sql`select ${leftOutOf(walletId, one)} as ids`,
  );
  return row.ids;
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

it("a charge does not read the profiles of everybody else in the organization", async () => {
  for (const walletId of Object.values(wallets)) {
    const read = await prisma.$transaction(async (tx) => {
      const before = await profilesRead(tx);
      await tx.$queryRaw(Prisma.sql`select ${leftOutOf(walletId, one)} as ids`);
      return (await profilesRead(tx)) - before;
    });
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(5);
  }
});

/** Billing profiles the connection has looked at so far, whether it kept them or not. */
async function profilesRead(tx: Pick<Tx, "$queryRaw">): Promise<number> {
  const [row] = await tx.$queryRaw<[{ read: number }]>`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
    from pg_stat_xact_user_tables where relname = 'billing_profile'`;
  return row.read;
}
