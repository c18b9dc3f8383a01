"use client";

import { useLocale, useTranslations } from "next-intl";
import { useNow } from "@/components/ui/now";
import { ListSection } from "./list-section";
import { useActor } from "./use-actor";
import { useJobs } from "./use-jobs";
import { momentText } from "./when";

/** How long it is told on the list, in milliseconds. */
const toldFor = 3 * 86_400_000;

/** What the office gave to somebody else, so that nobody looks for it. */
export function TakenList() {
  const t = useTranslations("field-service.work");
  const locale = useLocale();
  const actor = useActor();
  const now = useNow();
  const { snapshot, ready } = useJobs();
  const taken = (snapshot?.taken ?? []).filter(({ at }) => now.getTime() - Date.parse(at) < toldFor);
  // The device's own time zone is not known to the server that draws first.
  if (!ready || taken.length === 0) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <ListSection title={t("sections.taken")}>
      {taken.map((each) => (
        <li key={each.ticketId} className="rounded-md border border-line bg-surface px-4 py-3">
          <p>
            {t(`taken.${each.action}`, {
              by: actor(each),
              number: each.number,
              technician: each.technician ?? t("somebody"),
            })}
          </p>
          <p className="figures text-ink-3 text-sm">{momentText(each.at, now, locale, zone)}</p>
        </li>
      ))}
    </ListSection>
  );
}
