import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { Link } from "./link";

export type PaginationProps = { previousHref: string | null; nextHref: string | null };

/** Back and forth through pages that have links. A resource's list brings its own. */
export function Pagination({ previousHref, nextHref }: PaginationProps) {
  const t = useTranslations("core.table");
  return (
    <nav aria-label={t("pages")} className="flex justify-end gap-1">
      <Step href={previousHref} label={t("previous")}>
        <ChevronLeft aria-hidden />
      </Step>
      <Step href={nextHref} label={t("next")}>
        <ChevronRight aria-hidden />
      </Step>
    </nav>
  );
}

function Step({ href, label, children }: { href: string | null; label: string; children: React.ReactNode }) {
  if (!href) {
    return (
      <Button icon disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button icon asChild>
      <Link href={href} aria-label={label} title={label}>
        {children}
      </Link>
    </Button>
  );
}
