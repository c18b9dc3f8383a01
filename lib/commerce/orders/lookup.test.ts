import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { lookupOrders } from "@/lib/commerce/orders/lookup";
import { makeOrder } from "@/lib/commerce/testing/orders";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";

const allowed = ["commerce.orders.read"];

let tenant: Tenant;
let clerk: Caller;
let stranger: Caller;
let staff: Caller;

beforeAll(async () => {
  const root = await platform();
  staff = callerAt(root, (await makeOperator(root, allowed)).operatorId, allowed);
  tenant = await makeTenant(allowed);
  clerk = callerAt(tenant, tenant.operatorId, allowed);
  const other = await makeTenant(allowed);
  stranger = callerAt(other, other.operatorId, allowed);
});

const look = async (words: string, caller = clerk) => (await perform(lookupOrders, { words }, caller)).orders;

describe("order lookup", () => {
  it("finds an order by everything somebody may read out, within the caller's scope only", async () => {
    const orderId = await makeOrder(tenant, { externalRef: "shop-77" });
    await prisma.order.update({
      where: { id: orderId },
      data: { offlineRef: "RF18 5390" },
      select: { id: true },
    });
    const attempt = await prisma.paymentAttempt.findFirstOrThrow({ where: { orderId } });
    const refs = { sessionRef: `cs_${newId()}`, paymentRef: `pi_${newId()}`, chargeRef: `ch_${newId()}` };
    await prisma.paymentAttempt.update({ where: { id: attempt.id }, data: refs, select: { id: true } });
    const order = await prisma.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { number: true, customer: { select: { email: true } } },
    });
    const email = order.customer!.email!;
    const ways: [string, string][] = [
      [order.number, "number"],
      [` ${order.number.toLowerCase()} `, "number"],
      [orderId, "number"],
      ["shop-77", "reference"],
      ["RF18 5390", "reference"],
      [attempt.number, "attempt"],
      [attempt.id, "attempt"],
      [refs.sessionRef, "provider"],
      [refs.paymentRef, "provider"],
      [refs.chargeRef, "provider"],
      [email.toUpperCase(), "email"],
    ];
    for (const [words, by] of ways) {
      expect(await look(words), words).toMatchObject([{ orderId, by, email }]);
      expect(await look(words, staff), words).toHaveLength(1);
      expect(await look(words, stranger), words).toEqual([]);
    }
    for (const words of [order.number.slice(0, -1), "shop-7", "%%%", "' or 1=1 --", newId(), email.slice(1)])
      expect(await look(words), words).toEqual([]);
  });

  it("offers several to choose from, and its searches stay in the trail", async () => {
    const [first, second] = [await makeOrder(tenant), await makeOrder(tenant)];
    const { customerId } = await prisma.order.findUniqueOrThrow({
      where: { id: first },
      select: { customerId: true },
    });
    await prisma.order.update({ where: { id: second }, data: { customerId }, select: { id: true } });
    const { email } = await prisma.customer.findUniqueOrThrow({
      where: { id: customerId! },
      select: { email: true },
    });
    expect((await look(email!)).map(({ orderId }) => orderId)).toEqual([second, first]);
    const entry = await prisma.auditEntry.findFirstOrThrow({
      where: { action: "orders.lookup" },
      orderBy: { createdAt: "desc" },
      select: { after: true },
    });
    expect(entry.after).toMatchObject({ words: email });
  });
});
