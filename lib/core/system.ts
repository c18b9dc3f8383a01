import type { Caller } from "@/lib/core/caller";
import { newId } from "@/lib/core/id";
import { platformPlace } from "@/lib/core/scope";

/**
 * The product itself as caller: a job, the command line, the seed.
 * @param label what acts, as the audit trail shows it ("execute-approval").
 * @throws unavailable when the platform was not founded yet.
 */
export async function systemCaller(label: string): Promise<Caller> {
  return { ...foundingCaller(label), scope: { kind: "all", ...(await platformPlace()) } };
}

/** The caller before there is a tree to have a scope in. */
export const foundingCaller = (label: string): Caller => ({
  actor: { type: "system", label },
  scope: { kind: "all", organizationId: "", path: "" },
  grants: [],
  requestId: newId(),
  address: null,
  userAgent: null,
  locale: "en",
  steppedUpAt: null,
});
