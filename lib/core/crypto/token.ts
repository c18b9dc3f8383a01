import { createHash, randomBytes } from "node:crypto";

/** A secret nobody can guess: 32 random bytes, base64url, behind a readable prefix ("flt_"). */
export const newToken = (prefix = ""): string => `${prefix}${randomBytes(32).toString("base64url")}`;

/** What is stored of a secret that is random itself: SHA-256, base64url. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
