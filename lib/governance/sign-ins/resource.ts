import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";
import { browserIn } from "@/lib/governance/sessions/browser-name";
import type { SignInOutcome } from "@/lib/governance/sign-ins/record";

export const signInOutcomes: Record<SignInOutcome, Tone> = {
  succeeded: "done",
  password_accepted: "progress",
  wrong_password: "waiting",
  unknown_account: "waiting",
  wrong_code: "waiting",
  locked: "danger",
  disabled: "danger",
  organization_suspended: "danger",
  address_refused: "danger",
};

/** Every try to sign in. Tries for accounts that do not exist belong to nobody: only platform staff see them. */
export const signIns = resource({
  name: "sign-ins",
  module: "governance",
  permission: "governance.sign-ins.read",
  scope: organizationScope("sign_in.organization_id"),
  from: () =>
    kysely
      .selectFrom("sign_in")
      .leftJoin("operator", "operator.id", "sign_in.operator_id")
      .leftJoin("organization", "organization.id", "sign_in.organization_id"),
  id: "sign_in.id",
  columns: {
    createdAt: column.time("sign_in.created_at", { sort: true, filter: true }),
    email: column.text("sign_in.email", { search: true, filter: true, width: 240 }),
    outcome: column.enum("sign_in.outcome", signInOutcomes, { width: 190 }),
    operator: column.text("operator.name"),
    operatorId: column.id("sign_in.operator_id", { refersTo: "operators" }),
    organization: column.text("organization.name", { shown: false }),
    address: column.code("sign_in.address", { filter: true, search: true, width: 140 }),
    newDevice: column.boolean("sign_in.new_device", { filter: true, width: 120 }),
    newNetwork: column.boolean("sign_in.new_network", { filter: true, width: 120 }),
    browser: column.text(browserIn("sign_in.user_agent")),
    userAgent: column.text("sign_in.user_agent", { shown: false, width: 320 }),
  },
  defaultSort: "-createdAt",
  title: "email",
  subtitle: "address",
});
