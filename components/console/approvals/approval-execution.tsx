import { Card } from "@/components/ui/card";
import { JsonViewer } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import { StateBadge, type StateOption } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import type { Reader } from "../reader";

export type ApprovalExecutionProps = { reader: Reader; approval: ApprovalRecord; runStates: StateOption[] };

/** How it was carried out: every attempt, what came of it, and what went wrong. */
export function ApprovalExecution({ reader, approval, runStates }: ApprovalExecutionProps) {
  const { t, href } = reader;
  const texts = "governance.pages.approvals";
  if (approval.attempts === 0 && approval.runs.length === 0) return null;
  return (
    <Card
      title={t(`${texts}.execution`)}
      description={t(`${texts}.attempts`, { count: approval.attempts })}
      flush
    >
      {approval.error ? (
        <p role="alert" className="bg-danger-soft px-4 py-2 text-danger text-sm [overflow-wrap:anywhere]">
          {approval.error.message}
        </p>
      ) : null}
      {approval.runs.length > 0 ? (
        <ul className="divide-y divide-line">
          {approval.runs.map((run) => (
            <li key={run.id} className="flex min-h-row items-center gap-3 px-4 py-1 text-sm">
              <Link href={href(`sre/job-runs/${run.id}`)} className="hover:text-accent hover:underline">
                <Time value={run.startedAt} style="exact" />
              </Link>
              <span className="flex-1" />
              <StateBadge value={run.state} options={runStates} />
            </li>
          ))}
        </ul>
      ) : null}
      {approval.result !== null && approval.result !== undefined ? (
        <details className="border-line border-t px-4 py-2">
          <summary className="cursor-pointer text-ink-3 text-sm hover:text-ink">
            {t(`${texts}.result`)}
          </summary>
          <div className="mt-2 mb-1">
            <JsonViewer value={approval.result} />
          </div>
        </details>
      ) : null}
    </Card>
  );
}
