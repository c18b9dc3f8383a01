"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { CodeCountdown } from "@/components/auth/code-countdown";
import { spaced } from "@/components/auth/spaced-code";
import { cn } from "@/components/ui/cn";
import { CopyableId } from "@/components/ui/copyable-id";
import type { DemoOperator } from "@/lib/governance/auth/demo-help";
import { refreshDemoOperators } from "../actions/demo";

export type DemoOperatorsProps = {
  operators: DemoOperator[];
  password: string;
  /** E-mail address in the form. */
  chosen: string;
  onChoose: (operator: DemoOperator) => void;
};

/** For strangers on a demo: who there is, their password, and what their authenticator shows. */
export function DemoOperators({ operators: first, password, chosen, onChoose }: DemoOperatorsProps) {
  const t = useTranslations("governance.auth.demo");
  const [operators, setOperators] = useState(first);
  const refresh = useCallback(() => void refreshDemoOperators().then(setOperators, () => {}), []);
  return (
    <section
      aria-labelledby="demo-title"
      className="mx-auto w-full min-w-0 max-w-sm rounded-md border border-line border-dashed lg:mx-0 lg:max-w-none"
    >
      <header className="border-line border-b px-4 py-3">
        <h2 id="demo-title" className="font-semibold">
          {t("title")}
        </h2>
        <p className="text-ink-2 text-sm">{t("description")}</p>
        <p className="mt-2 flex flex-wrap items-center gap-x-2 text-sm">
          <span className="text-ink-2">{t("passwordOfAll")}</span>
          <CopyableId id={password} full />
        </p>
      </header>
      <ul className="divide-y divide-line">
        {operators.map((operator) => (
          <li
            key={operator.email}
            className={cn("flex items-center gap-3 px-4", operator.email === chosen && "bg-accent-soft")}
          >
            <button
              type="button"
              aria-label={t("use", { name: operator.name, role: operator.role })}
              onClick={() => onChoose(operator)}
              className="-mx-2 min-h-11 min-w-0 flex-1 cursor-pointer rounded-sm px-2 py-1 text-left hover:bg-hover"
            >
              <span className="flex items-baseline gap-2">
                <span className="shrink-0 font-medium text-sm">{operator.role}</span>
                <span className="truncate text-ink-3 text-xs">
                  {operator.name} · {operator.organization}
                </span>
              </span>
              <span className="block truncate font-mono text-ink-2 text-xs">{operator.email}</span>
            </button>
            <span className="figures font-mono text-sm" title={t("code")}>
              {spaced(operator.code)}
            </span>
          </li>
        ))}
      </ul>
      <footer className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        {t("codes")} (<CodeCountdown onNext={refresh} />)
      </footer>
    </section>
  );
}
