"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useJobs } from "./use-jobs";
import { momentText } from "./when";

/** What one must know before believing what is drawn: no network, no session, no room. */
export function StatusStrip() {
  const t = useTranslations("field-service.work");
  const locale = useLocale();
  const { online, session, broken, snapshot, queue, ready } = useJobs();
  if (broken)
    return (
      <Notice tone="danger" title={t("cannotKeep")} live>
        {t("cannotKeepHelp")}
      </Notice>
    );
  if (session === "ended")
    return (
      <div className="space-y-3">
        <Notice tone="waiting" title={t("sessionEnded")} live>
          {t("sessionEndedHelp", { count: queue.length })}
        </Notice>
        <SignIn />
      </div>
    );
  if (ready && !online && snapshot) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return (
      <Notice tone="waiting" title={t("offline")} live>
        {t("offlineHelp", { time: momentText(snapshot.takenAt, new Date(), locale, zone) })}
      </Notice>
    );
  }
  return null;
}

/** Leads through the second factor back to the jobs. */
export function SignIn() {
  const t = useTranslations("field-service.work");
  return (
    <Button asChild look="primary" size="touch" className="w-full">
      <a href="/sign-in?next=/jobs">{t("signIn")}</a>
    </Button>
  );
}
