import { module } from "@/lib/core/module";
import { settingsPermissions } from "@/lib/settings/permissions";

/** What can be changed without a new deployment. */
export const settings = module({
  name: "settings",
  optional: false,
  permissions: settingsPermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
