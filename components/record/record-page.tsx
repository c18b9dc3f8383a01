import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CommandSpec } from "../form/command";
import { PageHeader, type TabLink } from "../shell/page-header";
import type { Crumb } from "../ui/breadcrumbs";
import { cn } from "../ui/cn";
import { CopyableId } from "../ui/copyable-id";
import { StateBadge, type StateOption } from "../ui/state-badge";
import { RecordActions } from "./record-actions";

export type RecordPageProps = {
  crumbs: Crumb[];
  /** What people call it. */
  title: string;
  /** What people read out: its number, or its id. */
  number: string;
  state?: { value: string; options: StateOption[] };
  /** More beside the state: badges. */
  beside?: ReactNode;
  description?: ReactNode;
  actions?: CommandSpec[];
  /** Buttons that are no commands, before the commands. */
  extraActions?: ReactNode;
  primaryAction?: boolean;
  tabs?: TabLink[];
  activeTab?: string;
  /** Notices above everything: waiting for approval, suspended since. */
  notice?: ReactNode;
  /** The narrow column: facts, related records. It comes first on a phone, unless the wide one is what one came for. */
  aside?: ReactNode;
  asideLast?: boolean;
  /** The wide column: what it is about, then its timeline. */
  children: ReactNode;
};

/** One record: identity and state on top with what this reader may do, then facts, related records, timeline. */
export function RecordPage(props: RecordPageProps) {
  const t = useTranslations("core.record");
  const {
    crumbs,
    title,
    number,
    state,
    beside,
    description,
    actions = [],
    extraActions,
    tabs,
    activeTab,
  } = props;
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title={title}
        beside={
          <>
            {state ? <StateBadge value={state.value} options={state.options} /> : null}
            {beside}
            <CopyableId id={number} />
          </>
        }
        description={description}
        actions={
          actions.length > 0 || extraActions ? (
            <>
              {extraActions}
              <RecordActions actions={actions} primary={props.primaryAction} />
            </>
          ) : undefined
        }
        tabs={tabs}
        activeTab={activeTab}
      />
      {props.notice ? <div className="mb-4 flex flex-col gap-2 empty:hidden">{props.notice}</div> : null}
      {props.aside ? (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div className={cn("flex min-w-0 flex-col gap-4", !props.asideLast && "max-lg:order-last")}>
            {props.children}
          </div>
          <aside aria-label={t("facts")} className="flex min-w-0 flex-col gap-4">
            {props.aside}
          </aside>
        </div>
      ) : (
        <div className="flex min-w-0 flex-col gap-4">{props.children}</div>
      )}
    </>
  );
}
