import { billingPermissions } from "@/lib/billing/permissions";
import { module } from "@/lib/core/module";

/** Money: the ledger, wallets, top-ups, bills. */
export const billing = module({
  name: "billing",
  optional: true,
  permissions: billingPermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
