const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * The words of an e-mail that has no plain text. It is only ever shown as text, so whatever is left of its markup is harmless;
 * what it quotes (`blockquote`) is marked as plain text does it, with "> " before each line.
 */
export function textOfHtml(html: string): string {
  return quotedLines(
    html
      // Stand for where a quotation begins and ends; no text has them.
      .replace(/[\uE000\uE001]/g, "")
      .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, "")
      .replace(/[ \t\r\n]+/g, " ")
      .replace(/<blockquote\b[^>]{0,10000}>/gi, "\n\uE000\n")
      .replace(/<\/blockquote\s*>/gi, "\n\uE001\n")
      .replace(/<br\s*\/?>|<\/(p|div|tr|li|h[1-6])\s*>/gi, "\n")
      .replace(/<[^>]{0,10000}>/g, "")
      .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => character(name) ?? whole)
      .replace(/ *\n */g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
  );
}

/** Puts "> " before each line that stands between the signs of a quotation, once for each it stands in. */
function quotedLines(text: string): string {
  let depth = 0;
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "\uE000") depth += 1;
    else if (line === "\uE001") depth = Math.max(0, depth - 1);
    else lines.push(line && `${"> ".repeat(Math.min(depth, 10))}${line}`);
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function character(name: string): string | undefined {
  if (!name.startsWith("#")) return entities[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
