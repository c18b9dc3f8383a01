import { Suspense } from "react";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { Reader } from "./reader";
import { Timeline } from "./timeline";
import { timelineOf } from "./timeline-of";

export type TargetTimelineProps = {
  reader: Reader;
  /** What the audit trail calls the record. */
  target: { type: string; id: string };
};

/** The timeline of a record, as soon as the trail was read; nothing for who may not read it. */
export function TargetTimeline({ reader, target }: TargetTimelineProps) {
  return (
    <Suspense fallback={<TimelineSkeleton label={reader.t("core.timeline.label")} />}>
      <Found reader={reader} target={target} />
    </Suspense>
  );
}

async function Found({ reader, target }: TargetTimelineProps) {
  const entries = await timelineOf(reader.caller, target.type, target.id);
  return entries ? <Timeline reader={reader} entries={entries} noun={target.type} /> : null;
}

function TimelineSkeleton({ label }: { label: string }) {
  return (
    <Card title={label}>
      <div className="space-y-3">
        <Skeleton className="w-3/4" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
      </div>
    </Card>
  );
}
