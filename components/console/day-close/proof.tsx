import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { CurrencyClose } from "@/lib/billing/day-close/read";
import { Money as Amount } from "@/lib/core/money";
import type { Reader } from "../reader";

/** That the figures explain every movement, and that the books balance; or by how much they do not. */
export function Proof({ reader: { t }, close }: { reader: Reader; close: CurrencyClose }) {
  const { channels, trialBalance, currency } = close;
  const sum = (of: (channel: CurrencyClose["channels"][number]) => Amount) =>
    channels.map(of).reduce((all, one) => all.plus(one), Amount.zero(currency));
  const [net, movement, other] = [
    sum((channel) => channel.net),
    sum((channel) => channel.movement),
    sum((channel) => channel.flows.other),
  ];
  const moved = channels.every((channel) => channel.net.compare(channel.movement) === 0);
  const right = moved && trialBalance.isZero;
  const tone = !right ? "danger" : other.isZero ? "done" : "waiting";
  return (
    <Notice tone={tone} title={t(`billing.dayClose.proof.${tone}`)}>
      <span className="flex flex-wrap gap-x-4 gap-y-1">
        <span>
          {t("billing.dayClose.proof.net")} <Money value={net.toJSON()} />
        </span>
        <span>
          {t("billing.dayClose.proof.movement")} <Money value={movement.toJSON()} />
        </span>
        <span>
          {t("billing.dayClose.proofFigures.trialBalance")} <Money value={trialBalance.toJSON()} />
        </span>
      </span>
    </Notice>
  );
}
