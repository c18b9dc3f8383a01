import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Stops a link that was not opened yet. */
export const revokeSecureLink = command({
  name: "secure-links.revoke",
  permission: "governance.secure-links.write",
  input: object({ secureLinkId: id, reason: reason.optional() }),
  scope: ofRow("secure_link", (input) => input.secureLinkId),
  async run({ input: { secureLinkId }, tx, audit, now }) {
    const link = await tx.secureLink.findUnique({
      where: { id: secureLinkId },
      select: { targetLabel: true, revokedAt: true, openedAt: true },
    });
    if (!link) throw notFound();
    const { count } = await tx.secureLink.updateMany({
      where: { id: secureLinkId, revokedAt: null, openedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) throw conflict(link.openedAt ? "governance.link_used" : "governance.already_revoked");
    audit.target({ type: "secure-links", id: secureLinkId, label: link.targetLabel });
    audit.change({ revokedAt: null }, { revokedAt: now });
    return { secureLinkId };
  },
});
