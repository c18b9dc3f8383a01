import { Card } from "@/components/ui/card";
import { JsonViewer } from "@/components/ui/code-block";
import { askedChange } from "@/components/ui/diff";
import { DiffViewer } from "@/components/ui/diff-viewer";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import { diffFields } from "../diff-fields";
import type { Reader } from "../reader";

/** What would change, or has changed, as it stood when it was asked for, and the frozen input itself for who wants to see it. */
export function ApprovalChange({ reader, approval }: { reader: Reader; approval: ApprovalRecord }) {
  const { t } = reader;
  const { before, command, input, state } = approval;
  const after = approval.after ?? input;
  const noun = approval.target?.type ?? command.split(".")[0] ?? null;
  const known = approval.before !== null || approval.after !== null;
  const fields = diffFields(reader, { before, after, noun, action: command });
  // Without a preview of what comes, all there is to say is what was and what was put in.
  const asked = before && approval.after ? askedChange(before, approval.after) : null;
  return (
    <Card
      title={t("governance.pages.approvals.change", { state })}
      description={t(`governance.pages.approvals.${known ? "changeThen" : "inputOnly"}`, { state })}
    >
      {asked ? (
        <div className="flex flex-col gap-3">
          {Object.keys(asked.after).length > 0 ? (
            <DiffViewer before={asked.before} after={asked.after} fields={fields} />
          ) : null}
          {Object.keys(asked.about).length > 0 ? (
            <DiffViewer before={null} after={asked.about} afterOnly fields={fields} />
          ) : null}
        </div>
      ) : (
        <DiffViewer before={before} after={after} afterOnly={before === null} fields={fields} />
      )}
      <details className="mt-3">
        <summary className="cursor-pointer text-ink-3 text-sm hover:text-ink">
          {t("governance.pages.approvals.input")}
        </summary>
        <div className="mt-2">
          <JsonViewer value={input} />
        </div>
      </details>
    </Card>
  );
}
