"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { Notice } from "../ui/notice";
import type { CommandSpec } from "./command";
import { useCommandDoor } from "./command-context";
import { commandInput, type FormValues } from "./values";

/** Asked again once the fingers rest. Milliseconds. */
const rest = 400;

/** Says before anything is sent that somebody else will have to agree, and who; it follows what is typed. */
export function ApprovalAheadNotice({ spec }: { spec: CommandSpec }) {
  const t = useTranslations("core.form");
  const { approvalAhead } = useCommandDoor();
  const [steps, setSteps] = useState<string[] | null>(null);
  const unconcerned = useRef(false);
  const input = inputText(spec, useWatch() as FormValues);
  const { command } = spec;

  useEffect(() => {
    if (unconcerned.current || input === null) return;
    let late = false;
    const timer = setTimeout(() => {
      approvalAhead(command, JSON.parse(input) as Record<string, unknown>).then(
        (ahead) => {
          unconcerned.current = !ahead.concerned;
          if (!late) setSteps(ahead.steps);
        },
        // It is a courtesy: whoever sends the command learns all the same.
        () => {},
      );
    }, rest);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [approvalAhead, command, input]);

  if (!steps) return null;
  return (
    <Notice tone="waiting" live title={t("approvalAheadTitle")}>
      {t("approvalAhead", { steps: steps.join(" → ") })}
    </Notice>
  );
}

/** The command's input as text, so that the same input is not asked about twice; null while a field does not parse. */
function inputText({ fields = [], defaults }: CommandSpec, values: FormValues): string | null {
  try {
    return JSON.stringify(commandInput(fields, values, defaults));
  } catch {
    return null;
  }
}
