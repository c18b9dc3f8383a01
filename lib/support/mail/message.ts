import { createHash } from "node:crypto";
import PostalMime, { type Address, type Email } from "postal-mime";
import { mailHost, threadKeyIn } from "@/lib/support/mail/addresses";
import { textOfHtml } from "@/lib/support/mail/html-text";
import { ownWords } from "@/lib/support/mail/quotes";

/** Longest text of a comment. */
const longestText = 10_000;

export type MailFile = { name: string; content: Uint8Array };

/** An e-mail as far as a ticket needs it. */
export type Message = {
  messageId: string;
  sender: string;
  senderName: string;
  subject: string;
  /** What the sender wrote themselves. */
  text: string;
  /** All of the message's words, what it repeats of others included. */
  whole: string;
  threadKey: string | null;
  /** Why no person wrote it; null when one did. */
  automatic: "auto_submitted" | "bulk" | "bounce" | "own" | null;
  files: MailFile[];
};

/** Ids in a header such as References, without angle brackets, newest first. */
const idsIn = (header: string | undefined): string[] =>
  [...(header ?? "").matchAll(/<([^<>\s]{3,400})>/g)].map(([, id = ""]) => id).reverse();

const mailboxes = (addresses: Address[] | undefined): string[] =>
  (addresses ?? []).flatMap((one) =>
    one.group ? one.group.map(({ address }) => address) : [one.address ?? ""],
  );

/**
 * Reads a message (RFC 5322, MIME).
 * @param raw as a mail server took it.
 * @throws Error when it is none, or when it is nested or headed beyond reason.
 */
export async function readMessage(raw: Uint8Array): Promise<Message> {
  const email = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: 30,
    maxHeadersSize: 256 * 1024,
  });
  const from = email.from?.address ? email.from : undefined;
  const sender = clean(from?.address ?? "").toLowerCase();
  const recipients = [
    ...mailboxes(email.to),
    ...mailboxes(email.cc),
    email.deliveredTo ?? "",
    ...headersOf(email, "x-original-to"),
  ].map((address) => address.replace(/[<>\s]/g, ""));
  const references = [...idsIn(email.inReplyTo), ...idsIn(email.references)];
  const whole = email.text?.trim() ? email.text : textOfHtml(email.html ?? "");
  return {
    messageId: withoutNul(idsIn(email.messageId)[0] ?? withoutId(raw)),
    sender,
    senderName: clean(from?.name ?? "").slice(0, 100),
    subject: clean(email.subject ?? "").slice(0, 200),
    text: withoutNul(ownWords(whole)).slice(0, longestText),
    whole: withoutNul(whole).trim().slice(0, longestText),
    threadKey: threadKeyIn(recipients, references),
    automatic: whyAutomatic(email, sender),
    files: email.attachments
      // A picture the text is decorated with is no attachment; one that was pasted into it is.
      .filter(({ related, disposition }) => !related || disposition === "attachment")
      .map(({ filename, mimeType, content }) => ({
        name: clean(filename ?? mimeType.replace("/", ".")).slice(0, 200) || "attachment",
        content: typeof content === "string" ? Buffer.from(content, "base64") : new Uint8Array(content),
      })),
  };
}

/** A message without an id is known by what it says. */
const withoutId = (raw: Uint8Array): string => `sha256.${createHash("sha256").update(raw).digest("hex")}`;

const withoutNul = (text: string): string => text.replaceAll("\0", "");
const clean = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, " ").trim();

const headersOf = (email: Email, key: string): string[] =>
  email.headers.filter((header) => header.key === key).map(({ value }) => value.trim());

/** Answering a machine would begin a conversation without end (RFC 3834, RFC 5230). */
function whyAutomatic(email: Email, sender: string): Message["automatic"] {
  const first = (key: string): string => headersOf(email, key)[0]?.toLowerCase() ?? "";
  if (!/^no\b|^$/.test(first("auto-submitted"))) return "auto_submitted";
  if (first("x-autoreply") || first("x-autorespond") || first("x-auto-reply")) return "auto_submitted";
  if (/^(bulk|list|junk|auto_reply)/.test(first("precedence"))) return "bulk";
  if (first("list-id") || first("list-unsubscribe")) return "bulk";
  const bounced = first("return-path") === "<>" || /^(mailer-daemon|postmaster)@/.test(sender);
  if (bounced || /^multipart\/report/.test(first("content-type"))) return "bounce";
  return idsIn(email.messageId)[0]?.toLowerCase().endsWith(`@${mailHost().toLowerCase()}`) ? "own" : null;
}
