import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { incomingMails } from "@/lib/support/mail/resource";

export const generateMetadata = titled("support.resources.incoming-mails.label");

export default async function IncomingMailsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, incomingMails.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={incomingMails}
      searchParams={searchParams}
      emptyDescription={reader.t("support.pages.mails.empty")}
    />
  );
}
