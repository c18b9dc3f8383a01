import { z } from "zod";
import { command } from "@/lib/core/command";
import { hashToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import type { SecureLinkOutcome } from "@/lib/core/generated/prisma/enums";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, inOrganization } from "@/lib/core/scope";

/** A secret as it stands in an address. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);

const input = object({
  token: linkToken,
  /** Whether what it leads to is still there and its maker may still read it. */
  available: z.boolean(),
});

type Link = { openedAt: Date | null; revokedAt: Date | null; expiresAt: Date };

/** Why a link does not open, or null while it does. */
export function deadBecause(link: Link, at: Date): Exclude<SecureLinkOutcome, "opened" | "gone"> | null {
  if (link.revokedAt) return "revoked";
  if (link.openedAt) return "used";
  return link.expiresAt <= at ? "expired" : null;
}

/** Opens a link, which can be done once, and logs the try whatever comes of it. Called by the public page alone. */
export const openSecureLink = command({
  name: "secure-links.open",
  permission: null,
  approvable: false,
  secret: ["token"],
  input,
  scope: bySystem(async (given: z.output<typeof input>, caller) => {
    const link = await prisma.secureLink.findUnique({
      where: { tokenHash: hashToken(given.token) },
      select: { organizationId: true },
    });
    if (!link) throw notFound();
    return inOrganization(() => link.organizationId)(given, caller);
  }),
  async run({ input: { token, available }, tx, caller, audit, now }) {
    const link = await tx.secureLink.findUniqueOrThrow({
      where: { tokenHash: hashToken(token) },
      select: { id: true, targetLabel: true, openedAt: true, revokedAt: true, expiresAt: true },
    });
    let outcome: SecureLinkOutcome = deadBecause(link, now) ?? (available ? "opened" : "gone");
    if (outcome === "opened") {
      const { count } = await tx.secureLink.updateMany({
        where: { id: link.id, openedAt: null, revokedAt: null },
        data: { openedAt: now },
      });
      if (count === 0) outcome = "used";
    }
    await tx.secureLinkOpen.create({
      data: {
        id: newId(),
        linkId: link.id,
        outcome,
        address: caller.address ?? "",
        userAgent: caller.userAgent ?? "",
        createdAt: now,
      },
      select: { id: true },
    });
    audit.target({ type: "secure-links", id: link.id, label: link.targetLabel });
    audit.change(null, { outcome });
    return { outcome };
  },
});
