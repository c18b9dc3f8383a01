import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { addBillItem } from "@/lib/billing/bill-items/add";
import { removeBillItem } from "@/lib/billing/bill-items/remove";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { payBill } from "@/lib/billing/bills/pay";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { voidBill } from "@/lib/billing/bills/void";
import { resolveDispute } from "@/lib/billing/disputes/resolve";
import { billOf, reasonOf, run, usd } from "@/lib/billing/testing/bill-desk";
import { makeBill, makeDraft } from "@/lib/billing/testing/bills";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { type Command, execute } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import { callerAt, makeTenant } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { allPermissions } from "@/lib/registry";

describe("whose bills they are", () => {
  test("who is billed pays and disputes, but never writes, issues or voids their own bills", async () => {
    const tenant = await makeTenant(allPermissions);
    const { billId } = await makeBill(tenant, "to_pay", { owner: { organizationId: tenant.organizationId } });
    const insider = callerAt(tenant, tenant.operatorId, allPermissions);
    const asInsider = <Input, Output extends Json>(command: Command<Input, Output>, input: unknown) =>
      reasonOf(execute(command, input, { ...insider, requestId: newId() }));
    const own = { organizationId: tenant.organizationId };
    expect(await asInsider(voidBill, { billId, reason: "I do not like it" })).toBe("not_found");
    expect(await asInsider(reopenBill, { billId, reason: "I do not like it" })).toBe("not_found");
    expect(await asInsider(setBillingProfile, { ...own, currency: "USD", discountRate: "100" })).toBe(
      "not_found",
    );
    expect(
      await asInsider(addBillItem, { ...own, kind: "credit", description: "a present", unitPrice: usd("9") }),
    ).toBe("not_found");
    expect(await asInsider(generateBill, { ...own, month: "2025-01" })).toBe("not_found");
    expect(await asInsider(recordBillPayment, { billId, amount: usd("100"), reference: "TRN-X" })).toBe(
      "not_found",
    );
    expect(await asInsider(disputeBill, { billId, reason: "we never had that" })).toBe("succeeded");
    const { id: disputeId } = await prisma.dispute.findFirstOrThrow({ where: { billId } });
    expect(await asInsider(resolveDispute, { disputeId, outcome: "credit", reason: "we are right" })).toBe(
      "not_found",
    );
    await fundWallet(own, "100");
    expect(await asInsider(payBill, { billId })).toBe("succeeded");
  });

  test("an item goes only on a draft of its own owner and currency", async () => {
    const tenant = await makeTenant([]);
    const { billId, owner } = await makeDraft(tenant);
    const other = await makeCustomer(tenant.organizationId);
    const item = { kind: "fee", description: "Extra", unitPrice: usd("10"), billId };
    const add = (changes: object) => reasonOf(run(addBillItem, { ...item, ...changes }));
    expect(await add({ customerId: other })).toBe("billing.bill_of_another");
    expect(await add({ ...owner, unitPrice: { amount: "10", currency: "EUR" } })).toBe(
      "billing.currency_mismatch",
    );
    expect(await add({ ...owner, unitPrice: usd("-10") })).toBe("billing.amount_not_positive");
    expect(await add({ ...owner, unitPrice: usd("1.0000000001") })).toBe("invalid_input");
    expect(await add({ ...owner, quantity: "0" })).toBe("billing.amount_not_positive");
    expect(await add({ ...owner, quantity: "2.5" })).toBe("succeeded");
    expect((await billOf(billId)).total.toFixed()).toBe("125");
    const extra = await prisma.billItem.findFirstOrThrow({ where: { billId, description: "Extra" } });
    await run(removeBillItem, { billItemId: extra.id });
    expect((await billOf(billId)).total.toFixed()).toBe("100");
    await run(issueBill, { billId });
    expect(await add(owner)).toBe("wrong_state");
  });
});
