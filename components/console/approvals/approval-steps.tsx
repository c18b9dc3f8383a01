import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { toneInk } from "@/components/ui/tone";
import { ToneMark } from "@/components/ui/tone-mark";
import type { Tone } from "@/lib/core/resource/description";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import type { Reader } from "../reader";

const toneOf = (state: string): Tone => {
  if (state === "approved") return "done";
  if (state === "rejected") return "danger";
  return state === "current" ? "waiting" : "neutral";
};

/** Who has agreed, whose turn it is, and who comes after. */
export function ApprovalSteps({ reader, steps }: { reader: Reader; steps: ApprovalRecord["steps"] }) {
  const { t } = reader;
  return (
    <Card title={t("governance.pages.approvals.steps")} flush>
      <ol className="divide-y divide-line">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order
          <li key={index} className="px-4 py-2.5 text-sm">
            <p className="flex items-center gap-2">
              <ToneMark tone={toneOf(step.state)} className={toneInk[toneOf(step.state)]} />
              <span className={cn("min-w-0 flex-1 font-medium", step.state === "ahead" && "text-ink-3")}>
                {step.label}
              </span>
              <span className="text-ink-3 text-xs">{t(`governance.pages.approvals.step.${step.state}`)}</span>
            </p>
            {step.decision ? (
              <p className="mt-0.5 pl-4 text-ink-2">
                {step.decision.by.name} <Time value={step.decision.at} className="text-ink-3 text-xs" />
              </p>
            ) : (
              <p className="mt-0.5 pl-4 font-mono text-ink-3 text-xs">{step.permission}</p>
            )}
            {step.decision?.reason ? (
              <q className="mt-0.5 block pl-4 text-ink-2 [overflow-wrap:anywhere]">{step.decision.reason}</q>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
