import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { env } from "@/lib/core/env";
import { forbidden } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { readTarget } from "@/lib/governance/secure-links/target";

const input = object({
  /** "files", or the name of a resource. */
  targetType: z.string().min(1).max(60),
  targetId: id,
  expiresInHours: z.int().min(1).max(720).default(24),
  note: z.string().trim().min(1).max(500).optional(),
});

// A record is read before the transaction, where its scope is settled; its label waits here for the body.
const labels = new WeakMap<z.output<typeof input>, string>();

/**
 * Makes a link that shows one record or hands out one file, once, to whoever holds it. The maker must be able to read it, now
 * and when it is opened.
 */
export const createSecureLink = command({
  name: "secure-links.create",
  permission: "governance.secure-links.write",
  shownOnce: ["url"],
  input,
  async scope(given: z.output<typeof input>, caller) {
    // What one may not read is not there to be linked to.
    const target = await readTarget(given, caller);
    labels.set(given, target.label);
    return inOrganization(() => (target.kind === "file" ? target.file.organizationId : null))(given, caller);
  },
  async run({ input: given, tx, caller, place, audit, now }) {
    const operatorId = operatorOf(caller);
    if (!operatorId) throw forbidden("governance.secure-links.write");
    const { targetType, targetId, expiresInHours, note } = given;
    const [secureLinkId, token, expiresAt] = [newId(), newToken(), after(now, hours(expiresInHours))];
    const targetLabel = labels.get(given) ?? targetId;
    await tx.secureLink.create({
      data: {
        id: secureLinkId,
        organizationId: place.organizationId,
        createdById: operatorId,
        targetType,
        targetId,
        targetLabel,
        tokenHash: hashToken(token),
        note: note ?? null,
        expiresAt,
        createdAt: now,
      },
      select: { id: true },
    });
    audit.target({ type: targetType, id: targetId, label: targetLabel });
    audit.change(null, { secureLinkId, expiresAt, note });
    return { secureLinkId, url: `${env().APP_URL}/s/${token}`, expiresAt: expiresAt.toISOString() };
  },
});
