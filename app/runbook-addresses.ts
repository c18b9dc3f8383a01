/**
 * Addresses below a panel as runbooks and bookmarks of the control tower know them (control-tower 3, 4.1 and 8), and the page that
 * is meant. What is not of a panel begins with a slash.
 */
export const runbookAddresses: Record<string, string> = {
  "order-lookup": "commerce/order-lookup",
  "delivery-tools": "commerce/delivery-tools",
  "queue-monitor": "sre/job-runs",
  "webhook-monitor": "sre/webhooks",
  "health-checks": "sre/health",
  "select-org": "/choose-organization",
  "organizations-import": "governance/imports",
  "global-search": "search",
  "two-factor-challenge": "/second-factor",
  "secure-link": "governance/secure-links",
  "admin-approvals": "governance/approvals",
  "admin-users": "governance/operators",
  "audit-logs": "governance/audit-entries",
  "benefit-grants": "commerce/benefit-grants",
  orders: "commerce/orders",
  organizations: "customers/organizations",
  "payment-events": "commerce/payment-events",
  permissions: "governance/roles",
  roles: "governance/roles",
  skus: "commerce/skus",
};

/** The table as `next.config.ts` takes it: for both panels, with whatever is asked behind the address. */
export const runbookRedirects = () =>
  Object.entries(runbookAddresses).map(([known, page]) => ({
    source: `/:panel(ops|tenant)/${known}`,
    destination: page.startsWith("/") ? page : `/:panel/${page}`,
    permanent: false,
  }));
