import type { Tx } from "@/lib/core/db";
import type { Money } from "@/lib/core/money";
import { platformPlace } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";

export type DisputeNews = "dispute_opened" | "dispute_won" | "dispute_lost";

/** Tells the platform's finance staff: evidence has a deadline, and what is lost stays lost. */
export async function tellOfDispute(
  tx: Tx,
  dispute: { id: string; number: string; organizationId: string; amount: Money; payment: string },
  news: DisputeNews,
  now: Date,
): Promise<void> {
  const { id, number, organizationId, amount, payment } = dispute;
  const staff = await holdersOf(tx, "billing.disputes.write", (await platformPlace()).path);
  await notify(tx, {
    operatorIds: staff.map((person) => person.id),
    message: `billing.inbox.${news}`,
    params: { number, payment, amount: `${amount.amount.toFixed()} ${amount.currency}` },
    href: `billing/disputes/${id}`,
    organizationId,
    now,
  });
}
