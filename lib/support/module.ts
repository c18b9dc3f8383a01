import { module } from "@/lib/core/module";
import { supportPermissions } from "@/lib/support/permissions";

/** Questions and complaints, and how fast they are answered. */
export const support = module({
  name: "support",
  optional: true,
  permissions: supportPermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
