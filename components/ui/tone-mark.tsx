import type { Tone } from "@/lib/core/resource/description";
import { cn } from "./cn";

/**
 * The shape of a tone, for eyes that do not tell the colours apart: a full disc is done, a ring waits, a diamond is in
 * danger, a half disc is in progress, a bar is over.
 */
export function ToneMark({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 8 8" className={cn("size-2 shrink-0 fill-current", className)}>
      {SHAPES[tone]}
    </svg>
  );
}

const SHAPES: Record<Tone, React.ReactNode> = {
  done: <circle cx="4" cy="4" r="3.5" />,
  waiting: <circle cx="4" cy="4" r="2.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  danger: <path d="M4 0 8 4 4 8 0 4Z" />,
  progress: (
    <>
      <circle cx="4" cy="4" r="3.25" fill="none" stroke="currentColor" />
      <path d="M4 .75a3.25 3.25 0 0 1 0 6.5Z" />
    </>
  ),
  over: <rect y="3" width="8" height="2" rx="1" />,
  neutral: <circle cx="4" cy="4" r="2" />,
};
