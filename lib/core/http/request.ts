import type { Caller } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";
import { chooseLocale, LOCALE_COOKIE } from "@/lib/core/i18n/locale";
import { newId } from "@/lib/core/id";

/** What a request says about itself, whoever sent it. */
export type RequestFacts = Pick<Caller, "requestId" | "address" | "userAgent" | "locale">;

// What a reader chose on a page holds for what the page asks, too.
const chosenLocale = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([a-z-]{2,10})(?:;|$)`);

/**
 * Reads the facts from headers the web server itself wrote (`x-fairlead-address`, see scripts/web.mjs) and from what the
 * sender claims. A request id that comes from outside is kept when it looks like one.
 */
export function requestFacts(headers: Headers): RequestFacts {
  const claimed = headers.get("x-request-id") ?? "";
  return {
    requestId: /^[A-Za-z0-9-]{8,64}$/.test(claimed) ? claimed : newId(),
    address: headers.get("x-fairlead-address"),
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    locale: chooseLocale(chosenLocale.exec(headers.get("cookie") ?? "")?.[1], headers.get("accept-language")),
  };
}

/** Largest JSON body the API reads, in bytes. */
export const maxBody = 5 * 1024 * 1024;

/**
 * Reads a JSON body without ever holding more than the limit.
 * @throws payload_too_large over 5 MB, invalid_input when it is not JSON.
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request, maxBody);
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid_input", "malformed_json");
  }
}

/**
 * Reads a body as UTF-8 text, to the byte as it was sent.
 * @param limit in bytes.
 * @throws payload_too_large, invalid_input when it is no UTF-8: what stood in its place would not be what was sent.
 */
export async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AppError("invalid_input", "malformed_text");
  }
}

/** Reads a body as it is. @param limit in bytes. @throws payload_too_large. */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError("payload_too_large", "payload_too_large", { megabytes: limit / 1024 / 1024 });
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
