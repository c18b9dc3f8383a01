import compile from "icu-minify/compile";
import type { CompiledMessage } from "icu-minify/format";
import type { AbstractIntlMessages } from "next-intl";

/** Catalogues whose ICU messages are parsed, so that no browser needs a parser (next.config.ts drops it). */
export type CompiledMessages = { [key: string]: CompiledMessage | CompiledMessages };

/**
 * Parses every message.
 * @param onFault told the path of a message that is not ICU; such a message is kept as it is written, because one bad
 * sentence must not take a whole console down
 */
export function compileMessages(
  messages: AbstractIntlMessages,
  onFault: (path: string) => void,
  prefix = "",
): CompiledMessages {
  const compiled: CompiledMessages = {};
  for (const [key, value] of Object.entries(messages)) {
    const path = prefix ? `${prefix}.${key}` : key;
    compiled[key] =
      typeof value === "string" ? compileOne(value, path, onFault) : compileMessages(value, onFault, path);
  }
  return compiled;
}

function compileOne(message: string, path: string, onFault: (path: string) => void): CompiledMessage {
  try {
    // The compiler's objects have no prototype, which React does not carry to the browser.
    return JSON.parse(JSON.stringify(compile(message))) as CompiledMessage;
  } catch {
    onFault(path);
    return message;
  }
}
