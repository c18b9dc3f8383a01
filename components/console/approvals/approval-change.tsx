import { Card } from "@/components/ui/card";
import { JsonViewer } from "@/components/ui/code-block";
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
  return (
    <Card
      title={t("governance.pages.approvals.change", { state })}
      description={t(`governance.pages.approvals.${known ? "changeThen" : "inputOnly"}`, { state })}
    >
      <DiffViewer
        before={before}
        after={after}
        afterOnly={before === null}
        fields={diffFields(reader, { before, after, noun, action: command })}
      />
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
