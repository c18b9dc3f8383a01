import { z } from "zod";
import { byHand } from "@/lib/billing/bill-items/carry-over";
import { writeBillItem } from "@/lib/billing/bill-items/write";
import { byIssuerOfOwner, type OwnerInput, ownerIn } from "@/lib/billing/bills/issuer";
import { lockBill } from "@/lib/billing/bills/locked-row";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";

type Input = OwnerInput;

/**
 * Charges an owner for something by hand, corrects what they owe, or credits them (admin-prd 7). It stands on the draft named, or
 * waits for the owner's next bill. A fee and a credit are given as positive amounts.
 */
export const addBillItem = command({
  name: "bill-items.add",
  permission: "billing.bills.write",
  input: object({
    customerId: id.optional(),
    organizationId: id.optional(),
    billId: id.optional(),
    kind: z.enum(["fee", "adjustment", "credit"]),
    description: z.string().trim().min(1).max(500),
    unitPrice: money,
    /** Up to nine decimals; one, unless said. */
    quantity: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,9})?$/, { error: "core.validation.decimal" })
      .optional(),
    /** When what it bills took place; now, unless said. */
    occurredAt: z.iso.datetime().optional(),
    reason: reason.optional(),
  }),
  scope: byIssuerOfOwner<Input>(),
  async preview({ billId: _, ...shown }) {
    return { before: null, after: shown };
  },
  async run({ input, tx, caller, audit, now }) {
    const { kind, description, billId = null, quantity = "1" } = input;
    const owner = await ownerIn(tx, input, caller);
    const price = Money.of(input.unitPrice.amount, input.unitPrice.currency);
    if (price.isZero || (kind !== "adjustment" && price.isNegative))
      throw refused("billing.amount_not_positive");
    const signed = kind === "credit" ? price.negated() : price;
    const amount = signed.times(quantity);
    if (amount.isZero) throw refused("billing.amount_not_positive");
    const { currency } = price;
    if (billId) {
      const bill = await lockBill(tx, billId);
      const mine = bill.organizationId === owner.organizationId && bill.customerId === owner.customerId;
      if (!mine) throw conflict("billing.bill_of_another");
      if (bill.state !== "to_issue" || bill.kind !== "postpaid")
        throw conflict("wrong_state", { state: bill.state, action: "bill-items.add" }, { state: bill.state });
      if (bill.currency !== currency) throw refused("billing.currency_mismatch");
    }
    const billItemId = newId();
    await writeBillItem(tx, {
      ...owner,
      id: billItemId,
      billId,
      kind,
      description,
      quantity,
      unitPrice: signed,
      amount,
      occurredAt: input.occurredAt ? new Date(input.occurredAt) : now,
      source: `${byHand}${billItemId}`,
      now,
    });
    audit.target({ type: "bill-items", id: billItemId, label: description.slice(0, 80) });
    audit.organization(owner.organizationId);
    audit.change(null, { kind, description, quantity, amount: amount.toJSON(), billId, ...owner });
    return { billItemId, billId, amount: amount.toJSON() };
  },
});
