import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "../ui/card";
import { Link } from "../ui/link";

export type RelatedItem = {
  id: string;
  href?: string;
  title: ReactNode;
  subtitle?: ReactNode;
  beside?: ReactNode;
};

export type RelatedListProps = {
  title: string;
  items: RelatedItem[];
  /** The whole list, filtered to this record. */
  allHref?: string;
  empty?: string;
};

/** What hangs on a record: a few, and the way to all of them. */
export function RelatedList({ title, items, allHref, empty }: RelatedListProps) {
  const t = useTranslations("core.common");
  return (
    <Card
      flush
      title={title}
      actions={
        allHref ? (
          <Link href={allHref} className="rounded-sm text-accent text-sm hover:underline">
            {t("all")}
          </Link>
        ) : undefined
      }
    >
      {items.length === 0 ? <p className="px-4 py-3 text-ink-3 text-sm">{empty ?? t("none")}</p> : null}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className={item.href ? "relative hover:bg-hover" : undefined}>
            <div className="flex min-h-row items-center gap-3 px-4 py-1.5 text-sm">
              <div className="min-w-0 flex-1">
                <div className="truncate font-medium">
                  {item.href ? (
                    <Link href={item.href} className="stretched">
                      {item.title}
                    </Link>
                  ) : (
                    item.title
                  )}
                </div>
                {item.subtitle ? <div className="truncate text-ink-3 text-xs">{item.subtitle}</div> : null}
              </div>
              {item.beside}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
