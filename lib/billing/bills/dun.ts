import { suspendOwner } from "@/lib/billing/billing-profiles/suspension";
import { nextStep } from "@/lib/billing/bills/dunning-plan";
import { lockBill, stamps, targetOf } from "@/lib/billing/bills/locked-row";
import { payableStates } from "@/lib/billing/bills/machine";
import { tellIssuer, tellOwner } from "@/lib/billing/bills/notice";
import { now } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

/**
 * Takes the step of dunning a bill has come to (admin-prd 7: rules for arrears): a reminder, or in the end the owner's
 * suspension. A bill that was paid, voided or disputed meanwhile is left alone.
 */
export const dunBill = command({
  name: "bills.dun",
  permission: null,
  approvable: false,
  input: object({ billId: id }),
  scope: bySystem(ofRow("bill", (input) => input.billId)),
  async run({ input: { billId }, tx, audit, emit, now }) {
    const bill = await lockBill(tx, billId);
    audit.target(targetOf(bill));
    const none = { billId, level: bill.dunningLevel, did: "nothing" as string };
    if (!payableStates.includes(bill.state) || bill.disputed || !bill.dueAt) return none;
    const rules = await setting("billing", tx);
    const { step, level, nextAt } = nextStep(bill.dueAt, rules, bill.dunningLevel, now);
    await tx.bill.update({
      where: { id: billId },
      data: { dunningLevel: level, nextDunningAt: nextAt, ...stamps(now) },
      select: { id: true },
    });
    if (!step) return none;
    if (step.does === "remind") await tellOwner(tx, bill, "reminder", { level, now });
    else if (await suspendOwner({ tx, emit, now }, bill, rules.suspendOrganizations)) {
      await tellOwner(tx, bill, "suspended", { now });
      await tellIssuer(tx, bill, "owner_suspended", now);
    }
    emit("bills/dunned", { billId, level, did: step.does, organizationId: bill.organizationId });
    audit.change({ dunningLevel: bill.dunningLevel }, { dunningLevel: level, did: step.does });
    return { billId, level, did: step.does as string };
  },
});

/** Bills that somebody has to be reminded of, the longest due first. */
export async function billsToDun(limit: number): Promise<string[]> {
  const rows = await kysely
    .selectFrom("bill")
    .select("id")
    .where("next_dunning_at", "<=", now())
    .orderBy("next_dunning_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
