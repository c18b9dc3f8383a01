import { z } from "zod";
import { command } from "@/lib/core/command";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { requireAuthorityOver } from "@/lib/governance/operators/authority";
import { sendInvitation } from "@/lib/governance/operators/invitation";
import { accountEmail, accountName } from "@/lib/governance/operators/invite";

const shown = { name: true, email: true, state: true, version: true } as const;

/**
 * Corrects an operator's name and, while their invitation is open, the address it goes to: it is then sent anew and the link before
 * stops working. Later the address is what they sign in with, and nobody else's to change.
 */
export const updateOperator = command({
  name: "operators.update",
  permission: "governance.operators.write",
  sensitive: true,
  input: object({
    operatorId: id,
    version: z.int().positive().optional(),
    name: accountName.optional(),
    email: accountEmail.optional(),
  }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input, tx, caller, audit, now }) {
    const { operatorId, version } = input;
    const read = () => tx.operator.findUnique({ where: { id: operatorId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    await requireAuthorityOver(tx, caller, operatorId);
    const { name = before.name, email = before.email } = input;
    const moves = email !== before.email;
    if (moves && before.state !== "invited") throw refused("governance.email_stays", { name: before.name });
    if (moves && (await tx.operator.findUnique({ where: { email }, select: { id: true } })))
      throw conflict("governance.email_taken", { email });
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.operator.updateMany({
          // Who accepts at this moment keeps the address they accepted with.
          where: { id: operatorId, ...where, ...(moves ? { state: "invited" as const } : {}) },
          data: { name, email, ...data, updatedAt: now },
        }),
      read,
    );
    if (moves) await sendInvitation(tx, { operatorId, now });
    audit.target({ type: "operators", id: operatorId, label: name });
    audit.change({ name: before.name, email: before.email }, { name, email });
    return { operatorId, version: before.version + 1 };
  },
});
