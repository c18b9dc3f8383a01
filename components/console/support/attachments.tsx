import { Paperclip } from "lucide-react";
import { formatBytes } from "@/lib/core/i18n/format";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { PhotoGrid } from "../photo-grid";
import type { Reader } from "../reader";

type Attachment = SupportTicketRecord["comments"][number]["attachments"][number];

const address = (id: string) => `/api/files/support-attachment/${id}`;

/** What came with a comment: pictures to look at, anything else to fetch. */
export function Attachments({ reader, attachments }: { reader: Reader; attachments: Attachment[] }) {
  const { t, caller } = reader;
  const size = (file: Attachment) => formatBytes(file.bytes, caller.locale);
  const pictures = attachments.filter((file) => file.thumbnail);
  const others = attachments.filter((file) => !file.thumbnail);
  return (
    <>
      {pictures.length > 0 ? (
        <div className="mt-2">
          <PhotoGrid
            next={t("support.pages.ticket.nextPicture")}
            previous={t("support.pages.ticket.previousPicture")}
            download={t("support.pages.ticket.download")}
            photos={pictures.map((file) => ({
              id: file.id,
              src: address(file.id),
              label: file.name,
              detail: size(file),
            }))}
          />
        </div>
      ) : null}
      {others.length > 0 ? (
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {others.map((file) => (
            <li key={file.id} className="min-w-0">
              <a
                href={address(file.id)}
                className="flex max-w-full items-center gap-1.5 rounded-sm border border-line bg-surface px-2 py-1 text-sm hover:bg-hover"
              >
                <Paperclip aria-hidden className="size-3.5 shrink-0 text-ink-3" />
                <span className="min-w-0 truncate">{file.name}</span>
                <span className="figures shrink-0 text-ink-3 text-xs">{size(file)}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
