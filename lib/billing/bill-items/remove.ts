import { byHand } from "@/lib/billing/bill-items/carry-over";
import { refreshDraft } from "@/lib/billing/bills/draft";
import { issuerOf } from "@/lib/billing/bills/issuer";
import { lockBill } from "@/lib/billing/bills/locked-row";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { type CommandScope, each, inOrganization, ofRow } from "@/lib/core/scope";

type Input = { billItemId: string };

const byIssuer: CommandScope<Input> = async (input, caller) => {
  const item = await prisma.billItem.findUnique({
    where: { id: input.billItemId },
    select: { organizationId: true, customerId: true },
  });
  if (!item) throw notFound();
  const issuer = await issuerOf(prisma, item);
  return each<Input>(
    ofRow("bill_item", ({ billItemId }) => billItemId),
    inOrganization(() => issuer),
  )(input, caller);
};

/** Takes away what was charged or credited by hand and stands on no issued bill. What happened elsewhere stays owed. */
export const removeBillItem = command({
  name: "bill-items.remove",
  permission: "billing.bills.write",
  input: object({ billItemId: id }),
  scope: byIssuer,
  async run({ input: { billItemId }, tx, audit, now }) {
    const found = await tx.billItem.findUnique({ where: { id: billItemId }, select: { billId: true } });
    if (!found) throw notFound();
    const bill = found.billId ? await lockBill(tx, found.billId) : null;
    const item = await tx.billItem.findUnique({
      where: { id: billItemId },
      select: { billId: true, source: true, description: true, amount: true, currency: true },
    });
    // It joined a bill at this moment.
    if (!item || item.billId !== found.billId) throw conflict("billing.item_moved");
    if (bill && bill.state !== "to_issue")
      throw conflict(
        "wrong_state",
        { state: bill.state, action: "bill-items.remove" },
        { state: bill.state },
      );
    if (!item.source.startsWith(byHand)) throw refused("billing.item_not_by_hand");
    const { count } = await tx.billItem.deleteMany({ where: { id: billItemId, billId: item.billId } });
    if (count === 0) throw conflict("billing.item_moved");
    if (bill) await refreshDraft(tx, bill.id, now);
    audit.target({ type: "bill-items", id: billItemId, label: item.description.slice(0, 80) });
    audit.change({ amount: { amount: item.amount.toFixed(), currency: item.currency } }, null);
    return { billItemId, billId: item.billId };
  },
});
