import { createHash } from "node:crypto";
import { digest } from "@/lib/core/crypto/keyring";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * The TOTP seed of a demo operator, 32 letters of base32: the same whenever it is asked for, and by this installation's own key, so
 * that nobody else can know it.
 */
export const totpSeed = (email: string): string =>
  [
    ...createHash("sha256")
      .update(digest(`demo operator:${email}`))
      .digest(),
  ]
    .map((byte) => alphabet[byte % 32])
    .join("");
