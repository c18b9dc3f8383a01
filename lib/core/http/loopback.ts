import { env } from "@/lib/core/env";
import { isLoopback } from "@/lib/core/http/peer";

/**
 * Whether only this machine can reach the product: it listens on loopback, and nobody was given another address that a proxy
 * would answer for it.
 */
export const onThisMachineOnly = (): boolean =>
  isLoopback(env().HOST) && isLoopback(new URL(env().APP_URL).hostname) && env().FAIRLEAD_TRUST_PROXY === 0;

/** How `scripts/web.mjs`, which alone holds the socket, says that a request was made on this machine. */
export const madeHereHeader = "x-fairlead-made-here";
