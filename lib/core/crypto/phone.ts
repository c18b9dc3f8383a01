import { z } from "zod";
import { decrypt, encrypt, lookupHashes } from "@/lib/core/crypto/keyring";

const e164 = /^\+[1-9]\d{6,14}$/;

const bare = (text: string): string => text.replace(/[\s().\u00a0-]/g, "");

/** A telephone number in a command's input; what people put between the digits is left out. */
export const phone = z
  .string()
  .trim()
  .max(40)
  .transform(bare)
  .refine((number) => e164.test(number), { error: "core.validation.phone" });

/** The E.164 form of what somebody typed into a search box, or null when it is no whole number. */
export function wholePhone(words: string): string | null {
  const number = bare(words.trim());
  if (e164.test(number)) return number;
  // A plus sign is easily lost on the way from a spreadsheet.
  return e164.test(`+${number}`) ? `+${number}` : null;
}

/** What lists show of a number: where it is from and its end. */
export function maskedPhone(number: string): string {
  const shown = number.length > 9 ? 4 : 2;
  return `${number.slice(0, 3)}${"•".repeat(number.length - 3 - shown)}${number.slice(-shown)}`;
}

/** Whose number it is: it opens for nobody else. */
export type PhoneOwner = { kind: "customer" | "technician" | "service-ticket"; id: string };

const context = ({ kind, id }: PhoneOwner): string => `${kind}.phone:${id}`;

/**
 * A number as it is stored: encrypted for its owner, hashed for lookup, masked for lists (design section 5).
 * @param number in E.164 form.
 */
export const sealPhone = (owner: PhoneOwner, number: string) => ({
  phoneEncrypted: encrypt(number, context(owner)),
  phoneHash: lookupHashes(number)[0]!,
  phoneMasked: maskedPhone(number),
});

/** `sealPhone` where there may be no number. */
export const storedPhone = (owner: PhoneOwner, number: string | null) =>
  number === null ? { phoneEncrypted: null, phoneHash: null, phoneMasked: null } : sealPhone(owner, number);

/** The number behind what was sealed. @throws Error when it was altered or its key is gone. */
export const openPhone = (owner: PhoneOwner, encrypted: string): string => decrypt(encrypted, context(owner));
