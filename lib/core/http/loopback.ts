import { env } from "@/lib/core/env";

const isLoopback = (host: string): boolean => /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/.test(host);

/**
 * Whether only this machine can reach the product: it listens on loopback, and nobody was given another address that a proxy
 * would answer for it.
 */
export const onThisMachineOnly = (): boolean =>
  isLoopback(env().HOST) && isLoopback(new URL(env().APP_URL).hostname) && env().FAIRLEAD_TRUST_PROXY === 0;
