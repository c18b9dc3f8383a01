import { env } from "@/lib/core/env";

/** Letters and digits of a ticket's key, as `beginTicket` makes it. */
const key = "[0-9a-f]{30}";

/** The host part of message ids: ours, so that they can be told from everybody else's. */
export const mailHost = (): string => new URL(env().APP_URL).hostname;

/** The first message of a ticket's conversation. */
export const ticketMessageId = (threadKey: string): string => `ticket.${threadKey}@${mailHost()}`;

/** The message a comment went out with. */
export const commentMessageId = (threadKey: string, commentId: string): string =>
  `comment.${commentId}.${threadKey}@${mailHost()}`;

/** Where answers about a ticket go (RFC 5233: a detail behind a plus); null where no mail comes in. */
export function replyAddress(threadKey: string): string | null {
  const { SUPPORT_ADDRESS } = env();
  if (!SUPPORT_ADDRESS) return null;
  const at = SUPPORT_ADDRESS.lastIndexOf("@");
  return `${SUPPORT_ADDRESS.slice(0, at)}+${threadKey}${SUPPORT_ADDRESS.slice(at)}`;
}

/**
 * The key of the ticket an e-mail belongs to: of the address it came to, or of our message ids it refers to.
 * @param recipients addresses of To, Cc and what the server says it was delivered to.
 * @param references ids of In-Reply-To and References, newest first.
 * @returns null when it belongs to none.
 */
export function threadKeyIn(recipients: readonly string[], references: readonly string[]): string | null {
  const { SUPPORT_ADDRESS } = env();
  if (SUPPORT_ADDRESS) {
    const at = SUPPORT_ADDRESS.lastIndexOf("@");
    const [local, domain] = [SUPPORT_ADDRESS.slice(0, at), SUPPORT_ADDRESS.slice(at)].map((part) =>
      part.toLowerCase(),
    ) as [string, string];
    for (const recipient of recipients) {
      const address = recipient.toLowerCase();
      if (!address.startsWith(`${local}+`) || !address.endsWith(domain)) continue;
      const detail = address.slice(local.length + 1, -domain.length);
      if (new RegExp(`^${key}$`).test(detail)) return detail;
    }
  }
  const host = mailHost().toLowerCase();
  for (const reference of references) {
    const id = reference.toLowerCase();
    const found = id.endsWith(`@${host}`) ? new RegExp(`\\.(${key})@`).exec(id) : null;
    if (found) return found[1] ?? null;
  }
  return null;
}
