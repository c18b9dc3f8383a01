import { module } from "@/lib/core/module";
import { srePermissions } from "@/lib/sre/permissions";

/** Whether the machinery runs. */
export const sre = module({
  name: "sre",
  optional: false,
  permissions: srePermissions,
  commands: [],
  resources: [],
  machines: [],
  menu: [],
});
