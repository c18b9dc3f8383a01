import type { ReactNode } from "react";
import type { CommandSpec } from "@/components/form/command";
import { RecordPage as RecordFrame } from "@/components/record/record-page";
import type { Crumb } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import type { StateOption } from "@/components/ui/state-badge";
import { openApprovals } from "./approvals/open-approvals";
import { type Fact, Facts } from "./facts";
import type { Reader } from "./reader";
import { TargetTimeline } from "./target-timeline";

export type RecordPageProps = {
  reader: Reader;
  crumbs: Crumb[];
  title: string;
  /** What people read out: its number, or its id. */
  number: string;
  state?: { value: string; options: StateOption[] };
  beside?: ReactNode;
  description?: ReactNode;
  /** What this reader may do with it now, the likeliest first. */
  actions?: CommandSpec[];
  primaryAction?: boolean;
  /** Buttons that lead elsewhere, before the actions. */
  links?: ReactNode;
  /** Above everything else: what one must know first. */
  notice?: ReactNode;
  factsTitle?: string;
  facts: Fact[];
  /** Beside everything, above the facts and beneath them. */
  asideFirst?: ReactNode;
  aside?: ReactNode;
  /** On a phone, what hangs on it comes before what is known of it. */
  asideLast?: boolean;
  /** What hangs on it: related lists and whatever is special about its kind. */
  children?: ReactNode;
  /** What approvals and the audit trail call it; without it there is neither notice of what is open nor timeline. */
  target?: { type: string; id: string };
};

/** One record: who it is and how it stands, what one may do with it, what is known, what hangs on it, what happened to it. */
export async function RecordPage({
  reader,
  factsTitle,
  facts,
  asideFirst,
  aside,
  links,
  children,
  target,
  notice,
  ...frame
}: RecordPageProps) {
  const open = target ? await openApprovals(reader, target) : [];
  return (
    <RecordFrame
      {...frame}
      notice={
        notice || open.length > 0 ? (
          <>
            {notice}
            {open}
          </>
        ) : null
      }
      extraActions={links}
      aside={
        <>
          {asideFirst}
          <Card title={factsTitle ?? reader.t("core.record.facts")} flush>
            <Facts facts={facts} />
          </Card>
          {aside}
        </>
      }
    >
      {children}
      {target ? <TargetTimeline reader={reader} target={target} /> : null}
    </RecordFrame>
  );
}
