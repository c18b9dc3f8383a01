import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Step = {
  label: string;
  state: "done" | "current" | "ahead" | "failed";
  /** Who did it, when, or who may. */
  note?: ReactNode;
};

/** The way of something through its stations: an import, an approval, a wizard. */
export function Steps({ steps }: { steps: Step[] }) {
  const t = useTranslations("core.common");
  const words = {
    done: t("stepDone"),
    current: t("stepCurrent"),
    ahead: t("stepAhead"),
    failed: t("stepFailed"),
  };
  return (
    <ol aria-label={t("steps")} className="flex flex-col gap-3 sm:flex-row sm:gap-0">
      {steps.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === "current" ? "step" : undefined}
          className="relative flex min-w-0 flex-1 gap-2 sm:flex-col sm:pr-4"
        >
          {index < steps.length - 1 ? (
            <span
              aria-hidden
              className={cn(
                "absolute max-sm:top-7 max-sm:-bottom-2 max-sm:left-3 max-sm:w-px sm:top-3 sm:right-1 sm:left-8 sm:h-px",
                step.state === "done" ? "bg-done" : "bg-line-strong",
              )}
            />
          ) : null}
          <span
            className={cn(
              "figures grid size-6 shrink-0 place-items-center rounded-full font-medium text-xs",
              LOOK[step.state],
            )}
          >
            <Sign state={step.state} number={index + 1} />
          </span>
          <div className="min-w-0 text-sm">
            <p
              className={cn(
                "[overflow-wrap:anywhere]",
                step.state === "ahead" ? "text-ink-3" : "font-medium",
              )}
            >
              {step.label}
              <span className="sr-only">, {words[step.state]}</span>
            </p>
            {step.note ? <div className="text-ink-3 text-xs">{step.note}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

const LOOK: Record<Step["state"], string> = {
  done: "bg-done-soft text-done",
  current: "bg-progress-soft text-progress ring-1 ring-progress",
  ahead: "bg-sunken text-ink-3 ring-1 ring-line-strong",
  failed: "bg-danger-soft text-danger",
};

function Sign({ state, number }: { state: Step["state"]; number: number }) {
  if (state === "done") return <Check aria-hidden className="size-3.5" />;
  if (state === "failed") return <X aria-hidden className="size-3.5" />;
  return <>{number}</>;
}
