import { Suspense } from "react";
import { Stat } from "@/components/ui/stat";
import type { Readiness } from "@/lib/sre/health/ready";
import { jobRuns } from "@/lib/sre/job-runs/resource";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { FigureSkeleton } from "./figure-skeleton";

type HealthProps = {
  reader: Reader;
  /** Asks, which takes up to some seconds. */
  ready: () => Promise<Readiness>;
};

/** Whether the product can do its work (control-tower 4.2), for who may see the page that says more. */
export function Health({ reader, ready }: HealthProps) {
  if (!mayRead(jobRuns, reader) || reader.caller.scope.kind !== "all") return null;
  return (
    <Suspense fallback={<FigureSkeleton />}>
      <Light reader={reader} ready={ready} />
    </Suspense>
  );
}

async function Light({ reader: { t, href }, ready }: HealthProps) {
  const { state, ...checks } = await ready();
  const down = Object.entries(checks).flatMap(([name, check]) => (check.state === "down" ? [name] : []));
  const texts = "core.console.dashboard.figures.health";
  return (
    <Stat
      label={t(`${texts}.label`)}
      value={t(`${texts}.${state}`)}
      note={
        down.length > 0
          ? t(`${texts}.lacking`, {
              parts: down.map((name) => t(`sre.pages.health.parts.${name}.name`)).join(", "),
            })
          : t(`${texts}.detail`)
      }
      tone={down.length > 0 ? "danger" : "done"}
      href={href("sre/health")}
    />
  );
}
