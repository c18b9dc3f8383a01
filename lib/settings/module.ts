import { module } from "@/lib/core/module";
import { settingsPermissions } from "@/lib/settings/permissions";
import { settingVersions } from "@/lib/settings/settings/resource";
import { updateSetting } from "@/lib/settings/settings/update";

/** What can be changed without a new deployment. */
export const settings = module({
  name: "settings",
  optional: false,
  permissions: settingsPermissions,
  commands: [updateSetting],
  resources: [settingVersions],
  machines: [],
  menu: [
    {
      key: "settings",
      path: "settings/settings",
      permission: "settings.settings.read",
      icon: "settings",
      platformOnly: true,
    },
  ],
});
