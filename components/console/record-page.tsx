import type { ReactNode } from "react";
import type { CommandSpec } from "@/components/form/command";
import { CommandButton } from "@/components/form/command-button";
import { PageHeader } from "@/components/shell/page-header";
import type { Crumb } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { type Fact, Facts } from "./facts";
import type { Reader } from "./reader";
import { TargetTimeline } from "./target-timeline";

export type RecordPageProps = {
  reader: Reader;
  crumbs: Crumb[];
  title: string;
  /** Beside the title: its state, its number. */
  beside?: ReactNode;
  description?: ReactNode;
  /** What this reader may do with it now. */
  actions?: CommandSpec[];
  /** Buttons that lead elsewhere, before the actions. */
  links?: ReactNode;
  /** Above everything else: what one must know first. */
  notice?: ReactNode;
  factsTitle: string;
  facts: Fact[];
  /** What hangs on it: related lists and whatever is special about its kind. */
  children?: ReactNode;
  /** What the audit trail calls it. */
  target: { type: string; id: string };
};

/** One record: who it is and how it stands, what one may do with it, what is known, what hangs on it, what happened to it. */
export function RecordPage(props: RecordPageProps) {
  const { reader, target } = props;
  return (
    <>
      <PageHeader
        title={props.title}
        beside={props.beside}
        description={props.description}
        crumbs={props.crumbs}
        actions={
          <>
            {props.links}
            {props.actions?.map((spec) => (
              <CommandButton key={spec.command} spec={spec} />
            ))}
          </>
        }
      />
      {props.notice ? <div className="mb-4">{props.notice}</div> : null}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          <Card title={props.factsTitle} flush>
            <Facts facts={props.facts} />
          </Card>
          {props.children}
        </div>
        <TargetTimeline reader={reader} target={target} />
      </div>
    </>
  );
}
