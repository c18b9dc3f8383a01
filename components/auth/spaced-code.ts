/** A six-digit code as one reads it out. */
export const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
