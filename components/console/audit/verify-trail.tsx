"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { AnswerButton } from "@/components/form/answer-button";
import type { CommandSpec } from "@/components/form/command";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Verdict } from "@/lib/governance/audit-entries/faults";

export type VerifyTrailProps = { spec: CommandSpec; recordHref: string };

/** Recomputes the sealed chain and says what it found; the dialog stays until it was read. */
export function VerifyTrail({ spec, recordHref }: VerifyTrailProps) {
  return (
    <AnswerButton
      spec={spec}
      answer={(data) => <VerdictWords verdict={data as Verdict} recordHref={recordHref} />}
    >
      <ShieldCheck aria-hidden />
      {spec.label}
    </AnswerButton>
  );
}

function VerdictWords({ verdict, recordHref }: { verdict: Verdict; recordHref: string }) {
  const t = useTranslations("core.console.verify");
  const whole = verdict.faultCount === 0;
  return (
    <div className="space-y-3">
      <Notice
        live
        tone={whole ? "done" : "danger"}
        title={whole ? t("whole") : t("broken", { count: verdict.faultCount })}
      >
        {t("checked", {
          checked: verdict.checked,
          sealed: verdict.sealedUpTo,
          unsealed: verdict.unsealed,
        })}
      </Notice>
      {whole ? null : (
        <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
          {verdict.faults.map((fault) => (
            <li key={`${fault.kind}${fault.sequence}${fault.id}`} className="px-3 py-2">
              <span className="font-medium text-danger">{t(`kinds.${fault.kind}`)}</span>{" "}
              {fault.id ? (
                <Link
                  href={recordHref.replace(":id", fault.id)}
                  className="font-mono text-accent text-xs hover:underline"
                >
                  {fault.action ?? fault.id}
                </Link>
              ) : (
                <span className="figures text-ink-3">{fault.sequence}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
