import type { Reader } from "../reader";
import { type Related, RelatedLists } from "../related-lists";

const list = (name: string, title: string, columns: string[]): Related => [
  name,
  columns,
  { title: `commerce.pages.orders.${title}`, hideEmpty: true },
];

/** What hangs on an order, in the order one asks about it. */
const related: Related[] = [
  list("payment-attempts", "attempts", [
    "number",
    "state",
    "amount",
    "paidWith",
    "failureReason",
    "createdAt",
  ]),
  list("payment-events", "events", ["type", "state", "signatureState", "attempts", "receivedAt"]),
  list("benefit-grants", "grants", ["number", "name", "kind", "state", "expiresAt"]),
  list("deliveries", "deliveries", ["benefit", "state", "channel", "recipient", "createdAt"]),
  list("disputes", "disputes", ["number", "state", "amount", "reason", "outcome", "createdAt"]),
  list("refunds", "refunds", ["number", "state", "amount", "destination", "createdAt"]),
  list("refund-tasks", "tasks", ["attempt", "state", "amount", "cause", "createdAt"]),
];

export type OrderRelatedProps = { reader: Reader; orderId: string; only?: readonly string[] };

/** Lists of what belongs to one order, each for who may see it. */
export function OrderRelated({ reader, orderId, only }: OrderRelatedProps) {
  const lists = related.filter(([name]) => !only || only.includes(name));
  return <RelatedLists reader={reader} filters={{ orderId }} lists={lists} />;
}
