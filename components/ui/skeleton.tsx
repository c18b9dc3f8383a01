import { cn } from "./cn";

/** Stands where something will stand, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-4 animate-breathe rounded-sm bg-line", className)} />;
}
