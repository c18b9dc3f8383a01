import { z } from "zod";
import { demand, operatorOf } from "@/lib/core/caller";
import { after, days } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { directory } from "@/lib/core/directory";
import { invalidInput, notFound, refused } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { each, inOrganization, ofRow } from "@/lib/core/scope";
import { requireAuthorityOver } from "@/lib/governance/operators/authority";
import { requireHeld } from "@/lib/governance/roles/fields";

/** Characters of a token that may be shown: its kind and enough to tell it from others. */
const prefixLength = 10;

const input = object({
  name: z.string().trim().min(1).max(80),
  /** On whose authority it acts; the caller's own when left out. Another's takes the right to look after accounts. */
  operatorId: id.optional(),
  /** Where it acts, and below; where the caller works when left out. */
  organizationId: id.optional(),
  /** What it may do; nothing named means everything its operator may. */
  permissions: z
    .array(z.string().min(3).max(100))
    .max(500)
    .default([])
    .transform((names) => [...new Set(names)].sort()),
  expiresInDays: z.int().min(1).max(730).default(90),
});

type Input = z.output<typeof input>;

/**
 * Makes a token for machines. It is answered this once and kept as a hash only. It never can more than its operator, nor more
 * than its maker could hand out.
 */
export const createServiceToken = command({
  name: "service-tokens.create",
  permission: "governance.service-tokens.write",
  sensitive: true,
  shownOnce: ["token"],
  input,
  async scope(given: Input, caller) {
    const place = inOrganization<Input>((input) => input.organizationId);
    const owner = ofRow<Input>("operator", (input) => input.operatorId ?? "");
    return (given.operatorId && given.operatorId !== operatorOf(caller) ? each(place, owner) : place)(
      given,
      caller,
    );
  },
  async run({ input: given, tx, caller, place, audit, now }) {
    const { name, permissions, expiresInDays } = given;
    const operatorId = given.operatorId ?? operatorOf(caller);
    if (!operatorId) throw invalidInput([{ path: "operatorId", key: "governance.validation.token_owner" }]);
    const owner = await tx.operator.findUnique({
      where: { id: operatorId },
      select: { name: true, state: true },
    });
    if (!owner) throw notFound();
    if (owner.state === "disabled") throw refused("governance.operator_disabled", { name: owner.name });
    if (operatorId !== operatorOf(caller)) demand(caller, "governance.operators.write", place.path);
    requireKnown(permissions);
    // A token without a list can all its operator can, which may be more than the caller, above all when that is a token.
    if (permissions.length > 0) requireHeld(caller, permissions, place.path);
    else if (caller.actor.type !== "system") await requireAuthorityOver(tx, caller, operatorId);

    const token = newToken("flt_");
    const [serviceTokenId, prefix, expiresAt] = [
      newId(),
      token.slice(0, prefixLength),
      after(now, days(expiresInDays)),
    ];
    await tx.serviceToken.create({
      data: {
        id: serviceTokenId,
        organizationId: place.organizationId,
        operatorId,
        createdById: operatorOf(caller),
        name,
        prefix,
        tokenHash: hashToken(token),
        permissions,
        expiresAt,
        createdAt: now,
      },
      select: { id: true },
    });
    audit.target({ type: "service-tokens", id: serviceTokenId, label: `${name} (${prefix}…)` });
    audit.change(null, { name, operator: owner.name, permissions, expiresAt });
    return { serviceTokenId, token, prefix, expiresAt: expiresAt.toISOString() };
  },
});

function requireKnown(permissions: readonly string[]): void {
  const faults = permissions
    .filter((name) => !directory().permissions.includes(name))
    .map((name) => ({
      path: "permissions",
      key: "governance.validation.no_permission_named",
      params: { name },
    }));
  if (faults.length > 0) throw invalidInput(faults);
}
