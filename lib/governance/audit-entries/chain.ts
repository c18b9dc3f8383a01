import { digest } from "@/lib/core/crypto/keyring";

/** What the first entry of the chain follows. */
export const chainStart = "fairlead";

/**
 * An entry's running hash: keyed, over the one before and the entry's own digest, so that nobody without the key can take an
 * entry out, put one in or change their order and make the chain close again.
 * @param like a hash made with the key to use; without one the current key.
 */
export const chainLink = (previous: string, entryDigest: string, like?: string): string =>
  digest(`${previous}\n${entryDigest}`, like?.split(":")[0]);

/** Whether `hash` links an entry to the one before, under the key it names. */
export function linksTo(hash: string | null, previous: string, entryDigest: string): boolean {
  if (!hash) return false;
  try {
    return chainLink(previous, entryDigest, hash) === hash;
  } catch {
    // A key we never had: nothing of ours.
    return false;
  }
}

/** Advisory locks of the trail: sealing takes turns with itself, pruning with whoever verifies. */
export const sealLock = "fairlead.audit.seal";
export const pruneLock = "fairlead.audit.prune";
