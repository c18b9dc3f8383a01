import { hours } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { digest, digestMatches } from "@/lib/core/crypto/keyring";
import { prisma } from "@/lib/core/db";
import { modulesOff } from "@/lib/core/directory";
import { env } from "@/lib/core/env";
import { AppError, notFound } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { systemCaller } from "@/lib/core/system";
import { countUse, countVisit, networkOf } from "@/lib/governance/auth/attempts";
import { rateTicket } from "@/lib/support/support-tickets/rate";
import type { Rating } from "@/lib/support/support-tickets/rating";

const textOf = (ticketId: string): string => `support-ticket.rate:${ticketId}`;

/** The ticket, the key it was made with, and what nobody can make without the key. */
const secretForm = /^([0-9a-f]{32})\.([^.]{1,40})\.([A-Za-z0-9_-]{43})$/;

/**
 * Where a requester without an account says how it was: the secret is in the e-mail that told them their ticket is resolved, and is
 * stored nowhere. It rates one ticket, once, and shows its number and subject.
 */
export function ratingLink(ticketId: string): string {
  const [keyId = "", hash = ""] = digest(textOf(ticketId)).split(":");
  return `${env().APP_URL}${ratingPath([ticketId.replaceAll("-", ""), keyId, hash].join("."))}`;
}

export const ratingPath = (secret: string): string => `/rating/${encodeURIComponent(secret)}`;

/** The ticket a secret rates; null for one nobody was given. */
function ticketIdOf(secret: string): string | null {
  const [, id = "", keyId = "", hash = ""] = secretForm.exec(secret) ?? [];
  const ticketId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return id && digestMatches(textOf(ticketId), `${keyId}:${hash}`) ? ticketId : null;
}

/**
 * What somebody with the link sees before and after they rate.
 * @throws not_found when it opens nothing, the ticket went on in another, or support is switched off; rate_limited after 30
 * secrets in ten minutes that opened nothing.
 */
export async function ratedTicket(secret: string, facts: RequestFacts) {
  const ticketId = (await modulesOff()).has("support") ? null : ticketIdOf(secret);
  const row = ticketId
    ? await prisma.supportTicket.findUnique({
        where: { id: ticketId },
        select: {
          id: true,
          number: true,
          subject: true,
          state: true,
          ratingOverall: true,
          organization: { select: { name: true } },
        },
      })
    : null;
  if (row && row.state !== "merged") return row;
  await countVisit("rating", facts.address);
  throw notFound();
}

const actsAnHour = 30;

/**
 * The requester says how it was. Whatever else became of the ticket meanwhile is theirs to see where they come from.
 * @throws not_found; invalid_input; rate_limited.
 */
export async function rateByLink(
  secret: string,
  { answers, comment }: Rating,
  facts: RequestFacts,
): Promise<void> {
  const { id: ticketId } = await ratedTicket(secret, facts);
  await countUse("rating", networkOf(facts.address), actsAnHour, hours(1) / 1000);
  const caller = { ...(await systemCaller("support-rating")), ...facts };
  const input = { ticketId, answers, ...(comment ? { comment } : {}) };
  await perform(rateTicket, input, caller).catch((error: unknown) => {
    const shown =
      error instanceof AppError && ["support.rated_already", "support.not_over"].includes(error.reason);
    if (!shown) throw error;
  });
}
