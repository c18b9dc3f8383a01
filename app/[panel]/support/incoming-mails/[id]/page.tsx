import { LifeBuoy } from "lucide-react";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { stateOptions } from "@/components/console/state-options";
import { mailTicketOffer } from "@/components/console/support/mail-offer";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { describeResource } from "@/lib/core/resource/describe";
import { readIncomingMail } from "@/lib/support/mail/read";
import { incomingMails } from "@/lib/support/mail/resource";
import { supportTickets } from "@/lib/support/support-tickets/resource";

export const generateMetadata = titled("support.resources.incoming-mails.one");

const shown = ["sender", "receivedAt", "note", "ticket", "handledAt", "error", "messageId"];

export default async function IncomingMailPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([
    readerWith(params, incomingMails.permission, { platformOnly: true }),
    params,
  ]);
  const { caller, t, href, panel } = reader;
  const { columns, message, kept } = await orNotFound(readIncomingMail(id, caller));
  const aside = columns.state === "unknown" || columns.state === "failed";
  const words = "support.pages.mail";
  const title = String(columns.subject || t(`${words}.noSubject`));
  const spec = aside && message ? mailTicketOffer(reader, id) : null;
  const ticket =
    columns.ticketId && mayRead(supportTickets, reader)
      ? href(`support/support-tickets/${columns.ticketId}`)
      : undefined;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, incomingMails, { label: title })}
      title={title}
      number={id}
      state={{ value: String(columns.state), options: stateOptions(reader, incomingMails) }}
      primaryAction
      actions={spec ? [spec] : []}
      links={
        ticket ? (
          <Button asChild>
            <Link href={ticket}>
              <LifeBuoy aria-hidden />
              {t(`${words}.toTicket`)}
            </Link>
          </Button>
        ) : null
      }
      notice={
        aside ? (
          <Notice tone={columns.state === "failed" ? "danger" : "waiting"}>
            {t(`${words}.${message ? "aside" : kept ? "unreadable" : "forgotten"}`)}
          </Notice>
        ) : undefined
      }
      facts={factsOf(describeResource(incomingMails, caller, t, panel), columns, shown, {
        hrefs: { ticket },
      })}
      target={{ type: "incoming-mails", id }}
    >
      {message ? (
        <Card title={t(`${words}.text`)}>
          <p className="whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">
            {message.text || t(`${words}.noText`)}
          </p>
          {message.files.length > 0 ? (
            <p className="mt-3 text-ink-3 text-xs [overflow-wrap:anywhere]">
              {t(`${words}.files`, { names: message.files.join(", ") })}
            </p>
          ) : null}
        </Card>
      ) : null}
    </RecordPage>
  );
}
