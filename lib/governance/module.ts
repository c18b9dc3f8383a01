import { module } from "@/lib/core/module";
import { governancePermissions } from "@/lib/governance/permissions";
import { foundPlatform } from "@/lib/governance/roles/found-platform";

/** Who may do what, who did it, and who agreed. */
export const governance = module({
  name: "governance",
  optional: false,
  permissions: governancePermissions,
  commands: [foundPlatform],
  resources: [],
  machines: [],
  menu: [],
});
