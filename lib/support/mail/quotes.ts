/** Where a mail program begins to repeat what it answers, in the languages customers write in. */
const repeats = [
  /^\s*-{2,}\s*(original message|forwarded message|原始邮件|原邮件|转发邮件)\s*-{2,}\s*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*on .{5,200} wrote:\s*$/i,
  /^\s*(在|于)?.{4,200}(写道|寫道)[：:]\s*$/,
  /^\s*(from|发件人|寄件者)\s*[:：].{3,200}$/i,
];

/** A line that is only there to be followed by quoted ones. */
const introduces = /(wrote|写道|寫道)[：:]\s*$/i;

/**
 * What somebody wrote themselves in an e-mail: without what it repeats of earlier ones and without the signature. Where the
 * answers stand between the lines they answer, those are kept, too: neither makes sense alone.
 * @returns all of it where nothing else would be left.
 */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  let end = lines.findIndex((line, index) => beginsRepeat(lines, line, index));
  if (end < 0 || answersBetween(lines.slice(end))) end = lines.length;
  // Quoted lines at the end, with the line that introduces them.
  while (end > 0 && isQuoteOrBlank(lines[end - 1] ?? "")) end--;
  if (end < lines.length && introduces.test(lines[end - 1] ?? "")) end--;
  const signature = lines.slice(0, end).findIndex((line) => /^-- ?$/.test(line));
  const own = lines
    .slice(0, signature < 0 ? end : signature)
    .join("\n")
    .trim();
  return own === "" ? text.trim() : own;
}

/** Whether somebody wrote below a quoted line: what is repeated is quoted, and what comes after that is not. */
function answersBetween(repeated: string[]): boolean {
  const quoted = repeated.findIndex((line) => /^\s*>/.test(line));
  if (quoted < 0) return false;
  const signature = repeated.findIndex((line) => /^-- ?$/.test(line));
  return repeated.slice(quoted, signature < 0 ? undefined : signature).some((line) => !isQuoteOrBlank(line));
}

function beginsRepeat(lines: string[], line: string, index: number): boolean {
  if (index === 0 && lines.length === 1) return false;
  if (repeats.some((mark) => mark.test(line))) {
    // "From:" alone may be somebody's own words; a head of several lines is a mail program's.
    if (/^\s*(from|发件人|寄件者)/i.test(line))
      return /^\s*(sent|date|to|subject|发送时间|日期|收件人|主题)\s*[:：]/i.test(lines[index + 1] ?? "");
    return true;
  }
  // The introduction may be broken over two lines.
  const two = `${line} ${(lines[index + 1] ?? "").trim()}`;
  return /^\s*on .{5,200} wrote:\s*$/i.test(two) && /^\s*on\b/i.test(line);
}

const isQuoteOrBlank = (line: string): boolean => /^\s*(>.*)?$/.test(line);
