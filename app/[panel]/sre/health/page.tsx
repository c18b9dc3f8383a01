import { Suspense } from "react";
import { pageCrumbs } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { type PanelParams, type Reader, readerWith } from "@/components/console/reader";
import { Refresh } from "@/components/console/refresh";
import { HealthChecks } from "@/components/console/sre/health-checks";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { engineHealth } from "@/inngest/engine-client";
import { now } from "@/lib/core/clock";
import { readiness } from "@/lib/sre/health/ready";
import { jobRuns } from "@/lib/sre/job-runs/resource";

export const generateMetadata = titled("sre.pages.health.title");

export default async function HealthPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, jobRuns.permission, { platformOnly: true });
  const { t } = reader;
  const title = t("sre.pages.health.title");
  return (
    <>
      <PageHeader
        title={title}
        description={t("sre.pages.health.description")}
        crumbs={pageCrumbs(reader, "sre", title)}
      />
      <Suspense fallback={<HealthSkeleton />}>
        <Health reader={reader} />
      </Suspense>
      <Refresh seconds={15} />
    </>
  );
}

async function Health({ reader: { t } }: { reader: Reader }) {
  const found = await readiness(async () => (await engineHealth()).up);
  return (
    <div className="max-w-3xl space-y-4">
      <Notice
        tone={found.state === "up" ? "done" : "danger"}
        title={t(`sre.pages.health.overall.${found.state}`)}
      />
      <Card
        flush
        footer={
          <p className="text-ink-3 text-xs">
            {t("sre.pages.health.asked")} <Time value={now().toISOString()} style="exact" />
          </p>
        }
      >
        <HealthChecks found={found} />
      </Card>
    </div>
  );
}

function HealthSkeleton() {
  return (
    <Card className="max-w-3xl">
      <div className="space-y-4">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
      </div>
    </Card>
  );
}
