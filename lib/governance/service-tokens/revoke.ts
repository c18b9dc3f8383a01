import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Stops a token at once. */
export const revokeServiceToken = command({
  name: "service-tokens.revoke",
  permission: "governance.service-tokens.write",
  input: object({ serviceTokenId: id, reason: reason.optional() }),
  scope: ofRow("service_token", (input) => input.serviceTokenId),
  async run({ input: { serviceTokenId }, tx, audit, now }) {
    const token = await tx.serviceToken.findUnique({
      where: { id: serviceTokenId },
      select: { name: true, prefix: true },
    });
    if (!token) throw notFound();
    const { count } = await tx.serviceToken.updateMany({
      where: { id: serviceTokenId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) throw conflict("governance.already_revoked");
    audit.target({ type: "service-tokens", id: serviceTokenId, label: `${token.name} (${token.prefix}…)` });
    audit.change({ revokedAt: null }, { revokedAt: now });
    return { serviceTokenId };
  },
});
