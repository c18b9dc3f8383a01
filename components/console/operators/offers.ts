import type { CommandSpec } from "@/components/form/command";
import { operatorOf } from "@/lib/core/caller";
import { disableOperator } from "@/lib/governance/operators/disable";
import { enableOperator } from "@/lib/governance/operators/enable";
import { grantRole } from "@/lib/governance/operators/grant-role";
import { operatorMachine } from "@/lib/governance/operators/machine";
import type { OperatorRecord } from "@/lib/governance/operators/read";
import { resendInvitation } from "@/lib/governance/operators/resend-invitation";
import { resetTotp } from "@/lib/governance/operators/reset-totp";
import { revokeRole } from "@/lib/governance/operators/revoke-role";
import { signOutEverywhere } from "@/lib/governance/operators/sign-out-everywhere";
import { unlockOperator } from "@/lib/governance/operators/unlock";
import { updateOperator } from "@/lib/governance/operators/update";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

/** What this reader may do with an operator's account as it is now. */
export function operatorOffers(reader: Reader, operator: OperatorRecord): CommandSpec[] {
  const { t } = reader;
  const { id: operatorId, path, name, openSessions, openTokens, lockedUntil } = operator;
  const open = commandsFrom(operatorMachine, operator.state);
  const defaults = { operatorId };
  const isSelf = operatorOf(reader.caller) === operatorId;
  const texts = "governance.commands.operators";
  return offered([
    offer(
      reader,
      updateOperator,
      {
        icon: "pencil",
        ask: operator.state === "invited" ? ["name", "email"] : ["name"],
        changes: { name: { required: true }, email: { required: true } },
        defaults: { operatorId, version: operator.version, name, email: operator.email },
        submitLabel: t("core.common.save"),
      },
      path,
    ),
    operator.state === "invited" ? offer(reader, resendInvitation, { icon: "mail", defaults }, path) : null,
    open.has(enableOperator.name)
      ? offer(reader, enableOperator, { icon: "user-check", ask: ["reason"], defaults }, path)
      : null,
    lockedUntil && !isSelf
      ? offer(reader, unlockOperator, { icon: "user-check", ask: ["reason"], defaults }, path)
      : null,
    openSessions > 0 && !isSelf
      ? offer(
          reader,
          signOutEverywhere,
          {
            icon: "log-out",
            ask: ["reason"],
            defaults,
            description: t(`${texts}.sign-out-everywhere.consequences`, { name, sessions: openSessions }),
          },
          path,
        )
      : null,
    operator.totpEnrolledAt && !isSelf
      ? offer(
          reader,
          resetTotp,
          {
            icon: "rotate-ccw",
            danger: true,
            ask: ["reason"],
            defaults,
            description: t(`${texts}.reset-totp.consequences`, { name, sessions: openSessions }),
          },
          path,
        )
      : null,
    open.has(disableOperator.name) && !isSelf
      ? offer(
          reader,
          disableOperator,
          {
            icon: "user-x",
            danger: true,
            ask: ["reason"],
            defaults,
            description: t(`${texts}.disable.consequences`, {
              name,
              sessions: openSessions,
              tokens: openTokens,
            }),
          },
          path,
        )
      : null,
  ]);
}

/** A further role for an operator, to be chosen with the organization it holds at. */
export const grantRoleOffer = (
  reader: Reader,
  { id: operatorId, path, organizationId }: OperatorRecord,
): CommandSpec | null =>
  offer(
    reader,
    grantRole,
    {
      icon: "key-round",
      ask: ["roleId", "organizationId", "reason"],
      defaults: { operatorId, organizationId },
    },
    path,
  );

/** Takes one of an operator's roles away. */
export const revokeRoleOffer = (
  reader: Reader,
  operator: OperatorRecord,
  grant: OperatorRecord["grants"][number],
): CommandSpec | null =>
  offer(
    reader,
    revokeRole,
    {
      danger: true,
      ask: ["reason"],
      defaults: { operatorId: operator.id, roleId: grant.roleId, organizationId: grant.organizationId },
      description: reader.t("governance.commands.operators.revoke-role.consequences", {
        name: operator.name,
        role: grant.role,
        organization: grant.organization,
      }),
    },
    grant.path,
  );
