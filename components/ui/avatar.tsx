import { cn } from "./cn";

/** Initials on a quiet ground; the name itself stands beside it or is given to readers by the caller. */
export function Avatar({
  name,
  size = "md",
  className,
}: {
  name: string;
  size?: "sm" | "md" | "lg";
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid shrink-0 select-none place-items-center rounded-full bg-accent-soft font-medium text-accent",
        size === "sm" && "size-5 text-[9px]",
        size === "md" && "size-7 text-xs",
        size === "lg" && "size-10 text-base",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

const HAN = /\p{Script=Han}/u;

/** First and last word's letters; of a Chinese name the last character, by which people call each other. */
export function initials(name: string): string {
  const trimmed = name.trim();
  const characters = Array.from(trimmed);
  if (characters.length > 0 && HAN.test(characters[0]!)) return characters.at(-1)!;
  const words = trimmed.split(/[\s._@-]+/).filter(Boolean);
  const first = Array.from(words[0] ?? "?")[0] ?? "?";
  const last = words.length > 1 ? (Array.from(words.at(-1)!)[0] ?? "") : "";
  return (first + last).toUpperCase();
}
