/** The roles every deployment starts with (control-tower 6.1, field-service, admin-prd 1). */
export const rolePresets = [
  "super_admin",
  "operations",
  "finance",
  "support",
  "agent",
  "ops_manager",
  "technician",
  "content_editor",
  "sre",
  "security",
  "auditor",
  "read_only",
] as const;
export type RolePreset = (typeof rolePresets)[number];

/** Permissions a preset starts with: whole names, `*` for any one part, `**` for any rest; `but` leaves some of them out. */
const patterns: Record<
  RolePreset,
  { name: string; description: string; permissions: readonly string[]; but?: readonly string[] }
> = {
  super_admin: { name: "Super admin", description: "Everything, everywhere.", permissions: ["**"] },
  operations: {
    name: "Operations",
    description: "Runs the daily business and asks for what needs a second pair of eyes.",
    permissions: [
      "field-service.**",
      "support.**",
      "commerce.**",
      "billing.*.read",
      "billing.top-ups.create",
      "billing.top-ups.manage",
      "billing.wallets.write",
      "customers.**",
      "governance.operators.read",
      "governance.roles.read",
      "governance.approvals.*",
      "governance.approval-policies.read",
      "governance.audit-entries.read",
      "governance.exports.*",
      "governance.imports.*",
      "governance.secure-links.*",
      "governance.sessions.read",
      "governance.sign-ins.read",
      "sre.job-runs.read",
      "sre.job-runs.write",
    ],
  },
  finance: {
    name: "Finance",
    description: "Money, and the second step of every approval about it.",
    permissions: [
      "support.tickets.read",
      "billing.**",
      "commerce.*.read",
      "commerce.*.export",
      "customers.customers.read",
      "customers.organizations.read",
      "customers.organizations.export",
      "governance.approvals.read",
      "governance.approvals.review",
      "governance.exports.*",
    ],
    // For programs alone, by a token that names it: nobody has to agree to a charge.
    but: ["billing.wallets.charge"],
  },
  support: {
    name: "Support",
    description: "Answers customers; sees much, changes little.",
    permissions: [
      "support.**",
      "field-service.tickets.read",
      "commerce.*.read",
      "commerce.benefit-grants.resend",
      "billing.*.read",
      "customers.customers.read",
      "customers.organizations.read",
      "governance.approvals.read",
      "governance.operators.read",
      "governance.sign-ins.read",
      "governance.secure-links.*",
    ],
  },
  agent: {
    name: "Agent",
    description: "Staff of a reseller: looks after the customers below it.",
    permissions: [
      "field-service.tickets.read",
      "field-service.tickets.write",
      "field-service.tickets.upload",
      "field-service.tickets.reveal",
      "support.tickets.read",
      "support.tickets.open",
      "customers.customers.*",
      "commerce.*.read",
      "commerce.orders.*",
      "billing.wallets.read",
      "billing.top-ups.read",
      "billing.top-ups.create",
      "billing.bills.read",
      "billing.bills.pay",
      "billing.bills.dispute",
      "billing.invoices.read",
      "billing.invoices.request",
      "customers.organizations.read",
      "customers.organizations.write",
      "customers.organizations.export",
      "governance.operators.read",
      "governance.exports.*",
    ],
  },
  ops_manager: {
    name: "Operations manager",
    description: "Plans the field work and signs off changes.",
    permissions: [
      "field-service.tickets.read",
      "field-service.tickets.assign",
      "field-service.tickets.complete",
      "field-service.tickets.reveal",
      "field-service.technicians.*",
      "field-service.service-centres.*",
      "customers.customers.*",
      "commerce.*.read",
      "commerce.orders.*",
      "billing.wallets.read",
      "billing.top-ups.read",
      "billing.top-ups.create",
      "billing.bills.read",
      "billing.bills.pay",
      "billing.bills.dispute",
      "billing.invoices.read",
      "billing.invoices.request",
      "customers.organizations.*",
      "governance.operators.*",
      "governance.roles.read",
      "governance.approvals.*",
      "governance.audit-entries.read",
      "governance.exports.*",
      "governance.imports.*",
    ],
  },
  technician: {
    name: "Technician",
    description: "Does the jobs given to them.",
    permissions: ["field-service.jobs.work"],
  },
  content_editor: {
    name: "Content editor",
    description: "Prepares content; others release it.",
    permissions: ["governance.approvals.read"],
  },
  sre: {
    name: "SRE",
    description: "Keeps the machinery running.",
    permissions: [
      "sre.**",
      "commerce.payment-attempts.read",
      "commerce.payment-events.read",
      "commerce.payment-events.reprocess",
      "governance.audit-entries.read",
      "settings.settings.*",
      "notifications.mail.read",
    ],
  },
  security: {
    name: "Security",
    description: "Accounts, sessions, tokens and the audit trail.",
    permissions: [
      "governance.operators.*",
      "governance.roles.*",
      "governance.sessions.*",
      "governance.sign-ins.*",
      "governance.service-tokens.*",
      "governance.secure-links.*",
      "governance.audit-entries.*",
      "governance.approval-policies.*",
      "governance.approvals.*",
      "governance.exports.*",
      "customers.organizations.read",
      "customers.organizations.secure",
    ],
  },
  auditor: {
    name: "Auditor",
    description: "Reads everything, changes nothing, exports the trail.",
    permissions: [
      "*.*.read",
      "governance.audit-entries.*",
      "governance.exports.*",
      "customers.organizations.export",
    ],
  },
  read_only: { name: "Read only", description: "Reads everything.", permissions: ["*.*.read"] },
};

const matcher = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split(".")
      .map((part) => (part === "**" ? ".+" : part === "*" ? "[^.]+" : part))
      .join("\\.")}$`,
  );

/**
 * What a preset means in this product.
 * @param all every permission the registry knows.
 */
export function presetRole(preset: RolePreset, all: readonly string[]) {
  const { permissions, but = [], ...texts } = patterns[preset];
  const [meant, left] = [permissions.map(matcher), but.map(matcher)];
  const holds = (name: string, by: readonly RegExp[]) => by.some((match) => match.test(name));
  return { ...texts, permissions: all.filter((name) => holds(name, meant) && !holds(name, left)) };
}
