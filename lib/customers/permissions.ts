/** What may be allowed in this module; described in `messages/<locale>/customers`. */
export const customersPermissions = [
  "customers.organizations.read",
  "customers.organizations.write",
  "customers.organizations.move",
  "customers.organizations.suspend",
  "customers.organizations.secure",
  "customers.organizations.import",
  "customers.organizations.export",
  "customers.customers.read",
  "customers.customers.write",
  "customers.customers.suspend",
  "customers.customers.reveal",
  "customers.customers.export",
] as const;
