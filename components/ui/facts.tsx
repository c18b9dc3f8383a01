import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Fact = {
  label: string;
  /** null is drawn as nothing known. */
  value: ReactNode;
  /** The whole width, for long words. */
  wide?: boolean;
};

/** What is known of a record, label over value, as many columns as there is room for. */
export function Facts({ facts, columns = 3 }: { facts: Fact[]; columns?: 1 | 2 | 3 | 4 }) {
  const t = useTranslations("core.common");
  return (
    <dl className={cn("grid gap-x-6 gap-y-3", GRID[columns])}>
      {facts.map((fact) => (
        <div key={fact.label} className={cn("min-w-0", fact.wide && "col-span-full")}>
          <dt className="text-ink-3 text-xs">{fact.label}</dt>
          <dd className="mt-0.5 text-sm [overflow-wrap:anywhere]">
            {fact.value === null || fact.value === undefined || fact.value === "" ? (
              <span className="text-ink-3">{t("empty")}</span>
            ) : (
              fact.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const GRID = {
  1: "",
  2: "sm:grid-cols-2",
  3: "grid-cols-2 lg:grid-cols-3",
  4: "grid-cols-2 lg:grid-cols-4",
};
