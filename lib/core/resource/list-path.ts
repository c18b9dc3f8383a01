import type { Resource } from "@/lib/core/resource";

/** Where a list stands below the panel: where its records stand, "notifications/mail". */
export const listPathOf = (resource: Resource): string =>
  resource.page?.replace(/\/:id$/, "") ?? `${resource.module}/${resource.name}`;
