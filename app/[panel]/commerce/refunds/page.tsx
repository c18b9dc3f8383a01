import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { refunds } from "@/lib/commerce/refunds/resource";
import { may } from "@/lib/core/caller";
import { approvals } from "@/lib/governance/approvals/resource";

export const generateMetadata = titled("commerce.resources.refunds.label");

export default async function RefundsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, refunds.permission);
  const { caller, t, href } = reader;
  return (
    <ResourcePage
      reader={reader}
      resource={refunds}
      searchParams={searchParams}
      actions={
        <>
          <Button asChild>
            <Link href={href("commerce/refunds?state=to_send")}>
              {t("commerce.pages.refunds.to_send_list")}
            </Link>
          </Button>
          {may(caller, approvals.permission ?? "") ? (
            <Button asChild>
              <Link href={href(`governance/approvals?command=${requestRefund.name}&state=pending`)}>
                {t("commerce.pages.refunds.waiting")}
              </Link>
            </Button>
          ) : null}
        </>
      }
      emptyDescription={t("commerce.pages.refunds.empty")}
    />
  );
}
