import { z } from "zod";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { lockBill, stamps, targetOf } from "@/lib/billing/bills/locked-row";
import { billMachine } from "@/lib/billing/bills/machine";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";

/** Closes a settled bill for good: it is neither disputed nor voided any more, only reopened (admin-prd 7). */
export const closeBill = command({
  name: "bills.close",
  permission: "billing.bills.write",
  input: object({ billId: id, version: z.int().positive().optional() }),
  scope: byIssuerOf("bill", (input) => input.billId),
  async run({ input: { billId, version }, tx, audit, emit, now }) {
    const bill = await lockBill(tx, billId, version);
    if (bill.disputed) throw refused("billing.bill_disputed", { number: bill.number ?? "" });
    const state = await billMachine.move(
      "close",
      ({ where, data }) =>
        tx.bill.updateMany({ where: { id: billId, ...where }, data: { ...data, ...stamps(now) } }),
      async () => ({ state: bill.state }),
    );
    emit("bills/closed", { billId, organizationId: bill.organizationId });
    audit.target(targetOf(bill));
    audit.change({ state: bill.state }, { state });
    return { billId, state };
  },
});
