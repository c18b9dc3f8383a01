import { module } from "@/lib/core/module";
import { disableOperator } from "@/lib/governance/operators/disable";
import { enableOperator } from "@/lib/governance/operators/enable";
import { grantRole } from "@/lib/governance/operators/grant-role";
import { inviteOperator } from "@/lib/governance/operators/invite";
import { operatorMachine } from "@/lib/governance/operators/machine";
import { resendInvitation } from "@/lib/governance/operators/resend-invitation";
import { resetTotp } from "@/lib/governance/operators/reset-totp";
import { operators } from "@/lib/governance/operators/resource";
import { revokeRole } from "@/lib/governance/operators/revoke-role";
import { governancePermissions } from "@/lib/governance/permissions";
import { createRole } from "@/lib/governance/roles/create";
import { deleteRole } from "@/lib/governance/roles/delete";
import { foundPlatform } from "@/lib/governance/roles/found-platform";
import { roles } from "@/lib/governance/roles/resource";
import { updateRole } from "@/lib/governance/roles/update";
import { deleteView } from "@/lib/governance/saved-views/delete";
import { savedViews } from "@/lib/governance/saved-views/resource";
import { saveView } from "@/lib/governance/saved-views/save";

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
    createRole,
    updateRole,
    deleteRole,
    saveView,
    deleteView,
  ],
  resources: [operators, roles, savedViews],
  machines: [operatorMachine],
  menu: [
    {
      key: "operators",
      path: "governance/operators",
      permission: "governance.operators.read",
      icon: "users",
    },
    { key: "roles", path: "governance/roles", permission: "governance.roles.read", icon: "key-round" },
  ],
});
