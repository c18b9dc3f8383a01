import { CommandButton } from "@/components/form/command-button";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { asRecords, list } from "@/lib/core/resource/list";
import { closeCircuitBreaker } from "@/lib/sre/circuit-breakers/close";
import { circuitBreakers } from "@/lib/sre/circuit-breakers/resource";
import { offer } from "../command-offer";
import type { Reader } from "../reader";

/** What is switched off right now, why, and the way to switch it on again. */
export async function OpenBreakers({ reader }: { reader: Reader }) {
  const { caller, t } = reader;
  const open = await list(
    circuitBreakers,
    { filters: { state: "open" }, columns: ["key", "reason", "changedAt"], limit: 50 },
    caller,
    { withTotal: false },
  );
  return asRecords(open).map((breaker) => {
    const key = String(breaker.key);
    const close = offer(reader, closeCircuitBreaker, {
      icon: "circle-play",
      ask: ["reason"],
      defaults: { key },
      label: t("sre.pages.breakers.close"),
      title: t("sre.pages.breakers.closeTitle", { key }),
    });
    return (
      <Notice
        key={key}
        tone="danger"
        className="mb-4"
        title={t("sre.pages.breakers.isOpen", { key })}
        action={close ? <CommandButton spec={close} size="sm" /> : undefined}
      >
        {breaker.reason ? <p>{String(breaker.reason)}</p> : null}
        <p className="text-xs">
          {t("sre.pages.breakers.since")} <Time value={String(breaker.changedAt)} style="both" />
        </p>
      </Notice>
    );
  });
}
