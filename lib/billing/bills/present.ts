import { lockBill, stamps, targetOf } from "@/lib/billing/bills/locked-row";
import { billMachine } from "@/lib/billing/bills/machine";
import { tellOwner } from "@/lib/billing/bills/notice";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** Sends an issued bill to its owner: from now on they know what they owe (admin-prd 7: notice). */
export const presentBill = command({
  name: "bills.present",
  permission: null,
  approvable: false,
  input: object({
    billId: id,
    /** Who issued it. */
    operatorId: id.nullable(),
  }),
  scope: bySystem(ofRow("bill", (input) => input.billId)),
  async run({ input: { billId, operatorId }, tx, audit, now }) {
    const bill = await lockBill(tx, billId);
    audit.target(targetOf(bill));
    if (bill.state === "void" || bill.state === "to_issue") return { billId, state: bill.state as string };
    let state: string = bill.state;
    if (bill.state === "issued")
      state = await billMachine.move(
        "present",
        ({ where, data }) =>
          tx.bill.updateMany({ where: { id: billId, ...where }, data: { ...data, ...stamps(now) } }),
        async () => ({ state: bill.state }),
      );
    audit.change({ state: bill.state }, { state });
    const news = bill.due.isZero ? "statement" : "issued";
    await tellOwner(tx, bill, news, { operatorId, now });
    return { billId, state };
  },
});
