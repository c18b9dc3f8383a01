import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { ownWithPassword } from "@/lib/governance/auth/own-with-password";
import { hashPassword } from "@/lib/governance/auth/password-hash";
import { password, requireGoodPassword } from "@/lib/governance/auth/password-policy";
import { requirePerson } from "@/lib/governance/auth/person";

/** Changes the caller's own password; their other sessions end. */
export const changePassword = command({
  name: "operators.change-password",
  permission: null,
  input: object({ currentPassword: password, newPassword: password }),
  secret: ["currentPassword", "newPassword"],
  scope: ownWithPassword((input) => input.currentPassword, "currentPassword"),
  async run({ input, tx, caller, audit, now }) {
    const { operatorId, sessionId } = requirePerson(caller);
    const person = await tx.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true, email: true, passwordSetAt: true },
    });
    await requireGoodPassword(tx, input.newPassword, person, "newPassword");
    await tx.operator.update({
      where: { id: operatorId },
      data: { passwordHash: await hashPassword(input.newPassword), passwordSetAt: now, updatedAt: now },
      select: { id: true },
    });
    await tx.session.updateMany({
      where: { operatorId, revokedAt: null, id: { not: sessionId } },
      data: { revokedAt: now, revokedReason: "password_changed" },
    });
    await mailOperator(tx, operatorId, "password_changed", now);
    audit.target({ type: "operators", id: operatorId, label: person.name });
    audit.change({ passwordSetAt: person.passwordSetAt }, { passwordSetAt: now });
    return { operatorId };
  },
});
