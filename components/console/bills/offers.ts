import type { CommandSpec } from "@/components/form/command";
import { addBillItem } from "@/lib/billing/bill-items/add";
import { closeBill } from "@/lib/billing/bills/close";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { issueBill } from "@/lib/billing/bills/issue";
import { billMachine, issuedStates } from "@/lib/billing/bills/machine";
import { payBill } from "@/lib/billing/bills/pay";
import type { BillRecord } from "@/lib/billing/bills/read";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { voidBill } from "@/lib/billing/bills/void";
import { resolveDispute } from "@/lib/billing/disputes/resolve";
import { requestInvoice } from "@/lib/billing/invoices/request";
import type { KeptMethod } from "@/lib/billing/payment-methods/kept";
import { contains } from "@/lib/core/scope";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import { savedMethod } from "../payments/saved-method";
import type { Reader } from "../reader";
import { invoiceFieldChanges, invoiceFields, itemFieldChanges, payable } from "./fields";

/** What this reader may do with a bill as it stands, the likeliest first. @param kept its owner's saved methods. */
export function billOffers(reader: Reader, bill: BillRecord, kept: KeptMethod[]): CommandSpec[] {
  const { t, href } = reader;
  const { id: billId, version, path, issuerPath, currency, due, number } = bill;
  const open = commandsFrom(billMachine, bill.state);
  const defaults = { billId, version };
  // Whoever is billed sees the bill, and does not write it.
  const issuer = contains(reader.caller.scope, issuerPath);
  const money = { kind: "money" as const, currencies: [currency], positive: true };
  const amount = payable(due, currency);
  return offered([
    issuer && open.has(issueBill.name)
      ? offer(reader, issueBill, { icon: "send", defaults }, issuerPath)
      : null,
    due !== "0"
      ? offer(
          reader,
          payBill,
          {
            icon: "wallet",
            ask: ["method", ...(kept.length > 0 ? ["savedMethodId"] : []), "amount"],
            changes: {
              method: {
                kind: "radio",
                options: ["wallet", "online"].map((value) => ({
                  value,
                  label: t(`billing.commands.bills.pay.values.method.${value}`),
                })),
              },
              savedMethodId: savedMethod(reader, kept, "method"),
              amount: money,
            },
            defaults: { ...defaults, method: "wallet", amount },
            doneHref: `${href("billing/bills/:billId")}?pay=1`,
          },
          path,
        )
      : null,
    issuer && due !== "0"
      ? offer(
          reader,
          recordBillPayment,
          {
            icon: "landmark",
            ask: ["amount", "reference", "reason"],
            changes: { amount: money, reference: { kind: "code" } },
            defaults: { ...defaults, amount },
          },
          issuerPath,
        )
      : null,
    issuedStates.includes(bill.state) && Number(bill.total) > 0
      ? offer(
          reader,
          requestInvoice,
          {
            icon: "file-text",
            ask: ["kind", "amount", ...invoiceFields],
            changes: { ...invoiceFieldChanges, amount: { ...money, half: true } },
            defaults: {
              billIds: [billId],
              kind: "standard",
              legalName: bill.profile?.legalName ?? bill.customerName ?? bill.organizationName,
              taxId: bill.profile?.taxId ?? undefined,
              address: bill.profile?.address ?? undefined,
              email: bill.profile?.email ?? undefined,
            },
            doneHref: href("billing/invoices/:invoiceId"),
          },
          path,
        )
      : null,
    !bill.disputed && issuedStates.includes(bill.state) && bill.state !== "closed" && Number(bill.total) > 0
      ? offer(
          reader,
          disputeBill,
          {
            icon: "gavel",
            ask: ["amount", "reason"],
            changes: { amount: money },
            defaults: { ...defaults, amount: payable(bill.total, currency) },
          },
          path,
        )
      : null,
    issuer && open.has(closeBill.name) && !bill.disputed
      ? offer(reader, closeBill, { icon: "archive", defaults }, issuerPath)
      : null,
    issuer && open.has(reopenBill.name) && !bill.disputed
      ? offer(
          reader,
          reopenBill,
          {
            icon: "rotate-ccw",
            danger: true,
            ask: ["reason"],
            defaults,
            doneHref: href("billing/bills/:draftId"),
          },
          issuerPath,
        )
      : null,
    issuer && open.has(voidBill.name) && !bill.disputed
      ? offer(
          reader,
          voidBill,
          {
            icon: "ban",
            danger: true,
            ask: ["reason"],
            defaults,
            ...(number ? {} : { description: t("billing.pages.bills.discard") }),
          },
          issuerPath,
        )
      : null,
  ]);
}

/** One invoice about many bills of one owner, chosen in their list; what stands on it is as their profile says. */
export function invoiceManyOffer(reader: Reader): CommandSpec | null {
  return offer(reader, requestInvoice, {
    icon: "file-text",
    description: reader.t("billing.pages.invoices.many"),
    ask: ["kind", ...invoiceFields],
    changes: { ...invoiceFieldChanges, kind: { placeholder: undefined } },
    defaults: { kind: "standard" },
    doneHref: reader.href("billing/invoices/:invoiceId"),
  });
}

/** Adding an item to a draft; null where it is none, or not this reader's to write. */
export function addItemOffer(reader: Reader, bill: BillRecord): CommandSpec | null {
  const { state, kind, issuerPath, currency, customerId, organizationId, id: billId } = bill;
  if (state !== "to_issue" || kind !== "postpaid" || !contains(reader.caller.scope, issuerPath)) return null;
  return offer(
    reader,
    addBillItem,
    {
      icon: "plus",
      ask: ["kind", "description", "unitPrice", "quantity"],
      changes: { ...itemFieldChanges([currency]), kind: { placeholder: undefined } },
      defaults: {
        billId,
        kind: "fee",
        unitPrice: { amount: "", currency },
        ...(customerId ? { customerId } : { organizationId }),
      },
    },
    issuerPath,
  );
}

/** Ending the dispute of a bill, for the issuer's staff. */
export function resolveOffer(
  reader: Reader,
  dispute: { id: string; amount: string },
  { issuerPath, currency }: Pick<BillRecord, "issuerPath" | "currency">,
): CommandSpec | null {
  const { t } = reader;
  if (!contains(reader.caller.scope, issuerPath)) return null;
  return offer(
    reader,
    resolveDispute,
    {
      icon: "gavel",
      ask: ["outcome", "amount", "reason"],
      changes: {
        outcome: {
          kind: "radio",
          options: ["credit", "reject"].map((value) => ({
            value,
            label: t(`billing.commands.disputes.resolve.values.outcome.${value}`),
          })),
        },
        amount: {
          kind: "money",
          currencies: [currency],
          positive: true,
          when: { field: "outcome", in: ["credit"] },
        },
      },
      defaults: { disputeId: dispute.id, outcome: "credit", amount: payable(dispute.amount, currency) },
    },
    issuerPath,
  );
}
