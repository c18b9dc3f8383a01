"use client";

import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/now";
import type { QueueEntry, Trouble } from "@/lib/field-service/jobs/offline/entry";
import { useActor } from "./use-actor";
import { useJobs } from "./use-jobs";
import { momentText } from "./when";

/** What happened while there was no network, by whom and when, and that nothing is lost. */
export function TroubleText({ entry, trouble, zone }: { entry: QueueEntry; trouble: Trouble; zone: string }) {
  const t = useTranslations("field-service.work.queue");
  const told = useTold(entry, trouble, zone);
  return (
    <Notice tone="danger" title={told} live>
      {trouble.kind === "canceled" && trouble.reason ? (
        <p>{t("canceledReason", { reason: trouble.reason })}</p>
      ) : null}
      <p>{t("kept")}</p>
    </Notice>
  );
}

function useTold({ ticketId }: QueueEntry, trouble: Trouble, zone: string): string {
  const t = useTranslations("field-service");
  const locale = useLocale();
  const now = useNow();
  const actor = useActor();
  const { snapshot } = useJobs();
  const somebody = t("work.somebody");
  const time = (at: string | null) => (at ? momentText(at, now, locale, zone) : "");
  switch (trouble.kind) {
    case "refused":
      return trouble.message;
    case "canceled":
      return t("work.queue.canceled", { by: nameOf(trouble.by), time: time(trouble.at) });
    case "moved_on":
      return t("work.queue.movedOn", {
        by: nameOf(trouble.by),
        state: t(`resources.jobs.values.state.${trouble.state}`),
        time: time(trouble.at),
      });
    case "taken": {
      const taken = snapshot?.taken.find((each) => each.ticketId === ticketId);
      if (!taken) return t("work.queue.takenUnknown");
      const facts = { by: actor(taken), technician: taken.technician ?? somebody, time: time(taken.at) };
      return t(taken.action === "reassigned" ? "work.queue.taken" : "work.queue.released", facts);
    }
  }

  // Conflicts name the customer and the product's own doings by their keys.
  function nameOf(by: string | null): string {
    return by === null ? somebody : actor({ actor: by, automatic: t.has(`actors.${by}`) });
  }
}
