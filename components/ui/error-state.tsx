import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyableId } from "./copyable-id";

export type ErrorStateProps = {
  title?: ReactNode;
  description?: ReactNode;
  /** What to quote to whoever runs this: a request id or an error digest. */
  reference?: string;
  action?: ReactNode;
  className?: string;
};

/** Something broke: what, and what one can do. Never a stack. */
export function ErrorState({ title, description, reference, action, className }: ErrorStateProps) {
  const t = useTranslations("core.error");
  return (
    <div role="alert" className={cn("flex flex-col items-center gap-1 px-4 py-12 text-center", className)}>
      <span className="mb-2 grid size-10 place-items-center rounded-full bg-danger-soft text-danger">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <div className="font-medium">{title ?? t("title")}</div>
      <p className="max-w-md text-ink-3 text-sm">{description ?? t("description")}</p>
      {reference ? (
        <p className="mt-1 flex items-center gap-1 text-ink-3 text-xs">
          {t("reference")} <CopyableId id={reference} />
        </p>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
