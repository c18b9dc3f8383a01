import { z } from "zod";
import { profileOf } from "@/lib/billing/billing-profiles/find";
import { taxId } from "@/lib/billing/billing-profiles/set";
import { lockBill } from "@/lib/billing/bills/locked-row";
import { issuedStates } from "@/lib/billing/bills/machine";
import { invoiceableOf } from "@/lib/billing/invoices/invoiceable";
import { portionOf, type TaxLine } from "@/lib/billing/invoices/parts";
import { tellInvoicers } from "@/lib/billing/invoices/tell";
import { amountIn } from "@/lib/billing/top-ups/rules";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { invalidInput, refused } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, minorUnitDigits, money } from "@/lib/core/money";
import { type CommandScope, each, ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

type Input = { billIds: string[] };

const ofBills: CommandScope<Input> = (input, caller) =>
  each<Input>(...input.billIds.map((billId) => ofRow<Input>("bill", () => billId)))(input, caller);

/** What of a bill an invoice covers, by tax rate. */
type Part = { billId: string; lines: TaxLine[] };

/**
 * Asks for an invoice about bills of one owner (admin-prd 7): tax id, kind, and how much of what was not invoiced yet. What stands on
 * it comes from the owner's profile where it is not said.
 */
export const requestInvoice = command({
  name: "invoices.request",
  permission: "billing.invoices.request",
  input: object({
    billIds: z.array(id).min(1).max(50),
    /** For one bill alone: how much of it; all that was not invoiced yet, unless said. */
    amount: money.optional(),
    kind: z.enum(["standard", "vat_general", "vat_special"]).default("standard"),
    legalName: z.string().trim().min(1).max(200).optional(),
    taxId: taxId.optional(),
    address: z.string().trim().min(1).max(500).optional(),
    email: z.email().max(254).optional(),
    note: z.string().trim().max(500).optional(),
  }),
  scope: ofBills,
  async run({ input, tx, caller, audit, emit, now }) {
    const { kind } = input;
    const billIds = [...new Set(input.billIds)].sort();
    if (input.amount && billIds.length > 1)
      throw invalidInput([{ path: "amount", key: "billing.validation.amount_of_one_bill" }]);
    const bills = [];
    // In id order, as everybody locks several bills.
    for (const billId of billIds) bills.push(await lockBill(tx, billId));
    const [first] = bills;
    if (!first) throw invalidInput([{ path: "billIds", key: "core.validation.required" }]);
    const { organizationId, customerId, currency, issuerId } = first;
    const alike = bills.every(
      (bill) =>
        bill.organizationId === organizationId &&
        bill.customerId === customerId &&
        bill.currency === currency &&
        bill.issuerId === issuerId,
    );
    if (!alike) throw refused("billing.bills_differ");
    for (const bill of bills)
      if (!issuedStates.includes(bill.state))
        throw refused("billing.bill_not_invoiceable", { number: bill.number ?? bill.id.slice(-8) });
    const wanted = input.amount ? Money.of(input.amount.amount, input.amount.currency) : null;
    const parts: Part[] = [];
    for (const bill of bills) parts.push(await partOf(tx, bill, wanted));
    const lines = parts.flatMap((part) => part.lines);
    const sum = (of: "amount" | "tax") =>
      lines.reduce((total, line) => total.plus(line[of]), Money.zero(currency));
    const amount = sum("amount");
    const least = amountIn((await setting("billing", tx)).invoiceMinimums, currency);
    if (least && amount.compare(least) < 0)
      throw refused("billing.invoice_too_small", { minimum: `${least.amount.toFixed()} ${currency}` });
    const buyer = await buyerOf(tx, { organizationId, customerId, currency }, input);
    if (kind !== "standard" && !buyer.taxId)
      throw invalidInput([{ path: "taxId", key: "billing.validation.tax_id_needed" }]);
    if (kind === "vat_special" && !buyer.address)
      throw invalidInput([{ path: "address", key: "billing.validation.address_needed" }]);
    const invoiceId = newId();
    await tx.invoice.create({
      data: {
        ...buyer,
        id: invoiceId,
        issuerId,
        organizationId,
        customerId,
        kind,
        amount: amount.amount,
        tax: sum("tax").amount,
        currency,
        note: input.note ?? null,
        requestedById: operatorOf(caller),
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    await tx.invoiceBill.createMany({
      data: parts.flatMap(({ billId, lines }) =>
        lines.map(({ rate, amount, tax }) => ({
          invoiceId,
          billId,
          taxRate: rate,
          amount: amount.amount,
          tax: tax.amount,
        })),
      ),
    });
    await tellInvoicers(tx, { id: invoiceId, issuerId, organizationId, amount }, now);
    emit("invoices/requested", { invoiceId, organizationId });
    audit.target({ type: "invoices", id: invoiceId, label: buyer.legalName });
    audit.change(null, { kind, amount: amount.toJSON(), bills: bills.map((bill) => bill.number), ...buyer });
    return { invoiceId, amount: amount.toJSON() };
  },
});

async function partOf(
  tx: Tx,
  bill: Awaited<ReturnType<typeof lockBill>>,
  wanted: Money | null,
): Promise<Part> {
  const { currency, id: billId } = bill;
  const number = bill.number ?? "";
  const { lines, left, before } = await invoiceableOf(tx, billId, currency);
  if (left.isZero || left.isNegative)
    throw refused(before.isZero ? "billing.nothing_to_invoice" : "billing.already_invoiced", { number });
  const amount = wanted ?? left;
  if (amount.currency !== currency) throw refused("billing.currency_mismatch");
  if (amount.isZero || amount.isNegative) throw refused("billing.amount_not_positive");
  const digits = minorUnitDigits(currency);
  if (amount.amount.decimalPlaces() > digits)
    throw refused("billing.too_many_decimals", { currency, digits });
  if (amount.compare(left) > 0)
    throw refused("billing.more_than_billed", { left: `${left.amount.toFixed()} ${currency}` });
  return { billId, lines: portionOf(lines, before, amount) };
}

async function buyerOf(
  tx: Tx,
  owner: { organizationId: string; customerId: string | null; currency: string },
  said: { legalName?: string; taxId?: string; address?: string; email?: string },
) {
  const profile = await profileOf(tx, owner, owner.currency);
  const named = owner.customerId
    ? await tx.customer.findUniqueOrThrow({
        where: { id: owner.customerId },
        select: { name: true, email: true },
      })
    : await tx.organization.findUniqueOrThrow({
        where: { id: owner.organizationId },
        select: { name: true, email: true },
      });
  return {
    legalName: said.legalName ?? profile?.legalName ?? named.name,
    taxId: said.taxId ?? profile?.taxId ?? null,
    address: said.address ?? profile?.address ?? null,
    email: said.email ?? profile?.email ?? named.email,
  };
}
