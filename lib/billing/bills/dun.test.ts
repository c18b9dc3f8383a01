import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { billsToDun, dunBill } from "@/lib/billing/bills/dun";
import { generateBill } from "@/lib/billing/bills/generate";
import { payBill } from "@/lib/billing/bills/pay";
import { billOf, issue, run, usd } from "@/lib/billing/testing/bill-desk";
import { makeBill, makeItem, makeProfile } from "@/lib/billing/testing/bills";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { days, after as later, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { makeTenant } from "@/lib/core/testing/world";

describe("dunning", () => {
  test("reminds at the settings' days, suspends in the end, and is lifted by payment", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    const profileId = await makeProfile(owner);
    const { dueAt } = await billOf(billId);
    const dun = (day: number) =>
      withClock(later(dueAt!, days(day)), async () => {
        if (!(await billsToDun(1000)).includes(billId)) return "not due";
        return (await perform(dunBill, { billId }, await systemCaller("test"))).did;
      });
    expect(await dun(2)).toBe("not due");
    expect(await dun(3)).toBe("remind");
    expect(await dun(4)).toBe("not due");
    expect(await dun(10)).toBe("remind");
    expect(await dun(21)).toBe("remind");
    const mails = await prisma.outgoingMail.findMany({
      where: { organizationId: tenant.organizationId, subject: { startsWith: "Reminder" } },
      select: { subject: true },
      orderBy: { subject: "asc" },
    });
    expect(mails.map(({ subject }) => subject)).toEqual(
      [1, 2, 3].map((level) => `Reminder ${level}: bill BILL-000001 is overdue`),
    );
    expect(await dun(30)).toBe("suspend");
    const suspended = () =>
      prisma.billingProfile.findUniqueOrThrow({ where: { id: profileId }, select: { suspendedAt: true } });
    expect((await suspended()).suspendedAt).not.toBeNull();
    expect(await dun(60)).toBe("not due");
    await fundWallet(owner, "100");
    await withClock(later(dueAt!, days(61)), () => run(payBill, { billId, amount: usd("50") }));
    expect((await suspended()).suspendedAt).not.toBeNull();
    await withClock(later(dueAt!, days(61)), () => run(payBill, { billId }));
    expect((await suspended()).suspendedAt).toBeNull();
  });

  test("two bills long overdue: the suspension is lifted with the second", async () => {
    const tenant = await makeTenant([]);
    const first = await makeBill(tenant);
    await makeItem(first.owner, "40", { occurredAt: "2025-01-10T00:00:00Z" });
    const { billId } = await run(generateBill, { ...first.owner, kind: "postpaid", month: "2025-01" });
    await issue(billId);
    const profileId = await makeProfile(first.owner);
    await withClock(later(now(), days(90)), async () => {
      for (const id of [first.billId, billId])
        await perform(dunBill, { billId: id }, await systemCaller("test"));
      await fundWallet(first.owner, "140");
      const suspended = async () =>
        (await prisma.billingProfile.findUniqueOrThrow({ where: { id: profileId } })).suspendedAt !== null;
      await run(payBill, { billId });
      expect(await suspended()).toBe(true);
      await run(payBill, { billId: first.billId });
      expect(await suspended()).toBe(false);
    });
  });
});
