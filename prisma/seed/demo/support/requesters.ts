import { prisma } from "@/lib/core/db";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";

/** Somebody who asks: a customer of an organization, or one of its own operators. */
export type Asker = {
  organizationId: string;
  customerId: string | null;
  requesterId: string | null;
  name: string;
  email: string | null;
  language: "en" | "zh";
  /** The organization whose staff it waits with. */
  queueId: string;
  /** Who promises: the nearest that has policies, and whoever is above. */
  promisers: readonly string[];
  /** What it can be about, with when that came to be. */
  links: { [Field in "orderId" | "topUpId" | "billId"]?: { id: string; createdAt: Date } };
};

const customersAsking = 90;

/** The customers and operators of the demo that have something to ask, always in the same order. */
export async function askersOf({ houses, root }: Cast): Promise<Asker[]> {
  const house = new Map(houses.map((each) => [each.organizationId, each]));
  return [
    ...(await customers(house, root.organizationId)),
    ...(await operators(houses, house)),
    ...(await organizations(houses, house)),
  ];
}

const promisersOf = (of: House, root: string, houses: ReadonlyMap<string, House>): string[] => {
  const above = [...houses.values()].filter(({ path }) => of.path === path || of.path.startsWith(`${path}.`));
  return [
    ...new Set([
      ...above.sort((a, b) => b.path.length - a.path.length).map((each) => each.organizationId),
      root,
    ]),
  ];
};

async function customers(houses: ReadonlyMap<string, House>, root: string): Promise<Asker[]> {
  const rows = await prisma.customer.findMany({
    where: { organizationId: { in: [...houses.keys()] }, email: { not: null } },
    orderBy: { number: "asc" },
    take: customersAsking,
    select: {
      id: true,
      name: true,
      email: true,
      locale: true,
      organizationId: true,
      orders: { orderBy: { number: "asc" }, take: 1, select: { id: true, createdAt: true } },
      topUps: { orderBy: { number: "asc" }, take: 1, select: { id: true, createdAt: true } },
      bills: { orderBy: { number: "asc" }, take: 1, select: { id: true, createdAt: true } },
    },
  });
  return rows.map(({ id, name, email, locale, organizationId, orders, topUps, bills }) => ({
    organizationId,
    customerId: id,
    requesterId: null,
    name,
    email,
    language: locale === "zh" ? "zh" : "en",
    queueId: organizationId,
    promisers: promisersOf(houses.get(organizationId)!, root, houses),
    links: {
      ...(orders[0] ? { orderId: orders[0] } : {}),
      ...(topUps[0] ? { topUpId: topUps[0] } : {}),
      ...(bills[0] ? { billId: bills[0] } : {}),
    },
  }));
}

const billOf = {
  where: { customerId: null, number: { not: null } },
  orderBy: { number: "asc" },
  take: 1,
  select: { id: true, createdAt: true },
} as const;

/** Operators of resellers and of organizations, asking for their organization whoever is above it. */
async function operators(all: readonly House[], houses: ReadonlyMap<string, House>): Promise<Asker[]> {
  const rows = await prisma.operator.findMany({
    where: {
      organizationId: { in: all.slice(1).map(({ organizationId }) => organizationId) },
      state: "active",
    },
    orderBy: { email: "asc" },
    select: {
      id: true,
      name: true,
      email: true,
      organizationId: true,
      organization: { select: { parentId: true, bills: billOf } },
    },
  });
  return rows.map(({ id, organization, ...row }) =>
    forOrganization({ ...row, requesterId: id, ...organization }, all[0]!, houses),
  );
}

/** Organizations that are billed and have no operators of their own: somebody there called. */
async function organizations(all: readonly House[], houses: ReadonlyMap<string, House>): Promise<Asker[]> {
  const rows = await prisma.organization.findMany({
    where: {
      id: { in: all.slice(1).map(({ organizationId }) => organizationId) },
      bills: { some: { customerId: null } },
      operators: { none: {} },
    },
    orderBy: { number: "asc" },
    select: { id: true, name: true, email: true, parentId: true, bills: billOf },
  });
  return rows.map(({ id, ...row }) =>
    forOrganization({ ...row, organizationId: id, requesterId: null }, all[0]!, houses),
  );
}

type ForOrganization = Pick<Asker, "organizationId" | "requesterId" | "name" | "email"> & {
  parentId: string | null;
  bills: { id: string; createdAt: Date }[];
};

function forOrganization(row: ForOrganization, root: House, houses: ReadonlyMap<string, House>): Asker {
  const { organizationId, requesterId, name, email, parentId, bills } = row;
  const home = houses.get(organizationId)!;
  return {
    organizationId,
    customerId: null,
    requesterId,
    name,
    email,
    language: home.country === "CN" ? "zh" : "en",
    queueId: parentId ?? root.organizationId,
    promisers: promisersOf(home, root.organizationId, houses),
    links: bills[0] ? { billId: bills[0] } : {},
  };
}
