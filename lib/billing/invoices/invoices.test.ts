import "@/lib/core/testing/database";
import { buffer } from "node:stream/consumers";
import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { documentNumber } from "@/lib/billing/bills/document-number";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { payBill } from "@/lib/billing/bills/pay";
import { bills } from "@/lib/billing/bills/resource";
import { voidBill } from "@/lib/billing/bills/void";
import { Sheet } from "@/lib/billing/documents/sheet";
import { keepInvoiceFile } from "@/lib/billing/invoices/file";
import { issueInvoice } from "@/lib/billing/invoices/issue";
import { invoicePdf, invoiceWords, makeInvoiceFile } from "@/lib/billing/invoices/pdf";
import { requestInvoice } from "@/lib/billing/invoices/request";
import { voidInvoice } from "@/lib/billing/invoices/void";
import {
  account,
  duringLastMonth,
  generate,
  issue,
  monthly,
  onCredit,
} from "@/lib/billing/testing/bill-desk";
import { inLastMonth, makeBill, makeItem, makeProfile } from "@/lib/billing/testing/bills";
import { createOrder } from "@/lib/commerce/orders/create";
import { fundWallet, makeSku } from "@/lib/commerce/testing/orders";
import { makeTemplate } from "@/lib/commerce/testing/vouchers";
import { giveVouchers } from "@/lib/commerce/vouchers/give";
import type { Caller } from "@/lib/core/caller";
import { withClock } from "@/lib/core/clock";
import { type Command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import { record } from "@/lib/core/resource/list";
import { storage } from "@/lib/core/storage/current";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { allPermissions } from "@/lib/registry";

const usd = (amount: string) => ({ amount, currency: "USD" });

let staff: Caller;
beforeAll(async () => {
  const root = await platform();
  staff = callerAt(root, (await makeOperator(root, allPermissions)).operatorId, allPermissions);
});

const run = <Input, Output extends Json>(command: Command<Input, Output>, input: unknown) =>
  perform(command, input, { ...staff, requestId: newId() });

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "succeeded",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

const invoiceOf = (id: string) =>
  prisma.invoice.findUniqueOrThrow({
    where: { id },
    select: { number: true, state: true, amount: true, tax: true, legalName: true, fileId: true },
  });

const linesOf = async (invoiceId: string) => {
  const lines = await prisma.invoiceBill.findMany({ where: { invoiceId }, orderBy: { taxRate: "asc" } });
  return lines.map(({ taxRate, amount, tax }) => [taxRate.toString(), amount.toFixed(), tax.toFixed()]);
};

/** A bill of 106 USD, 6 of them tax, of a customer who reads Chinese and has a Chinese name. */
async function taxedBill(tenant: Tenant): Promise<string> {
  const owner = {
    organizationId: tenant.organizationId,
    customerId: await makeCustomer(tenant.organizationId),
  };
  await prisma.customer.update({
    where: { id: owner.customerId },
    data: { locale: "zh" },
    select: { id: true },
  });
  await makeProfile(owner, {
    taxRate: "6",
    legalName: "北京蓝港科技有限公司",
    taxId: "91110108MA01ABCD2X",
    email: "finance@buyer.example",
  });
  return (await makeBill(tenant, "to_pay", { owner })).billId;
}

/** Everything a PDF's streams say, unpacked. */
function unpacked(pdf: Buffer): string {
  const parts: string[] = [];
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
    const end = pdf.indexOf("endstream", at);
    try {
      parts.push(inflateSync(pdf.subarray(at + 7, end)).toString("latin1"));
    } catch {
      // A font's or a picture's own stream need not be packed.
    }
  }
  return parts.join("\n");
}

describe("an invoice", () => {
  test("has what the buyer's profile says, a number, and a PDF that can be read in Chinese", async () => {
    const tenant = await makeTenant([]);
    const billId = await taxedBill(tenant);
    const { invoiceId, amount } = await run(requestInvoice, { billIds: [billId], kind: "vat_general" });
    expect(amount).toEqual(usd("106"));
    expect(await invoiceOf(invoiceId)).toMatchObject({
      number: null,
      state: "requested",
      legalName: "北京蓝港科技有限公司",
    });
    await run(issueInvoice, { invoiceId });
    const issued = await invoiceOf(invoiceId);
    expect([issued.number, issued.amount.toFixed(), issued.tax.toFixed()]).toEqual([
      "INV-000001",
      "106",
      "6",
    ]);

    const file = await makeInvoiceFile(invoiceId);
    await perform(keepInvoiceFile, { invoiceId, file, operatorId: null }, await systemCaller("make-invoice"));
    const { fileId } = await invoiceOf(invoiceId);
    const stored = await prisma.storedFile.findUniqueOrThrow({
      where: { id: fileId! },
      select: { name: true, contentType: true, organizationId: true, storageKey: true },
    });
    expect(stored).toMatchObject({
      name: "INV-000001.pdf",
      contentType: "application/pdf",
      organizationId: tenant.organizationId,
    });
    const pdf = await buffer(await storage().get(stored.storageKey));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1")).toContain("NotoSansHans");
    // What can be copied out of it: the first characters of the buyer's name.
    for (const character of "北京") expect(unpacked(pdf)).toContain(character.charCodeAt(0).toString(16));
    const mail = await prisma.outgoingMail.findMany({
      where: { recipient: "finance@buyer.example", subject: { contains: "INV-000001" } },
      select: { subject: true },
    });
    expect(mail).toHaveLength(1);
    // Its document is made once.
    expect(await makeInvoiceFile(invoiceId)).toBeNull();
  });

  test("on paper says whole days, the currency by its code, tax by rate, and who issues it", async () => {
    const tenant = await makeTenant([]);
    await makeProfile(
      { organizationId: tenant.organizationId },
      { legalName: "Fairlead Ltd", taxId: "GB123456789", address: "1 Quay Street" },
    );
    const { invoiceId } = await run(requestInvoice, { billIds: [await taxedBill(tenant)] });
    await run(issueInvoice, { invoiceId });
    const written = vi.spyOn(Sheet.prototype, "text");
    const invoice = await invoiceWords(invoiceId);
    await invoicePdf(invoice, "en");
    const texts = written.mock.calls.map(([text]) => text);
    written.mockRestore();
    const { issuedAt, bills } = await prisma.invoice.findUniqueOrThrow({
      where: { id: invoiceId },
      select: { issuedAt: true, bills: { select: { bill: { select: { periodStart: true } } } } },
    });
    const year = (date: Date) => String(date.getUTCFullYear());
    expect(texts[texts.indexOf("Issued") + 1]).toContain(year(issuedAt!));
    expect(texts.find((text) => text.startsWith("Bill "))).toContain(year(bills[0]!.bill.periodStart));
    // Name, period and bill; before tax, rate, tax and with it.
    for (const text of [
      "Fairlead Ltd",
      "1 Quay Street",
      "Tax id GB123456789",
      "USD\u00a0100.00",
      "6 %",
      "USD\u00a06.00",
      "USD\u00a0106.00",
      "Tax 6 % on USD\u00a0100.00",
    ])
      expect(texts).toContain(text);
  });

  test("covers a bill in parts, never more than it, and all parts together its tax to the cent", async () => {
    const billId = await taxedBill(await makeTenant([]));
    const ask = (amount?: string) =>
      run(requestInvoice, { billIds: [billId], ...(amount ? { amount: usd(amount) } : {}) });
    const ids = [(await ask("33.33")).invoiceId, (await ask("33.33")).invoiceId];
    expect(await reasonOf(ask("39.35"))).toBe("billing.more_than_billed");
    ids.push((await ask()).invoiceId);
    expect(await reasonOf(ask())).toBe("billing.already_invoiced");
    const parts = await Promise.all(ids.map(invoiceOf));
    expect(parts.map(({ amount }) => amount.toFixed())).toEqual(["33.33", "33.33", "39.34"]);
    expect(parts.reduce((sum, { tax }) => sum.plus(tax), parts[0]!.tax.times(0)).toFixed()).toBe("6");
    // Declined, its part is free again.
    await run(voidInvoice, { invoiceId: ids[0], reason: "another name" });
    expect((await ask()).amount).toEqual(usd("33.33"));
  });

  test("of a statement says the tax its orders contained, and leaves out what vouchers paid", async () => {
    const tenant = await makeTenant([]);
    const customerId = await makeCustomer(tenant.organizationId);
    const owner = { organizationId: tenant.organizationId, customerId };
    await inTransaction(async (tx) =>
      giveVouchers(tx, {
        templateId: await makeTemplate(tenant),
        owners: [owner],
        source: "issue",
        at: new Date(inLastMonth()),
      }),
    );
    await withClock(duringLastMonth(), () => fundWallet(owner, "500"));
    const order = (items: { price: string; taxRate: string }[]) =>
      withClock(duringLastMonth(), async () => {
        const skus = await Promise.all(
          items.map(({ price, taxRate }) => makeSku(tenant, { price: usd(price), taxRate })),
        );
        await perform(
          createOrder,
          { customerId, items: skus.map((skuId) => ({ skuId, quantity: 1 })), paymentMethod: "wallet" },
          { ...(await systemCaller("test")), idempotencyKey: newId() },
        );
      });
    // 10 of it come from the voucher.
    await order([
      { price: "113", taxRate: "13" },
      { price: "106", taxRate: "6" },
    ]);
    await order([{ price: "113", taxRate: "13" }]);
    const { billId, total } = await run(generateBill, monthly(owner));
    expect(total).toEqual(usd("332"));
    await run(issueBill, { billId });
    const { invoiceId, amount } = await run(requestInvoice, { billIds: [billId] });
    expect(amount).toEqual(usd("322"));
    // Of 219 the voucher paid 10: 13 % is in 113 × 209/219 and in 113, 6 % in 106 × 209/219.
    expect(await linesOf(invoiceId)).toEqual([
      ["6", "101.16", "5.73"],
      ["13", "220.84", "25.41"],
    ]);
    expect((await invoiceOf(invoiceId)).tax.toFixed()).toBe("31.14");
  });

  test("of a bill says the tax of its orders beside that of its fees, as the ledger has it", async () => {
    const tenant = await makeTenant([]);
    const owner = await onCredit(tenant, "119");
    await makeProfile(owner, { taxRate: "6", discountRate: "10" });
    await makeItem(owner, "200");
    await makeItem(owner, "30", { kind: "credit", description: "Goodwill" });
    const billId = await generate(owner);
    await issue(billId);
    const { invoiceId } = await run(requestInvoice, { billIds: [billId] });
    expect(await linesOf(invoiceId)).toEqual([
      ["0", "-30", "0"],
      ["6", "190.8", "10.8"],
      ["19", "119", "19"],
    ]);
    expect((await invoiceOf(invoiceId)).tax.toFixed()).toBe(await account(owner, "tax"));
  });

  test("is not about what vouchers paid of a bill", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeBill(tenant);
    await inTransaction(async (tx) =>
      giveVouchers(tx, {
        templateId: await makeTemplate(tenant),
        owners: [{ organizationId: owner.organizationId, customerId: owner.customerId ?? null }],
        source: "issue",
        at: new Date(),
      }),
    );
    await fundWallet(owner, "90");
    await run(payBill, { billId });
    expect((await run(requestInvoice, { billIds: [billId] })).amount).toEqual(usd("90"));
    expect(await reasonOf(run(requestInvoice, { billIds: [billId] }))).toBe("billing.already_invoiced");
    const bill = await record(bills, billId, staff);
    expect(bill.invoiced).toBe("whole");
  });

  test("asked for twice at once covers a bill once", async () => {
    const billId = await taxedBill(await makeTenant([]));
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => reasonOf(run(requestInvoice, { billIds: [billId] }))),
    );
    expect(asked.sort()).toEqual([...Array(4).fill("billing.already_invoiced"), "succeeded"]);
  });

  test("is refused for drafts, for bills of two owners, and without what its kind needs", async () => {
    const tenant = await makeTenant([]);
    const ask = (billIds: string[], more: object = {}) => reasonOf(run(requestInvoice, { billIds, ...more }));
    const draft = await makeBill(tenant, "to_issue");
    expect(await ask([draft.billId])).toBe("billing.bill_not_invoiceable");
    const [one, other] = [await makeBill(tenant), await makeBill(tenant)];
    expect(await ask([one.billId, other.billId])).toBe("billing.bills_differ");
    expect(await ask([one.billId], { kind: "vat_general" })).toBe("invalid_input");
    expect(await ask([one.billId], { kind: "vat_special", taxId: "91110108MA01ABCD2X" })).toBe(
      "invalid_input",
    );
    expect(await ask([one.billId], { amount: { amount: "10", currency: "EUR" } })).toBe(
      "billing.currency_mismatch",
    );
    for (const amount of ["0", "-5"])
      expect(await ask([one.billId], { amount: usd(amount) })).toBe("billing.amount_not_positive");
    expect(await ask([one.billId], { amount: usd("10.001") })).toBe("billing.too_many_decimals");
    expect(await prisma.invoice.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
  });

  test("keeps a bill from being voided while it is in force", async () => {
    const tenant = await makeTenant([]);
    const billId = await taxedBill(tenant);
    const { invoiceId } = await run(requestInvoice, { billIds: [billId] });
    const ending = () => reasonOf(run(voidBill, { billId, reason: "a mistake" }));
    expect(await ending()).toBe("billing.bill_invoiced");
    await run(voidInvoice, { invoiceId, reason: "a mistake" });
    expect(await ending()).toBe("succeeded");
  });
});

test("numbers of an issuer have no gap, though some issues break off and some invoices are voided", async () => {
  const tenant = await makeTenant([]);
  const ids: string[] = [];
  for (let index = 0; index < 20; index++) {
    const { billId } = await makeBill(tenant);
    ids.push((await run(requestInvoice, { billIds: [billId] })).invoiceId);
  }
  await Promise.all([
    ...ids.flatMap((invoiceId) => [
      reasonOf(run(issueInvoice, { invoiceId })),
      reasonOf(run(issueInvoice, { invoiceId })),
    ]),
    ...Array.from({ length: 10 }, () =>
      inTransaction(async (tx) => {
        await documentNumber(tx, tenant.organizationId, "invoice");
        throw new Error("broken off");
      }).catch(() => undefined),
    ),
  ]);
  await run(voidInvoice, { invoiceId: ids[7], reason: "another name" });
  const numbers = await prisma.invoice.findMany({
    where: { issuerId: tenant.organizationId },
    orderBy: { number: "asc" },
    select: { number: true },
  });
  expect(numbers.map(({ number }) => number)).toEqual(
    Array.from({ length: 20 }, (_, index) => `INV-${String(index + 1).padStart(6, "0")}`),
  );
}, 120_000);
