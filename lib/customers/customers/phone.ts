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
  .refine((number) => e164.test(number), { error: "customers.validation.phone" });

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

const context = (customerId: string): string => `customer.phone:${customerId}`;

/**
 * A number as it is stored: encrypted for its owner, hashed for lookup, masked for lists (design section 5).
 * @param number in E.164 form, or null for none.
 */
export const storedPhone = (customerId: string, number: string | null) =>
  number === null
    ? { phoneEncrypted: null, phoneHash: null, phoneMasked: null }
    : {
        phoneEncrypted: encrypt(number, context(customerId)),
        phoneHash: lookupHashes(number)[0] ?? null,
        phoneMasked: maskedPhone(number),
      };

/** The number behind what `storedPhone` encrypted. @throws Error when it was altered or its key is gone. */
export const phoneOf = (customerId: string, encrypted: string): string =>
  decrypt(encrypted, context(customerId));
