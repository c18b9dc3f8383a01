"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { JobView } from "@/lib/field-service/jobs/offline/order";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";

/** A job's state, and that the server does not know it yet. */
export function JobState({ view: { state, ahead } }: { view: JobView }) {
  const t = useTranslations("field-service");
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={serviceTicketMachine.states[state]}>{t(`resources.jobs.values.state.${state}`)}</Badge>
      {ahead ? <Badge tone="waiting">{t("work.ahead")}</Badge> : null}
    </span>
  );
}
