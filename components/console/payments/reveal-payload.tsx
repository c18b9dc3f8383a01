"use client";

import { Eye } from "lucide-react";
import { AnswerButton } from "@/components/form/answer-button";
import type { CommandSpec } from "@/components/form/command";
import { JsonViewer } from "@/components/ui/code-block";

export type RevealPayloadProps = { spec: CommandSpec; label: string; gone: string };

/** Shows a whole payload this once, after a reason. */
export function RevealPayload({ spec, label, gone }: RevealPayloadProps) {
  return (
    <AnswerButton
      spec={spec}
      look="ghost"
      size="sm"
      answer={(data) => {
        const { payload } = data as { payload: unknown };
        return payload === null ? (
          <p className="text-danger text-sm">{gone}</p>
        ) : (
          <div className="max-h-[60vh] overflow-auto">
            <p className="mb-2 text-sm">{label}</p>
            <JsonViewer value={payload} label={label} />
          </div>
        );
      }}
    >
      <Eye aria-hidden />
      {spec.label}
    </AnswerButton>
  );
}
