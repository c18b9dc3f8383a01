import { Chart } from "@/components/chart/chart";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { NumberText } from "@/components/ui/number";
import { Stat, StatRow } from "@/components/ui/stat";
import { Time } from "@/components/ui/time";
import { paymentEventMachine } from "@/lib/commerce/payment-events/machine";
import {
  type EventState,
  eventStates,
  type Monitor,
  webhookMonitor,
} from "@/lib/commerce/payment-events/monitor";
import { webhookSecrets } from "@/lib/commerce/providers/stripe/signature";
import { after, minutes, now } from "@/lib/core/clock";
import { listHref } from "../figures";
import type { Reader } from "../reader";
import { WebhookFailures } from "./webhook-failures";

const words = "sre.pages.webhooks";

/** Waiting longer than this is more than the way through the engine. */
const pilingUpAfter = minutes(5);

/** Whether what providers tell us is believed, handled, or piling up: the figures, the last day, and what failed. */
export async function WebhookMonitor({ reader }: { reader: Reader }) {
  const { caller, t } = reader;
  const found = await webhookMonitor(caller);
  const { states, signatures, backlog } = found;
  const since = after(now(), -86_400_000).toISOString().slice(0, 10);
  const list = (filters: Record<string, string>) => listHref(reader, "commerce/payment-events", filters);
  const received = eventStates.reduce((sum, state) => sum + states[state], 0);
  const figure = (value: number) => <NumberText value={value} />;
  const label = (state: EventState) => t(`commerce.resources.payment-events.values.state.${state}`);
  return (
    <div className="space-y-4">
      <Health reader={reader} found={found} />
      <StatRow>
        <Stat
          label={t(`${words}.received`)}
          value={figure(received)}
          note={t(`${words}.last24`)}
          href={list({ receivedAt: `${since}..` })}
        />
        <Stat
          label={t(`${words}.backlog`)}
          value={figure(backlog.count)}
          tone={backlog.count > 0 ? "waiting" : undefined}
          note={
            backlog.oldest ? (
              <Time value={backlog.oldest.toISOString()} style="relative" />
            ) : (
              t(`${words}.noBacklog`)
            )
          }
          href={list({ state: "received" })}
        />
        <Stat
          label={t(`${words}.failed`)}
          value={figure(states.failed)}
          tone={states.failed > 0 ? "danger" : undefined}
          note={t(`${words}.failedNote`)}
          href={list({ state: "failed" })}
        />
        <Stat
          label={t(`${words}.refused`)}
          value={figure(signatures.invalid)}
          tone={signatures.invalid > 0 ? "danger" : undefined}
          note={t(`${words}.failedNote`)}
          href={list({ signatureState: "invalid" })}
        />
      </StatRow>
      <Card title={t(`${words}.chart`)}>
        <Chart
          title={t(`${words}.chart`)}
          kind="bar"
          axis="hour"
          stacked
          series={eventStates.map((state) => ({
            key: state,
            label: label(state),
            // Not the red of what failed: it never was ours to handle.
            tone: state === "refused" ? "neutral" : paymentEventMachine.states[state],
          }))}
          data={received === 0 ? [] : found.byHour.map(({ at, ...counts }) => ({ x: at, ...counts }))}
        />
      </Card>
      <WebhookFailures reader={reader} failures={found.failures} />
    </div>
  );
}

function Health({ reader: { t }, found: { states, backlog } }: { reader: Reader; found: Monitor }) {
  if (webhookSecrets().length === 0)
    return (
      <Notice tone="waiting" title={t(`${words}.health.off`)}>
        {t(`${words}.health.offText`)}
      </Notice>
    );
  const piling = backlog.oldest !== null && now().getTime() - backlog.oldest.getTime() > pilingUpAfter;
  if (piling)
    return (
      <Notice tone="danger" title={t(`${words}.health.piling`)}>
        {t(`${words}.health.pilingText`)}
      </Notice>
    );
  if (states.failed > 0)
    return (
      <Notice tone="danger" title={t(`${words}.health.failing`)}>
        {t(`${words}.health.failingText`)}
      </Notice>
    );
  return <Notice tone="done" title={t(`${words}.health.ok`)} />;
}
