import { z } from "zod";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { authSetting } from "@/lib/governance/auth/auth-setting";
import { commonPasswords } from "@/lib/governance/auth/common-passwords";
import { isShort } from "@/lib/governance/auth/password-length";

/** A password as it arrives: any characters; the length limit only keeps hashing cheap. */
export const password = z.string().min(1).max(200);

/** Why a password is not accepted: keys below `governance.errors`, each with its parameters. */
export type PasswordFault = {
  reason: "password_short" | "password_common" | "password_names_you";
  params: Record<string, number>;
};

/**
 * What speaks against a new password: shorter than the limit, known to everybody, or made of the person's own name or address
 * (ASVS 2.1; no rules about kinds of characters).
 * @param minimum in characters.
 */
export function passwordFault(
  candidate: string,
  person: { email: string; name: string },
  minimum: number,
): PasswordFault | null {
  if (isShort(candidate, minimum)) return { reason: "password_short", params: { minimum } };
  const plain = candidate.normalize("NFKC").toLowerCase();
  if (isCommon(plain)) return { reason: "password_common", params: {} };
  const names = [person.email, person.email.split("@")[0] ?? "", ...person.name.split(/\s+/)]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= 4);
  if (names.some((part) => plain.includes(part))) return { reason: "password_names_you", params: {} };
  return null;
}

/**
 * Holds a new password against the policy as it is set.
 * @param field the input's field, for the error.
 * @throws invalid_input naming `field`.
 */
export async function requireGoodPassword(
  tx: Tx,
  candidate: string,
  person: { email: string; name: string },
  field: string,
): Promise<void> {
  const { passwordMinLength } = await authSetting(tx);
  const fault = passwordFault(candidate, person, passwordMinLength);
  if (fault)
    throw new AppError("invalid_input", `governance.${fault.reason}`, fault.params, {
      fields: [{ path: field, key: `governance.errors.${fault.reason}`, params: fault.params }],
    });
}

function isCommon(plain: string): boolean {
  const letters = plain.replace(/[^\p{L}]/gu, "");
  // "Password2026!" is "password" with the decoration everybody adds.
  if (commonPasswords.has(plain) || commonPasswords.has(letters)) return true;
  if (/^(.{1,4})\1+.{0,3}$/u.test(plain)) return true;
  return isRun(plain);
}

/** Whether every character follows the one before it: "abcdefghijkl", "987654321098". */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((letter, index) => {
    const difference = (letter.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0);
    return Math.abs(difference) === 9 ? -Math.sign(difference) : difference;
  });
  return steps.length > 0 && (steps.every((step) => step === 1) || steps.every((step) => step === -1));
}
