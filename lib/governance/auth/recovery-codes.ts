import { randomInt } from "node:crypto";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";

// No letter that reads like another (Crockford's base 32).
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const count = 10;

const newCode = (): string => {
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
};

/** Ten codes of 50 random bits each, to be written down. */
export const newRecoveryCodes = (): string[] => Array.from({ length: count }, newCode);

/** Whether a text is written like a recovery code; spaces, dashes and capitals do not matter. */
export const looksLikeRecoveryCode = (text: string): boolean =>
  plain(text).length === 10 && [...plain(text)].every((letter) => alphabet.includes(letter));

/** Replaces an operator's recovery codes; only keyed hashes are kept. */
export async function keepRecoveryCodes(tx: Tx, operatorId: string, codes: readonly string[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { operatorId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(), operatorId, codeHash: hashes(operatorId, code)[0]! })),
  });
}

/**
 * Uses a recovery code up.
 * @returns how many are left, or null when it is none of theirs or was used before.
 */
export async function spendRecoveryCode(
  tx: Tx,
  operatorId: string,
  code: string,
  at: Date,
): Promise<number | null> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { operatorId, codeHash: { in: hashes(operatorId, code) }, usedAt: null },
    data: { usedAt: at },
  });
  if (count === 0) return null;
  return tx.recoveryCode.count({ where: { operatorId, usedAt: null } });
}

const plain = (code: string): string =>
  code.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");

const hashes = (operatorId: string, code: string): string[] =>
  lookupHashes(`operator.recovery:${operatorId}:${plain(code)}`);
