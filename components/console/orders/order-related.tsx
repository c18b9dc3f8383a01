import { resources } from "@/lib/registry";
import type { Reader } from "../reader";
import { RelatedList } from "../related-list";

/** What hangs on an order, in the order one asks about it. */
const related: [resource: string, title: string, columns: string[]][] = [
  ["payment-attempts", "attempts", ["number", "state", "amount", "paidWith", "failureReason", "createdAt"]],
  ["payment-events", "events", ["type", "state", "signatureState", "attempts", "receivedAt"]],
  ["benefit-grants", "grants", ["number", "name", "kind", "state", "expiresAt"]],
  ["deliveries", "deliveries", ["benefit", "state", "channel", "recipient", "createdAt"]],
  ["disputes", "disputes", ["number", "state", "amount", "reason", "outcome", "createdAt"]],
  ["refunds", "refunds", ["number", "state", "amount", "destination", "createdAt"]],
  ["refund-tasks", "tasks", ["attempt", "state", "amount", "cause", "createdAt"]],
];

export type OrderRelatedProps = { reader: Reader; orderId: string; only?: readonly string[] };

/** Lists of what belongs to one order, each for who may see it. */
export function OrderRelated({ reader, orderId, only }: OrderRelatedProps) {
  return related.map(([name, title, columns]) => {
    const resource = resources.get(name);
    if (!resource?.columns.orderId?.filter || (only && !only.includes(name))) return null;
    return (
      <RelatedList
        key={name}
        reader={reader}
        resource={resource}
        filters={{ orderId }}
        columns={columns.filter((column) => resource.columns[column])}
        title={reader.t(`commerce.pages.orders.${title}`)}
        hideEmpty
      />
    );
  });
}
