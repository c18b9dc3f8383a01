import { Suspense } from "react";
import { pageCrumbs } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { Refresh } from "@/components/console/refresh";
import { WebhookMonitor } from "@/components/console/sre/webhook-monitor";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";

export const generateMetadata = titled("sre.pages.webhooks.title");

export default async function WebhooksPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, paymentEvents.permission, { platformOnly: true });
  const { t, href } = reader;
  const title = t("sre.pages.webhooks.title");
  return (
    <>
      <PageHeader
        title={title}
        description={t("sre.pages.webhooks.description")}
        crumbs={pageCrumbs(reader, "sre", title)}
        actions={
          <Button asChild>
            <Link href={href("commerce/payment-events")}>{t("sre.pages.webhooks.all")}</Link>
          </Button>
        }
      />
      <Suspense fallback={<MonitorSkeleton />}>
        <WebhookMonitor reader={reader} />
      </Suspense>
      <Refresh seconds={15} />
    </>
  );
}

function MonitorSkeleton() {
  return (
    <Card>
      <div className="space-y-4">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    </Card>
  );
}
