import { cn } from "../ui/cn";

/** A rope through a fairlead, over the water. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-6 shrink-0", className)}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path
        d="M11 18V8.500h10M11 13h7.500"
        className="fill-none stroke-accent-ink"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M6 23.500c3.300 0 3.300-2.200 6.700-2.200s3.300 2.200 6.600 2.200 3.400-2.200 6.700-2.200"
        className="fill-none stroke-accent-ink"
        strokeWidth="2"
        strokeLinecap="round"
        opacity="0.7"
      />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2", className)}>
      <Mark />
      <span className="font-semibold text-lg tracking-tight">{"Fairlead"}</span>
    </span>
  );
}
