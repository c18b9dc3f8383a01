import type { Caller } from "@/lib/core/caller";
import { workPermission } from "@/lib/field-service/service-tickets/access";

/** Where technicians are at home. */
export const jobsHome = "/jobs";

/** Whether somebody is here for their jobs alone: then the console is no place for them. */
export function worksOnly({ grants }: Pick<Caller, "grants">): boolean {
  const held = new Set(grants.flatMap(({ permissions }) => [...permissions]));
  return held.size === 1 && held.has(workPermission);
}
