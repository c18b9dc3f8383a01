import { module } from "@/lib/core/module";
import { acceptInvitation } from "@/lib/governance/operators/accept-invitation";
import { changePassword } from "@/lib/governance/operators/change-password";
import { disableOperator } from "@/lib/governance/operators/disable";
import { enableOperator } from "@/lib/governance/operators/enable";
import { enrollTotp } from "@/lib/governance/operators/enroll-totp";
import { grantRole } from "@/lib/governance/operators/grant-role";
import { inviteOperator } from "@/lib/governance/operators/invite";
import { operatorMachine } from "@/lib/governance/operators/machine";
import { renewRecoveryCodes } from "@/lib/governance/operators/renew-recovery-codes";
import { replaceTotp } from "@/lib/governance/operators/replace-totp";
import { requestPasswordReset } from "@/lib/governance/operators/request-password-reset";
import { resendInvitation } from "@/lib/governance/operators/resend-invitation";
import { resetPassword } from "@/lib/governance/operators/reset-password";
import { resetTotp } from "@/lib/governance/operators/reset-totp";
import { operators } from "@/lib/governance/operators/resource";
import { revokeRole } from "@/lib/governance/operators/revoke-role";
import { setLanguage } from "@/lib/governance/operators/set-language";
import { signOutEverywhere } from "@/lib/governance/operators/sign-out-everywhere";
import { governancePermissions } from "@/lib/governance/permissions";
import { createRole } from "@/lib/governance/roles/create";
import { deleteRole } from "@/lib/governance/roles/delete";
import { foundPlatform } from "@/lib/governance/roles/found-platform";
import { roles } from "@/lib/governance/roles/resource";
import { updateRole } from "@/lib/governance/roles/update";
import { deleteView } from "@/lib/governance/saved-views/delete";
import { savedViews } from "@/lib/governance/saved-views/resource";
import { saveView } from "@/lib/governance/saved-views/save";
import { sessions } from "@/lib/governance/sessions/resource";
import { revokeSession } from "@/lib/governance/sessions/revoke";
import { revokeOtherSessions } from "@/lib/governance/sessions/revoke-others";
import { signIns } from "@/lib/governance/sign-ins/resource";

/** Who may do what, who did it, and who agreed. */
export const governance = module({
  name: "governance",
  optional: false,
  permissions: governancePermissions,
  commands: [
    foundPlatform,
    inviteOperator,
    resendInvitation,
    grantRole,
    revokeRole,
    disableOperator,
    enableOperator,
    resetTotp,
    acceptInvitation,
    requestPasswordReset,
    resetPassword,
    changePassword,
    enrollTotp,
    replaceTotp,
    renewRecoveryCodes,
    setLanguage,
    signOutEverywhere,
    revokeSession,
    revokeOtherSessions,
    createRole,
    updateRole,
    deleteRole,
    saveView,
    deleteView,
  ],
  resources: [operators, roles, sessions, signIns, savedViews],
  machines: [operatorMachine],
  menu: [
    {
      key: "operators",
      path: "governance/operators",
      permission: "governance.operators.read",
      icon: "users",
    },
    { key: "roles", path: "governance/roles", permission: "governance.roles.read", icon: "key-round" },
    {
      key: "sessions",
      path: "governance/sessions",
      permission: "governance.sessions.read",
      icon: "monitor-smartphone",
    },
    { key: "sign-ins", path: "governance/sign-ins", permission: "governance.sign-ins.read", icon: "log-in" },
  ],
});
