import type { CommandSpec } from "@/components/form/command";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { formatMoney } from "@/lib/core/i18n/format";
import type { MoneyValue } from "@/lib/core/resource/description";
import { offer } from "../command-offer";
import type { Reader } from "../reader";

/** What can be refunded, and where its money may go. */
export type Refundable = (
  | { orderId: string; destinations: ("original" | "balance")[] }
  | { topUpId: string }
  | { refundTaskId: string; destinations: ("original" | "balance")[] }
) & {
  /** What is left to refund. */
  left: MoneyValue;
};

/** Asking for a refund, as the page of an order, a top-up or a refund task offers it; null where one may not. */
export function refundOffer(reader: Reader, { left, ...what }: Refundable): CommandSpec | null {
  const { t } = reader;
  const destinations = "destinations" in what ? what.destinations : (["original"] as const);
  const whole = "refundTaskId" in what;
  const { destinations: _, ...ids } = { destinations, ...what };
  return offer(reader, requestRefund, {
    icon: "undo-2",
    description: t("commerce.commands.refunds.request.consequences", {
      left: formatMoney(left, reader.caller.locale),
    }),
    ask: [
      "amount",
      ...(destinations.length > 1 ? ["destination"] : []),
      ...(whole ? [] : ["billShortfall"]),
      "reason",
    ],
    changes: {
      amount: {
        kind: "money",
        currencies: [left.currency],
        positive: true,
        max: Number(left.amount),
        readOnly: whole,
      },
      destination: {
        kind: "radio",
        options: destinations.map((value) => ({
          value,
          label: t(`commerce.commands.refunds.request.values.destination.${value}`),
        })),
      },
    },
    defaults: { ...ids, amount: left, destination: destinations[0], billShortfall: false },
  });
}
