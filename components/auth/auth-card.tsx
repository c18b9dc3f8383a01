import type { ReactNode } from "react";
import { cn } from "../ui/cn";

export type AuthCardProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Links below the form. */
  footer?: ReactNode;
  width?: "sm" | "md" | "lg";
  /** Where it stands. */
  className?: string;
  children?: ReactNode;
};

/** The one thing to do on a page before the console. */
export function AuthCard({ title, description, footer, width = "sm", className, children }: AuthCardProps) {
  return (
    <section
      className={cn("w-full rounded-md border border-line bg-surface p-5 sm:p-6", WIDTH[width], className)}
    >
      <h1 className="text-balance font-semibold text-xl">{title}</h1>
      {description ? <p className="wrap-break-word mt-1 text-ink-2 text-sm">{description}</p> : null}
      {children ? <div className="mt-5">{children}</div> : null}
      {footer ? (
        <div className="mt-5 flex flex-col items-start gap-2 border-line border-t pt-4 text-ink-2 text-sm">
          {footer}
        </div>
      ) : null}
    </section>
  );
}

const WIDTH = { sm: "max-w-sm", md: "max-w-md", lg: "max-w-lg" };
