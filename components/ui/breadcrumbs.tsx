import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "./link";

export type Crumb = { label: string; href?: string };

/** The way here; the last crumb is where one stands. On a phone only the step above is drawn. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const t = useTranslations("core.shell");
  return (
    <nav aria-label={t("breadcrumbs")} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-ink-3 text-sm">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li
              key={`${crumb.href ?? ""}${crumb.label}`}
              className={
                last
                  ? "min-w-0 max-sm:hidden"
                  : "flex min-w-0 items-center gap-1 max-sm:not-nth-last-2:hidden"
              }
            >
              {crumb.href && !last ? (
                <Link href={crumb.href} className="truncate rounded-sm py-0.5 hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              ) : (
                <span aria-current={last ? "page" : undefined} className="block truncate text-ink-2">
                  {crumb.label}
                </span>
              )}
              {last ? null : <ChevronRight aria-hidden className="size-3.5 shrink-0" />}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
