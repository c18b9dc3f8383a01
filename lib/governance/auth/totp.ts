import { generateSecret, generateSync, generateURI, verifySync } from "otplib";
import { now } from "@/lib/core/clock";
import { decrypt, encrypt } from "@/lib/core/crypto/keyring";

/** Seconds one code is shown for. */
export const codePeriod = 30;

/** A new seed: 160 random bits in base32, as authenticator apps take it. */
export const newSeed = (): string => generateSecret();

const context = (operatorId: string): string => `operator.totp:${operatorId}`;

/** A seed as `operator.totp_secret` keeps it. */
export const sealSeed = (operatorId: string, seed: string): string => encrypt(seed, context(operatorId));

/** The seed behind `operator.totp_secret`. @throws Error when it was altered or belongs to somebody else. */
export const openSeed = (operatorId: string, sealed: string): string => decrypt(sealed, context(operatorId));

/**
 * The 30-second window a code belongs to: the current one, or the one before or after it for clocks that differ.
 * @returns null when it is the code of none of them.
 */
export function windowOf(seed: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret: seed,
    token: code,
    epoch: epoch(),
    period: codePeriod,
    epochTolerance: codePeriod,
  });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** The 30-second window of this moment. */
export const currentWindow = (): number => Math.floor(epoch() / codePeriod);

/** The code an authenticator shows during a window, by default the current one. */
export const codeOf = (seed: string, window = currentWindow()): string =>
  generateSync({ secret: seed, epoch: window * codePeriod, period: codePeriod });

/** What the QR code says (Key URI Format). */
export const keyUri = (seed: string, account: string, issuer: string): string =>
  generateURI({ secret: seed, label: account, issuer });

const epoch = (): number => Math.floor(now().getTime() / 1000);
