import { getLocale, getTimeZone } from "next-intl/server";
import { Card } from "@/components/ui/card";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import { commands } from "@/lib/registry";
import { changedFields, fieldWords } from "../change-words";
import { Changes } from "../changes";
import { fieldLabel } from "../command-fields";
import { JsonText } from "../fact-value";
import type { Reader } from "../reader";

/** What would change, as it stood when it was asked for, and the frozen input itself for who wants to see it. */
export async function ApprovalChange({ reader, approval }: { reader: Reader; approval: ApprovalRecord }) {
  const { t } = reader;
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()]);
  const noun = approval.target?.type ?? approval.command.split(".")[0] ?? null;
  const command = commands.get(approval.command);
  const shown = approval.before ?? approval.after;
  const fields = changedFields(approval.before, approval.after ?? approval.input, {
    noun,
    t,
    locale,
    timeZone,
  }).map((field) => ({
    ...field,
    label:
      command && fieldWords(field.key, { noun, t }) === field.key
        ? fieldLabel(command, field.key, t)
        : field.label,
  }));
  const title = t("governance.pages.approvals.change");
  return (
    <Card
      title={title}
      description={t(
        shown ? "governance.pages.approvals.changeThen" : "governance.pages.approvals.inputOnly",
      )}
      flush
    >
      <Changes fields={fields} label={title} />
      <details className="border-line border-t px-4 py-2">
        <summary className="cursor-pointer text-ink-3 text-sm hover:text-ink">
          {t("governance.pages.approvals.input")}
        </summary>
        <div className="mt-2 mb-1">
          <JsonText value={approval.input} />
        </div>
      </details>
    </Card>
  );
}
