import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { outgoingMails } from "@/lib/notifications/mail/resource";

export const generateMetadata = titled("notifications.resources.outgoing-mails.label");

export default async function MailboxPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, outgoingMails.permission, { platformOnly: true });
  return (
    <ResourcePage
      reader={reader}
      resource={outgoingMails}
      path="notifications/mail"
      crumbs={[{ label: reader.t("notifications.name") }]}
      searchParams={searchParams}
    />
  );
}
