import { hash, parseOptions, verify } from "@node-rs/argon2";

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** @returns an encoded argon2id hash with its own salt. */
export const hashPassword = (password: string): Promise<string> => hash(normalized(password), parameters);

/** Whether a hash was made with other parameters than today's and should be made again at the next sign-in. */
export function needsRehash(encoded: string): boolean {
  const used = parseOptions(encoded);
  return Object.entries(parameters).some(([name, value]) => Reflect.get(used, name) !== value);
}

let nobody: Promise<string> | undefined;

/**
 * Whether `password` is the one behind `encoded`. Without a hash (no such account, no password yet) it works as long and says
 * no, so that the time an answer takes tells nothing.
 */
export async function passwordMatches(encoded: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword("the password of no account");
  const matches = await verify(encoded ?? (await nobody), normalized(password));
  return matches && encoded !== null;
}

// The same letters may arrive composed or not, depending on the keyboard.
const normalized = (password: string): string => password.normalize("NFKC");
