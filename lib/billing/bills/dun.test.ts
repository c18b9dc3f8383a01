import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { liftWithProfile, suspendWithProfile } from "@/lib/billing/billing-profiles/suspend-organization";
import { suspendOwner } from "@/lib/billing/billing-profiles/suspension";
import { billsToDun, dunBill } from "@/lib/billing/bills/dun";
import { generateBill } from "@/lib/billing/bills/generate";
import { payBill } from "@/lib/billing/bills/pay";
import {
  admin,
  billOf,
  buy,
  generate,
  issue,
  onCredit,
  reasonOf,
  run,
  usd,
} from "@/lib/billing/testing/bill-desk";
import { makeBill, makeItem, makeProfile } from "@/lib/billing/testing/bills";
import { chargeWallet } from "@/lib/billing/wallets/charge";
import { holdInWallet } from "@/lib/billing/wallets/hold";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { days, after as later, now, withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";

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

  test("while suspended its owner buys nothing and spends no credit, and pays all the same", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "20");
    const billId = await generate(owner);
    await issue(billId);
    const { dueAt } = await billOf(billId);
    const { id: walletId } = await prisma.wallet.findFirstOrThrow({
      where: { customerId: owner.customerId },
    });
    const actor = {
      type: "token",
      operatorId: tenant.operatorId,
      label: "metering",
      tokenId: newId(),
    } as const;
    const machine = { ...(await admin()), actor };
    const charge = () =>
      reasonOf(perform(chargeWallet, { walletId, amount: usd("5"), key: newId() }, machine));
    const buyOne = (at: Date) => reasonOf(buy(tenant, owner.customerId, "5", at));
    const late = later(dueAt!, days(40));
    await withClock(late, async () => {
      expect(await buyOne(late)).toBe("succeeded");
      await perform(dunBill, { billId }, await systemCaller("test"));
      expect(await buyOne(later(late, days(1)))).toBe("commerce.buyer_in_arrears");
      expect(await charge()).toBe("billing.insufficient_balance");
      await fundWallet(owner, "30");
      expect(await charge()).toBe("succeeded");
      expect(await buyOne(later(late, days(1)))).toBe("commerce.buyer_in_arrears");
      await run(payBill, { billId });
      expect(await buyOne(later(late, days(1)))).toBe("succeeded");
      await run(holdInWallet, { walletId, amount: usd("100"), reason: "a deposit" });
    });
  });

  test("the organization's suspension ends with its profile's; one that a person imposed stays", async () => {
    const debtor = async () => {
      const tenant = await makeTenant([]);
      const owner = { organizationId: tenant.organizationId };
      const { billId } = await makeBill(tenant, "to_pay", { owner });
      const bill = await prisma.bill.findUniqueOrThrow({ where: { id: billId } });
      return { owner, billId, bill };
    };
    const stateOf = async ({ organizationId }: { organizationId: string }) =>
      (await prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })).state;
    /** As dunning and its job do it where the settings want the organization suspended, too. */
    const suspend = async ({ owner, bill }: Awaited<ReturnType<typeof debtor>>) => {
      await inTransaction((tx) => suspendOwner({ tx, emit: () => undefined, now: now() }, bill, true));
      const { id } = await prisma.billingProfile.findFirstOrThrow({
        where: { ...owner, customerId: null, suspendedAt: { not: null } },
      });
      return suspendWithProfile({ ...owner, billingProfileId: id, number: bill.number });
    };
    /** Pays, and does what the job does then. */
    const pay = async ({ owner, billId }: Awaited<ReturnType<typeof debtor>>) => {
      await fundWallet(owner, "100");
      await run(payBill, { billId });
      const event = await prisma.outboxEvent.findFirstOrThrow({
        where: {
          name: "billing-profiles/restored",
          payload: { path: ["organizationId"], equals: owner.organizationId },
        },
        select: { payload: true },
      });
      const { organizationSuspendedAt } = event.payload as { organizationSuspendedAt: string | null };
      await liftWithProfile({
        organizationId: owner.organizationId,
        organizationSuspendedAt: organizationSuspendedAt === null ? null : new Date(organizationSuspendedAt),
      });
    };

    const plain = await debtor();
    expect(await suspend(plain)).toEqual({ suspended: true });
    expect(await stateOf(plain.owner)).toBe("suspended");
    await pay(plain);
    expect(await stateOf(plain.owner)).toBe("active");

    const before = await debtor();
    await run(suspendOrganization, { ...before.owner, reason: "a fraud" });
    expect(await suspend(before)).toEqual({ suspended: false });
    await pay(before);
    expect(await stateOf(before.owner)).toBe("suspended");

    const since = await debtor();
    await suspend(since);
    await run(reactivateOrganization, since.owner);
    await withClock(later(now(), days(1)), () =>
      run(suspendOrganization, { ...since.owner, reason: "a fraud" }),
    );
    await pay(since);
    expect(await stateOf(since.owner)).toBe("suspended");
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
