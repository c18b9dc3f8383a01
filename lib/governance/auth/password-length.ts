/**
 * Whether a password has fewer characters than it needs, counted as a person counts them.
 * @param minimum in characters.
 */
export const isShort = (password: string, minimum: number): boolean =>
  [...password.normalize("NFKC")].length < minimum;
