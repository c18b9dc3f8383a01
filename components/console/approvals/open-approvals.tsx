import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { openApprovalsOf } from "@/lib/governance/approvals/open";
import { approvals } from "@/lib/governance/approvals/resource";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { actionTitle } from "../timeline-of";

/** What is asked for about a record and not done yet, one notice each; nothing for who may not read approvals. */
export async function openApprovals(
  reader: Reader,
  target: { type: string; id: string },
): Promise<ReactNode[]> {
  if (!mayRead(approvals, reader)) return [];
  const { t, href } = reader;
  const open = await openApprovalsOf(reader.caller, target);
  return open.map(({ id, number, command, state, requester }) => (
    <Notice
      key={id}
      tone={state === "pending" ? "waiting" : "progress"}
      title={t("governance.pages.approvals.open", { action: actionTitle(command, t), state, number })}
      action={
        <Button asChild>
          <Link href={href(`governance/approvals/${id}`)}>{t("core.form.approvalOpen")}</Link>
        </Button>
      }
    >
      {t("governance.pages.approvals.openBy", { requester })}
    </Notice>
  ));
}
