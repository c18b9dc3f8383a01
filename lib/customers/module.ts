import { module } from "@/lib/core/module";
import { createCustomer } from "@/lib/customers/customers/create";
import { importCustomers } from "@/lib/customers/customers/import";
import { customerMachine } from "@/lib/customers/customers/machine";
import { reactivateCustomer } from "@/lib/customers/customers/reactivate";
import { customers as customerList } from "@/lib/customers/customers/resource";
import { revealPhone } from "@/lib/customers/customers/reveal-phone";
import { suspendCustomer } from "@/lib/customers/customers/suspend";
import { updateCustomer } from "@/lib/customers/customers/update";
import { createOrganization } from "@/lib/customers/organizations/create";
import { importOrganizations } from "@/lib/customers/organizations/import";
import { organizationMachine } from "@/lib/customers/organizations/machine";
import { moveOrganization } from "@/lib/customers/organizations/move";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { organizations } from "@/lib/customers/organizations/resource";
import { setAllowList } from "@/lib/customers/organizations/set-allow-list";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { customersPermissions } from "@/lib/customers/permissions";

/** Whom the platform serves: organizations in a tree, and whom each of them serves. */
export const customers = module({
  name: "customers",
  optional: false,
  permissions: customersPermissions,
  commands: [
    createOrganization,
    updateOrganization,
    moveOrganization,
    suspendOrganization,
    reactivateOrganization,
    setAllowList,
    importOrganizations,
    createCustomer,
    updateCustomer,
    suspendCustomer,
    reactivateCustomer,
    revealPhone,
    importCustomers,
  ],
  resources: [organizations, customerList],
  machines: [organizationMachine, customerMachine],
  menu: [
    {
      key: "customers",
      path: "customers/customers",
      permission: "customers.customers.read",
      icon: "users",
    },
    {
      key: "organizations",
      path: "customers/organizations",
      permission: "customers.organizations.read",
      icon: "building-2",
    },
  ],
});
