import compile from "icu-minify/compile";
import type { CompiledMessage } from "icu-minify/format";
import type { AbstractIntlMessages } from "next-intl";

/** Catalogues whose ICU messages are parsed, so that no browser needs a parser (next.config.ts drops it). */
export type CompiledMessages = { [key: string]: CompiledMessage | CompiledMessages };

/** @throws Error naming the key of a message that is not ICU. */
export function compileMessages(messages: AbstractIntlMessages, path = ""): CompiledMessages {
  const compiled: CompiledMessages = {};
  for (const [key, value] of Object.entries(messages)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value !== "string") {
      compiled[key] = compileMessages(value, here);
      continue;
    }
    try {
      // The compiler's objects have no prototype, which React does not carry to the browser.
      compiled[key] = JSON.parse(JSON.stringify(compile(value))) as CompiledMessage;
    } catch (error) {
      throw new Error(`Message ${here} cannot be read: ${value}`, { cause: error });
    }
  }
  return compiled;
}
