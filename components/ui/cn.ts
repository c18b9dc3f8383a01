import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. `className` on our components is for placing them (margins, widths, grid cells); how they look is
 * their props, so nothing has to settle which of two contradicting classes wins.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
