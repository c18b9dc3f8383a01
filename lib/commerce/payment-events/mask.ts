import type { Json } from "@/lib/core/json";

/** What stands where something is kept back. */
export const masked = "•••";

/** Everything below these tells who somebody is, or with what they pay. */
const personal = new Set([
  "address",
  "billing_details",
  "card",
  "customer_details",
  "evidence",
  "individual",
  "owner",
  "payment_method_details",
  "payer_details",
  "shipping",
  "shipping_details",
  "us_bank_account",
]);

/** What may be shown even there: kinds and countries, never who. */
const harmless = new Set([
  "brand",
  "country",
  "currency",
  "funding",
  "network",
  "object",
  "status",
  "type",
  "tax_exempt",
]);

/** Single values that tell who somebody is, give access, or are secret. */
const secret =
  /(^|_)(name|email|phone|ip|ip_address|last4|fingerprint|iin|number|routing_number|client_secret|secret|token|url|tax_id)$/;

const emailLike = /[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}/gi;
const cardLike = /\b(?:\d[ -]?){13,19}\b/g;
const phoneLike = /\+\d[\d ().-]{6,}\d/g;

const scrubbed = (text: string): string =>
  text.replace(emailLike, masked).replace(cardLike, masked).replace(phoneLike, masked);

/**
 * A payload with names, addresses, contacts, and everything about cards and bank accounts masked (control-tower 5.3). What is
 * not known to be harmless is kept back inside of such parts; elsewhere anything that looks like a contact or a card number is.
 */
export function maskPayload(value: Json, inside = false): Json {
  if (Array.isArray(value)) return value.map((item) => maskPayload(item, inside));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, maskField(key, inner, inside)]),
    );
  if (value === null || typeof value === "boolean") return value;
  if (inside) return masked;
  return typeof value === "string" ? scrubbed(value) : value;
}

function maskField(key: string, value: Json, inside: boolean): Json {
  const leaf = value === null || typeof value !== "object";
  if (leaf && value !== null && secret.test(key) && typeof value !== "boolean") return masked;
  if (leaf && inside && harmless.has(key)) return value;
  return maskPayload(value, inside || personal.has(key));
}
