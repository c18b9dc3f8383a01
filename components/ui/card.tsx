import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type CardProps = Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** No padding around the body, for a table or a list that brings its own. */
  flush?: boolean;
};

/** A bordered part of a page. */
export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  className,
  children,
  ...rest
}: CardProps) {
  return (
    <section className={cn("min-w-0 rounded-md border border-line bg-surface", className)} {...rest}>
      {title || actions ? (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2">
          <div className={cn("min-w-0 flex-1", description && "basis-48")}>
            <h2 className="font-semibold text-base">{title}</h2>
            {description ? <p className="text-ink-3 text-sm">{description}</p> : null}
          </div>
          {actions}
        </header>
      ) : null}
      <div className={flush ? "overflow-hidden" : "p-4"}>{children}</div>
      {footer ? <footer className="border-line border-t px-4 py-3">{footer}</footer> : null}
    </section>
  );
}
