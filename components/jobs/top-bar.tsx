"use client";

import { ArrowLeft, Menu, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Go } from "./go";
import { home } from "./path";
import { useJobs } from "./use-jobs";

/** Where one is, what waits to be sent, and everything else. */
export function TopBar({ path }: { path: string }) {
  const t = useTranslations("field-service.work");
  const { queue, operatorId } = useJobs();
  const troubled = queue.some(({ trouble }) => trouble !== null);
  return (
    <header className="sticky top-0 z-30 flex items-center gap-1 border-line border-b bg-surface px-2 pt-[env(safe-area-inset-top)]">
      {path === home ? (
        <span className="min-w-0 flex-1 px-2 font-semibold text-lg [overflow-wrap:anywhere]">
          {t("title")}
        </span>
      ) : (
        <span className="flex flex-1">
          <Button asChild look="ghost" size="touch">
            <Go href={home}>
              <ArrowLeft aria-hidden />
              {t("toList")}
            </Go>
          </Button>
        </span>
      )}
      {queue.length > 0 ? (
        <Button asChild look="ghost" size="touch" className={troubled ? "text-danger!" : undefined}>
          <Go href={`${home}/queue`}>
            <Send aria-hidden />
            <span aria-hidden className="figures">
              {queue.length}
            </span>
            <span className="sr-only">{t("queue.open", { count: queue.length })}</span>
          </Go>
        </Button>
      ) : null}
      {operatorId === null ? null : (
        <Button asChild look="ghost" size="touch" icon>
          <Go href={`${home}/more`} aria-label={t("more.title")}>
            <Menu aria-hidden />
          </Go>
        </Button>
      )}
      <span className="sr-only" role="status">
        {queue.length > 0 ? t("queue.open", { count: queue.length }) : ""}
      </span>
    </header>
  );
}
