import { notFound } from "next/navigation";
import { Notice } from "@/components/auth/notice";
import { Facts } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { orNotFound, type PanelParams, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import { id } from "@/lib/core/id";
import { readMail } from "@/lib/notifications/mail/read";
import { outgoingMails } from "@/lib/notifications/mail/resource";
import { MailText } from "./mail-text";

export const generateMetadata = titled("notifications.resources.outgoing-mails.one");

type Params = PanelParams & { id: string };

export default async function MailPage({ params }: { params: Promise<Params> }) {
  const reader = await readerWith(params, outgoingMails.permission, { platformOnly: true });
  const { t, caller } = reader;
  const key = id.safeParse((await params).id);
  if (!key.success) notFound();
  const mail = await orNotFound(readMail(key.data, caller));
  const base = "notifications.resources.outgoing-mails";
  const states = Object.entries(outgoingMails.columns.state?.values ?? {});
  return (
    <>
      <PageHeader
        title={mail.subject}
        beside={
          <StateBadge
            value={mail.state}
            options={states.map(([value, tone]) => ({
              value,
              tone,
              label: t(`${base}.values.state.${value}`),
            }))}
          />
        }
        crumbs={[
          { label: t("notifications.name") },
          { label: t(`${base}.label`), href: reader.href("notifications/mail") },
        ]}
      />
      <div className="grid max-w-3xl gap-4">
        {mail.state === "kept" ? <Notice tone="waiting">{t("notifications.mail.kept")}</Notice> : null}
        <Card flush>
          <Facts
            facts={[
              { key: "to", label: t("notifications.mail.to"), value: mail.recipient },
              {
                key: "createdAt",
                label: t(`${base}.columns.createdAt`),
                value: <Time value={mail.createdAt.toISOString()} style="both" />,
              },
              ...(mail.sentAt
                ? [
                    {
                      key: "sentAt",
                      label: t(`${base}.columns.sentAt`),
                      value: <Time value={mail.sentAt.toISOString()} style="both" />,
                    },
                  ]
                : []),
              ...(mail.error ? [{ key: "error", label: t(`${base}.columns.error`), value: mail.error }] : []),
            ]}
          />
        </Card>
        <Card>
          <MailText text={mail.text} />
          {mail.withoutSecrets ? (
            <p className="mt-4 text-ink-3 text-xs">{t("notifications.mail.withoutSecrets")}</p>
          ) : null}
        </Card>
      </div>
    </>
  );
}
