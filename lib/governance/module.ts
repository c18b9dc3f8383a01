import { module } from "@/lib/core/module";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { deleteApprovalPolicy } from "@/lib/governance/approval-policies/delete";
import { approvalPolicies } from "@/lib/governance/approval-policies/resource";
import { updateApprovalPolicy } from "@/lib/governance/approval-policies/update";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { cancelApproval } from "@/lib/governance/approvals/cancel";
import { claimApproval } from "@/lib/governance/approvals/claim";
import { expireApproval } from "@/lib/governance/approvals/expire";
import { finishApproval } from "@/lib/governance/approvals/finish";
import { approvalMachine } from "@/lib/governance/approvals/machine";
import { notifyApproval } from "@/lib/governance/approvals/notify";
import { rejectApproval } from "@/lib/governance/approvals/reject";
import { approvals, approvalsForMe } from "@/lib/governance/approvals/resource";
import { retryApproval } from "@/lib/governance/approvals/retry";
import { settleApproval } from "@/lib/governance/approvals/settle";
import { pruneAuditEntries } from "@/lib/governance/audit-entries/prune";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { sealAuditEntries } from "@/lib/governance/audit-entries/seal";
import { verifyAuditEntries } from "@/lib/governance/audit-entries/verify";
import { cancelExport } from "@/lib/governance/exports/cancel";
import { createExport } from "@/lib/governance/exports/create";
import { exportMachine } from "@/lib/governance/exports/machine";
import { exports } from "@/lib/governance/exports/resource";
import { cancelImport } from "@/lib/governance/imports/cancel";
import { importMachine } from "@/lib/governance/imports/machine";
import { imports } from "@/lib/governance/imports/resource";
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
import { unlockOperator } from "@/lib/governance/operators/unlock";
import { updateOperator } from "@/lib/governance/operators/update";
import { governancePermissions } from "@/lib/governance/permissions";
import { createRole } from "@/lib/governance/roles/create";
import { deleteRole } from "@/lib/governance/roles/delete";
import { foundPlatform } from "@/lib/governance/roles/found-platform";
import { roles } from "@/lib/governance/roles/resource";
import { updateRole } from "@/lib/governance/roles/update";
import { deleteView } from "@/lib/governance/saved-views/delete";
import { savedViews } from "@/lib/governance/saved-views/resource";
import { saveView } from "@/lib/governance/saved-views/save";
import { createSecureLink } from "@/lib/governance/secure-links/create";
import { openSecureLink } from "@/lib/governance/secure-links/open";
import { secureLinkOpens, secureLinks } from "@/lib/governance/secure-links/resource";
import { revokeSecureLink } from "@/lib/governance/secure-links/revoke";
import { createServiceToken } from "@/lib/governance/service-tokens/create";
import { serviceTokens } from "@/lib/governance/service-tokens/resource";
import { revokeServiceToken } from "@/lib/governance/service-tokens/revoke";
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
    updateOperator,
    resetTotp,
    unlockOperator,
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
    createExport,
    cancelExport,
    cancelImport,
    saveView,
    deleteView,
    approveApproval,
    rejectApproval,
    cancelApproval,
    retryApproval,
    settleApproval,
    claimApproval,
    finishApproval,
    expireApproval,
    notifyApproval,
    applyDefaultPolicies,
    createApprovalPolicy,
    updateApprovalPolicy,
    deleteApprovalPolicy,
    verifyAuditEntries,
    sealAuditEntries,
    pruneAuditEntries,
    createServiceToken,
    revokeServiceToken,
    createSecureLink,
    revokeSecureLink,
    openSecureLink,
  ],
  resources: [
    operators,
    roles,
    sessions,
    signIns,
    savedViews,
    exports,
    imports,
    approvals,
    approvalsForMe,
    approvalPolicies,
    auditEntries,
    serviceTokens,
    secureLinks,
    secureLinkOpens,
  ],
  machines: [approvalMachine, operatorMachine, exportMachine, importMachine],
  menu: [
    {
      key: "approvals",
      path: "governance/approvals",
      permission: "governance.approvals.read",
      icon: "list-checks",
    },
    {
      key: "approval-policies",
      path: "governance/approval-policies",
      permission: "governance.approval-policies.read",
      icon: "gavel",
    },
    {
      key: "audit-entries",
      path: "governance/audit-entries",
      permission: "governance.audit-entries.read",
      icon: "history",
    },
    {
      key: "operators",
      path: "governance/operators",
      permission: "governance.operators.read",
      icon: "users",
    },
    {
      key: "exports",
      path: "governance/exports",
      permission: "governance.exports.read",
      icon: "download",
    },
    {
      key: "imports",
      path: "governance/imports",
      permission: "governance.imports.read",
      icon: "upload",
    },
    { key: "roles", path: "governance/roles", permission: "governance.roles.read", icon: "key-round" },
    {
      key: "sessions",
      path: "governance/sessions",
      permission: "governance.sessions.read",
      icon: "monitor-smartphone",
    },
    { key: "sign-ins", path: "governance/sign-ins", permission: "governance.sign-ins.read", icon: "log-in" },
    {
      key: "service-tokens",
      path: "governance/service-tokens",
      permission: "governance.service-tokens.read",
      icon: "plug",
    },
    {
      key: "secure-links",
      path: "governance/secure-links",
      permission: "governance.secure-links.read",
      icon: "link",
    },
    { key: "saved-views", path: "governance/saved-views", permission: null, icon: "star" },
  ],
});
