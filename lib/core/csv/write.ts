/** What a spreadsheet would run as a formula when a cell begins with it, full-width forms included (OWASP, CSV injection). */
export const formulaStarts = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] as const;

/** Text that a spreadsheet shows and does not run. */
export const defused = (text: string): string =>
  formulaStarts.some((start) => text.startsWith(start)) ? `'${text}` : text;

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;

/** One line of a CSV file (RFC 4180), with its end. Text is defused; null is an empty cell. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells
    .map((cell) => (cell === null ? "" : typeof cell === "number" ? String(cell) : quoted(defused(cell))))
    .join(",")}\r\n`;

/** What tells a spreadsheet that a file is UTF-8. */
export const byteOrderMark = "\uFEFF";
