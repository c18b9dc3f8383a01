import { after, hours } from "@/lib/core/clock";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/id";

/** How long a link in a mail leads somewhere: the longest a secure link may. */
const linkHours = 720;

/**
 * Where a mail leads its reader: an organization's staff to the page in their console; a customer, who has no console, to a link
 * that opens once, in the name of the operator who acted.
 * @param page below the panel, for who has one.
 * @returns null where there is neither: the product acted by itself and nobody vouches for a link.
 */
export async function mailLink(
  tx: Tx,
  link: {
    organizationId: string;
    page: string | null;
    target: { type: string; id: string; label: string };
    operatorId: string | null;
    now: Date;
  },
): Promise<string | null> {
  const { organizationId, page, target, operatorId, now } = link;
  const home = env().APP_URL;
  if (page) return `${home}/tenant/${page}`;
  if (!operatorId) return null;
  const token = newToken();
  await tx.secureLink.create({
    data: {
      id: newId(),
      organizationId,
      createdById: operatorId,
      targetType: target.type,
      targetId: target.id,
      targetLabel: target.label,
      tokenHash: hashToken(token),
      expiresAt: after(now, hours(linkHours)),
      createdAt: now,
    },
    select: { id: true },
  });
  return `${home}/s/${token}`;
}
