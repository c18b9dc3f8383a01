import { Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = {
  /** An icon element, so that server components can give one. */
  icon?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Nothing here yet, why, and what to do about it. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  const Fallback: LucideIcon = Inbox;
  return (
    <div className={cn("flex flex-col items-center gap-1 px-4 py-12 text-center", className)}>
      <span className="mb-2 grid size-10 place-items-center rounded-full bg-sunken text-ink-3 [&_svg]:size-5">
        {icon ?? <Fallback aria-hidden />}
      </span>
      <div className="font-medium">{title}</div>
      {description ? <p className="max-w-md text-ink-3 text-sm">{description}</p> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
