import type { Command } from "@/lib/core/command";
import type { Machine } from "@/lib/core/machine";
import type { Resource } from "@/lib/core/resource";

/** An entry of the console's sidebar. Its label is `<module>.menu.<key>` in the catalogue. */
export type MenuItem = {
  key: string;
  /** Path below `/<panel>`. */
  path: string;
  /** Needed to see it; null for everybody. */
  permission: string | null;
  /** Name of a lucide icon the shell knows. */
  icon: string;
  /** Only where the whole platform is worked on. */
  platformOnly?: boolean;
};

/** What a module brings to the product (design section 1): its manifest is `lib/<module>/module.ts`. */
export type Module = {
  name: string;
  /** `<module>.<noun>.<action>`; described in the catalogue at `<module>.permissions.<noun>.<action>`. */
  permissions: readonly string[];
  commands: readonly Command[];
  resources: readonly Resource[];
  machines: readonly Machine<string, string>[];
  menu: readonly MenuItem[];
  /** Whether a deployment may switch it off. */
  optional: boolean;
};

/** Declares a module's manifest. */
export const module = (manifest: Module): Module => manifest;
