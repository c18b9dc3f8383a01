import { env } from "@/lib/core/env";

/** A mail's text as a mail program would draw it: lines kept, addresses of ours to be followed. */
export function MailText({ text }: { text: string }) {
  const own = env().APP_URL;
  return (
    <div className="wrap-anywhere whitespace-pre-wrap">
      {text.split(/(https?:\/\/\S+)/).map((part, index) =>
        part.startsWith(`${own}/`) && !part.includes("…") ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <a key={index} href={part} className="text-accent underline underline-offset-2">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
