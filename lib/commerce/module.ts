import { commercePermissions } from "@/lib/commerce/permissions";
import { module } from "@/lib/core/module";

/** What is sold: orders, payments, refunds, benefits, vouchers. */
export const commerce = module({
  name: "commerce",
  optional: true,
  permissions: commercePermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
