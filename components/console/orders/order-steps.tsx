import { Card } from "@/components/ui/card";
import { type Step, Steps } from "@/components/ui/steps";
import { Time } from "@/components/ui/time";
import type { OrderRecord } from "@/lib/commerce/orders/read";
import { orders } from "@/lib/commerce/orders/resource";
import { valueLabel } from "@/lib/core/resource/describe";
import type { Reader } from "../reader";

/** The way of an order through its states: where it came from, where it stands, what is ahead. */
export function OrderSteps({ reader, order }: { reader: Reader; order: OrderRecord }) {
  const { t } = reader;
  const texts = "commerce.pages.orders";
  const at = (moment: Date | null) => (moment ? <Time value={moment.toISOString()} /> : undefined);
  const word = (state: string) => valueLabel(orders, "state", state, t);
  const { state } = order;
  const steps: Step[] = [{ label: t(`${texts}.created`), state: "done", note: at(order.createdAt) }];
  if (state === "canceled" || state === "expired")
    steps.push({ label: word(state), state: "failed", note: at(order.endedAt) });
  else {
    steps.push({
      label: order.paidAt ? t(`${texts}.paid`) : word("pending"),
      state: order.paidAt ? "done" : "current",
      note: at(order.paidAt),
    });
    const fulfilled = { label: t(`${texts}.fulfilled`), note: at(order.fulfilledAt) };
    if (order.fulfilledAt) steps.push({ ...fulfilled, state: "done" });
    else if (!["refunded", "partially_refunded", "refunding"].includes(state))
      steps.push({ ...fulfilled, state: state === "paid" ? "current" : "ahead" });
    if (state === "refunding") steps.push({ label: word(state), state: "current" });
    if (state === "refunded" || state === "partially_refunded")
      steps.push({ label: word(state), state: "done", note: at(order.endedAt) });
  }
  return (
    <Card>
      <Steps steps={steps} />
    </Card>
  );
}
