import { digest } from "@/lib/core/crypto/keyring";
import { hashToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";

/**
 * The secret in the link that follows a ticket: 32 bytes nobody can make without the deployment's key. It is stored nowhere,
 * only its hash is; and it can be made again for somebody whose answer was lost on the way.
 */
export const followSecretOf = (ticketId: string): string =>
  digest(`service-ticket.follow:${ticketId}`).split(":")[1]!;

/** The secret of a ticket again; null when keys were rotated since, or it has another. */
export async function followSecretAgain(ticketId: string): Promise<string | null> {
  const secret = followSecretOf(ticketId);
  const where = { id: ticketId, followHash: hashToken(secret) };
  return (await prisma.serviceTicket.count({ where })) === 1 ? secret : null;
}
