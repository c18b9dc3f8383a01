import { module } from "@/lib/core/module";
import { createOrganization } from "@/lib/customers/organizations/create";
import { importOrganizations } from "@/lib/customers/organizations/import";
import { organizationMachine } from "@/lib/customers/organizations/machine";
import { moveOrganization } from "@/lib/customers/organizations/move";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { organizations } from "@/lib/customers/organizations/resource";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { customersPermissions } from "@/lib/customers/permissions";

/** Whom the platform serves: organizations in a tree. */
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
    importOrganizations,
  ],
  resources: [organizations],
  machines: [organizationMachine],
  menu: [
    {
      key: "organizations",
      path: "customers/organizations",
      permission: "customers.organizations.read",
      icon: "building-2",
    },
  ],
});
