import { addBillItem } from "@/lib/billing/bill-items/add";
import { beginBillRun } from "@/lib/billing/bill-runs/begin";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import type { BillState } from "@/lib/billing/bills/machine";
import { payBill } from "@/lib/billing/bills/pay";
import { firstOfMonth } from "@/lib/billing/bills/period";
import { presentBill } from "@/lib/billing/bills/present";
import { issueInvoice } from "@/lib/billing/invoices/issue";
import { requestInvoice } from "@/lib/billing/invoices/request";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { after, days, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { callerAt, type Examples, makeOperator, type World } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";

type Home = { organizationId: string };
export type Owner = { organizationId: string; customerId?: string };

const usd = (amount: string) => ({ amount, currency: "USD" });
const today = () => now().toISOString().slice(0, 10);

/** The month before this one, as commands name it. */
export const lastMonth = (): string => firstOfMonth(today(), -1).slice(0, 7);

/** A moment in it. */
export const inLastMonth = (): string => `${lastMonth()}-10T12:00:00Z`;

/** Agrees with an owner on how they are billed. @returns the profile's id. */
export async function makeProfile(owner: Owner, changes: Record<string, unknown> = {}): Promise<string> {
  const { billingProfileId } = await perform(
    setBillingProfile,
    { ...owner, currency: "USD", mode: "postpaid", autoPay: false, ...changes },
    await systemCaller("test"),
  );
  return billingProfileId;
}

/** Charges an owner by hand. @returns the item's id. */
export async function makeItem(owner: Owner, amount = "100", changes: Record<string, unknown> = {}) {
  const { billItemId } = await perform(
    addBillItem,
    {
      ...owner,
      kind: "fee",
      description: "Setup",
      unitPrice: usd(amount),
      occurredAt: inLastMonth(),
      ...changes,
    },
    await systemCaller("test"),
  );
  return billItemId;
}

/** A draft about a fee, for a fresh customer of the tenant unless an owner is named. */
export async function makeDraft(
  home: Home,
  { amount = "100", owner }: { amount?: string; owner?: Owner } = {},
): Promise<{ billId: string; owner: Owner }> {
  const whose = owner ?? {
    organizationId: home.organizationId,
    customerId: await makeCustomer(home.organizationId),
  };
  await makeItem(whose, amount);
  const { billId } = await perform(
    generateBill,
    { ...whose, month: lastMonth(), kind: "postpaid", currency: "USD" },
    await systemCaller("test"),
  );
  return { billId, owner: whose };
}

/** A bill over a fee in a state. */
export async function makeBill(
  home: Home,
  state: BillState = "to_pay",
  changes: { amount?: string; owner?: Owner } = {},
): Promise<{ billId: string; owner: Owner }> {
  const caller = await systemCaller("test");
  const { billId, owner } = await makeDraft(home, changes);
  if (state === "to_issue") return { billId, owner };
  await perform(issueBill, { billId }, caller);
  if (state === "issued") return { billId, owner };
  await perform(presentBill, { billId, operatorId: null }, caller);
  if (state === "settled") {
    await fundWallet(owner, changes.amount ?? "100");
    await perform(payBill, { billId }, caller);
  }
  return { billId, owner };
}

const makeDispute = async (home: Home): Promise<string> => {
  const { billId } = await makeBill(home);
  const { disputeId } = await perform(
    disputeBill,
    { billId, amount: usd("30"), reason: "we never had that" },
    await systemCaller("test"),
  );
  return disputeId;
};

/** An invoice about a bill of the tenant. */
export async function makeInvoice(home: Home, issued = false): Promise<string> {
  const { billId } = await makeBill(home);
  const caller = await systemCaller("test");
  const { invoiceId } = await perform(requestInvoice, { billIds: [billId] }, caller);
  if (issued) await perform(issueInvoice, { invoiceId }, caller);
  return invoiceId;
}

/** A run over the last month. */
export const makeRun = async ({ organizationId }: Home): Promise<string> => {
  const { billRunId } = await perform(
    beginBillRun,
    { organizationId, month: lastMonth() },
    await systemCaller("test"),
  );
  return billRunId;
};

const failedRun = async (home: Home): Promise<string> => {
  const id = await makeRun(home);
  await prisma.billRun.update({ where: { id }, data: { state: "failed" }, select: { id: true } });
  return id;
};

async function documentOf({ platform, permissions }: World) {
  const { operatorId } = await makeOperator(platform, permissions);
  const { id } = await prisma.storedFile.create({
    data: {
      id: newId(),
      organizationId: platform.organizationId,
      storageKey: newId().replaceAll("-", ""),
      name: "fapiao.pdf",
      contentType: "application/pdf",
      bytes: 10,
      sha256: "0",
      purpose: "invoice",
      createdById: operatorId,
      createdAt: now(),
      expiresAt: after(now(), days(1)),
    },
    select: { id: true },
  });
  return { fileId: id, caller: callerAt(platform, operatorId, permissions) };
}

const billOf = async (home: Home, state?: BillState) => (await makeBill(home, state)).billId;

export const billExamples: Examples = {
  commands: {
    "billing-profiles.set": async ({ tenant }) => ({
      input: {
        customerId: await makeCustomer(tenant.organizationId),
        currency: "USD",
        mode: "postpaid",
        taxRate: "6",
        discountRate: "2.5",
        legalName: "北京蓝港科技有限公司",
        taxId: "91110108MA01ABCD2X",
      },
    }),
    "billing-profiles.note-suspension": async ({ tenant }) => ({
      input: {
        billingProfileId: await makeProfile({ organizationId: tenant.organizationId }),
        suspendedAt: now().toISOString(),
      },
      system: true,
    }),
    "bill-items.add": async ({ tenant }) => ({
      input: {
        customerId: await makeCustomer(tenant.organizationId),
        kind: "fee",
        description: "Setup",
        unitPrice: usd("12.5"),
        quantity: "2",
      },
    }),
    "bill-items.remove": async ({ tenant }) => ({
      input: {
        billItemId: await makeItem({
          organizationId: tenant.organizationId,
          customerId: await makeCustomer(tenant.organizationId),
        }),
      },
      // It is gone.
    }),
    "bills.generate": async ({ tenant }) => ({
      input: { customerId: await makeCustomer(tenant.organizationId), month: lastMonth() },
    }),
    "bills.issue": async ({ tenant }) => ({ input: { billId: await billOf(tenant, "to_issue") } }),
    "bills.present": async ({ tenant }) => ({
      input: { billId: await billOf(tenant, "issued"), operatorId: null },
      system: true,
    }),
    "bills.auto-pay": async ({ tenant }) => ({
      input: { billId: await billOf(tenant, "issued") },
      system: true,
    }),
    "bills.pay": async ({ tenant }) => {
      const { billId, owner } = await makeBill(tenant);
      await fundWallet(owner, "100");
      return { input: { billId, amount: usd("40") } };
    },
    "bills.record-payment": async ({ tenant }) => ({
      input: { billId: await billOf(tenant), amount: usd("40"), reference: `TRN-${newId()}` },
    }),
    "bills.void": async ({ tenant }) => ({ input: { billId: await billOf(tenant), reason: "a mistake" } }),
    "bills.reopen": async ({ tenant }) => ({ input: { billId: await billOf(tenant), reason: "a mistake" } }),
    "bills.close": async ({ tenant }) => ({ input: { billId: await billOf(tenant, "settled") } }),
    "bills.dispute": async ({ tenant }) => ({
      input: { billId: await billOf(tenant), reason: "we never had that" },
    }),
    "disputes.resolve": async ({ tenant }) => ({
      input: { disputeId: await makeDispute(tenant), outcome: "credit", reason: "they are right" },
    }),
    "bills.dun": async ({ tenant }) => ({ input: { billId: await billOf(tenant) }, system: true }),
    "bill-runs.begin": async ({ tenant }) => ({
      input: { organizationId: tenant.organizationId, month: lastMonth() },
    }),
    "bill-runs.begin-due": async () => ({
      input: { timeZone: "Asia/Shanghai", until: `${lastMonth()}-01` },
      system: true,
      targetless: true,
    }),
    "bill-runs.bill-owner": async ({ tenant }) => ({
      input: {
        billRunId: await makeRun(tenant),
        billingProfileId: await makeProfile({
          organizationId: tenant.organizationId,
          customerId: await makeCustomer(tenant.organizationId),
        }),
      },
      system: true,
    }),
    "bill-runs.note": async ({ tenant }) => ({
      input: {
        billRunId: await makeRun(tenant),
        afterId: null,
        lastId: null,
        reached: 0,
        failures: [],
        skips: [],
        last: true,
      },
      system: true,
    }),
    "bill-runs.fail": async ({ tenant }) => ({
      input: { billRunId: await makeRun(tenant), message: "the disk is full" },
      system: true,
    }),
    "bill-runs.resume": async ({ tenant }) => ({ input: { billRunId: await failedRun(tenant) } }),
    "invoices.request": async ({ tenant }) => ({
      input: { billIds: [await billOf(tenant)], amount: usd("40") },
    }),
    "invoices.issue": async ({ tenant }) => ({ input: { invoiceId: await makeInvoice(tenant) } }),
    "invoices.attach": async (world) => {
      const { fileId, caller } = await documentOf(world);
      return { input: { invoiceId: await makeInvoice(world.tenant, true), fileId }, caller };
    },
    "invoices.keep-file": async ({ tenant }) => ({
      input: { invoiceId: await makeInvoice(tenant, true), file: null, operatorId: null },
      system: true,
    }),
    "invoices.void": async ({ tenant }) => ({
      input: { invoiceId: await makeInvoice(tenant), reason: "wrong name" },
    }),
  },
  rows: {
    "billing-profiles": async ({ tenant }) => makeProfile({ organizationId: tenant.organizationId }),
    "bill-items": async ({ tenant }) => makeItem({ organizationId: tenant.organizationId }),
    bills: async ({ tenant }) => billOf(tenant),
    "bill-payments": async ({ tenant }) => {
      const { billId } = await makeBill(tenant, "settled");
      const { id } = await prisma.billPayment.findFirstOrThrow({ where: { billId }, select: { id: true } });
      return id;
    },
    "bill-runs": async ({ tenant }) => makeRun(tenant),
    invoices: async ({ tenant }) => makeInvoice(tenant),
  },
};
