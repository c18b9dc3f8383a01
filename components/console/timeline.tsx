import { Card } from "@/components/ui/card";
import { DiffViewer } from "@/components/ui/diff-viewer";
import { Link } from "@/components/ui/link";
import { Timeline as Stream } from "@/components/ui/timeline";
import { actorName } from "./actor-name";
import { changedNames, diffFields } from "./diff-fields";
import type { Reader } from "./reader";
import { TargetLink } from "./target-link";
import { actionTitle, type TimelineEntry } from "./timeline-of";

export type TimelineProps = { reader: Reader; entries: TimelineEntry[]; noun: string };

/** What happened to a record, newest first: who, what, why, and what it changed. */
export function Timeline({ reader, entries, noun }: TimelineProps) {
  const { t, href } = reader;
  return (
    <Card title={t("core.timeline.label")}>
      <Stream
        items={entries.map((entry) => ({
          id: entry.id,
          at: entry.at,
          actor: actorName(entry, t),
          title: (
            <Link
              href={href(`governance/audit-entries/${entry.id}`)}
              className="hover:text-accent hover:underline"
            >
              {actionTitle(entry.action, t)}
            </Link>
          ),
          body: <Body reader={reader} entry={entry} noun={noun} />,
        }))}
      />
    </Card>
  );
}

function Body({ reader, entry, noun }: { reader: Reader; entry: TimelineEntry; noun: string }) {
  const { before, after, action } = entry;
  const fields = diffFields(reader, { before, after, noun, action });
  const { count, names } = changedNames(before, after, fields);
  if (!entry.reason && !entry.approval && count === 0) return null;
  return (
    <>
      {entry.approval ? (
        <p className="text-ink-3 text-xs [&_a]:underline [&_a]:underline-offset-2">
          {reader.t("core.console.throughApproval")}{" "}
          <TargetLink
            reader={reader}
            target={{ type: "approvals", id: entry.approval.id, label: entry.approval.number }}
          />
        </p>
      ) : null}
      {entry.reason ? <q className="block text-ink-2">{entry.reason}</q> : null}
      {count > 0 ? (
        <details className="mt-0.5">
          <summary className="cursor-pointer text-ink-3 text-xs hover:text-ink">
            {reader.t("core.console.changedFields", { count, names })}
          </summary>
          <div className="mt-1">
            <DiffViewer before={before} after={after} fields={fields} />
          </div>
        </details>
      ) : null}
    </>
  );
}
