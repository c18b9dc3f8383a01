import { Gauge } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";

export const generateMetadata = titled("commerce.resources.payment-events.label");

export default async function PaymentEventsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, paymentEvents.permission);
  const { caller, t, href } = reader;
  return (
    <ResourcePage
      reader={reader}
      resource={paymentEvents}
      searchParams={searchParams}
      actions={
        caller.scope.kind === "all" ? (
          <Button asChild>
            <Link href={href("sre/webhooks")}>
              <Gauge aria-hidden />
              {t("sre.pages.webhooks.title")}
            </Link>
          </Button>
        ) : null
      }
      emptyDescription={t("commerce.pages.payment-events.empty")}
    />
  );
}
