import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/core/env";

type Key = { id: string; encryption: Buffer; lookup: Buffer; digest: Buffer };

let ring: Key[] | undefined;

// One master key serves three purposes, each through a key of its own.
const derive = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", master, "fairlead", purpose, 32));

function keys(): Key[] {
  ring ??= env()
    .FAIRLEAD_ENCRYPTION_KEYS.split(",")
    .map((entry) => {
      const [id = "", encoded = ""] = entry.split(":");
      const master = Buffer.from(encoded, "base64");
      return {
        id,
        encryption: derive(master, "encryption"),
        lookup: derive(master, "lookup"),
        digest: derive(master, "digest"),
      };
    });
  return ring;
}

const current = (): Key => keys()[0]!;

function byId(id: string): Key {
  const key = keys().find((candidate) => candidate.id === id);
  if (!key) throw new Error(`Encryption key ${id} is not in FAIRLEAD_ENCRYPTION_KEYS.`);
  return key;
}

/**
 * Encrypts a secret for storage with AES-256-GCM.
 * @param context what the value is and whose ("operator.totp:<id>"); the same is needed to decrypt, so that a value
 * copied to another row is useless.
 * @returns `<key id>.<nonce>.<tag>.<ciphertext>`, base64url.
 */
export function encrypt(plain: string, context: string): string {
  const key = current();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.encryption, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [key.id, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
}

/**
 * Decrypts what `encrypt` made, with whichever key made it.
 * @throws Error when the key is gone, the context differs or the value was altered.
 */
export function decrypt(sealed: string, context: string): string {
  const [keyId = "", ...parts] = sealed.split(".");
  const [nonce, tag, body] = parts.map((part) => Buffer.from(part, "base64url"));
  if (!nonce || !tag || !body) throw new Error("Not an encrypted value.");
  const decipher = createDecipheriv("aes-256-gcm", byId(keyId).encryption, nonce)
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

/** Whether `sealed` was made with a key that is no longer the current one and should be encrypted again. */
export const needsReencryption = (sealed: string): boolean => sealed.split(".")[0] !== current().id;

/**
 * Keyed hashes under which a value may stand in a lookup column, newest key first.
 * Write the first one; search for any of them.
 */
export const lookupHashes = (value: string): string[] =>
  keys().map((key) => createHmac("sha256", key.lookup).update(value).digest("base64url"));

/** A keyed digest `<key id>:<base64url>` that nobody without the key can make. */
export const digest = (text: string, keyId = current().id): string =>
  `${keyId}:${createHmac("sha256", byId(keyId).digest).update(text).digest("base64url")}`;

/** Whether `expected` is the digest of `text`, under the key it names. */
export function digestMatches(text: string, expected: string): boolean {
  const keyId = expected.split(":")[0] ?? "";
  return keys().some((key) => key.id === keyId) && digest(text, keyId) === expected;
}
