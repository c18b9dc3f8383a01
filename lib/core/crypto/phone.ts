import { z } from "zod";
import { decrypt, encrypt, lookupHashes } from "@/lib/core/crypto/keyring";

const e164 = /^\+[1-9]\d{6,14}$/;

const bare = (text: string): string => text.replace(/[\s().\u00a0-]/g, "");

/** Mobile numbers of mainland China are written without their country code by whoever has one. */
const domestic = /^1[3-9]\d{9}$/;

const withCountry = (number: string): string => (domestic.test(number) ? `+86${number}` : number);

/**
 * A telephone number in a command's input, in E.164 form; what people put between the digits is left out, and the country code
 * may be of a mobile number of mainland China.
 */
export const phone = z
  .string()
  .trim()
  .max(40)
  .transform((text) => withCountry(bare(text)))
  .refine((number) => e164.test(number), { error: "core.validation.phone" });

/**
 * The E.164 forms of what somebody typed into a search box; none when it is no whole number. One without a plus sign may have lost
 * it on the way from a spreadsheet, or be of mainland China.
 */
export function wholePhones(words: string): string[] {
  const number = bare(words.trim());
  return [...new Set([number, `+${number}`, withCountry(number)])].filter((form) => e164.test(form));
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
