import { cn } from "../ui/cn";

/** One of `icon-names.ts`, in the colour of the letters around it. A name that is not there draws nothing. */
export function Icon({ name, className }: { name: string; className?: string }) {
  return (
    <svg aria-hidden="true" className={cn("size-4 shrink-0", className)}>
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
