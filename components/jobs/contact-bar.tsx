"use client";

import { Navigation, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { v7 as uuid } from "uuid";
import { Button } from "@/components/ui/button";
import { operatorHeader } from "@/lib/field-service/jobs/offline/request";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { useJobs } from "./use-jobs";

/** To the customer: by telephone and by road. */
export function ContactBar({ job }: { job: Pick<Job, "id" | "address"> }) {
  const t = useTranslations("field-service.work");
  const maps = useSyncExternalStore(noChange, mapsOfDevice, () => "geo:0,0?q=");
  const { phone, error, pending, reveal } = usePhone(job.id);
  return (
    <div className="space-y-2">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-2">
        {phone === null ? (
          <Button size="touch" pending={pending} onClick={() => void reveal()}>
            <Phone aria-hidden />
            {t("call")}
          </Button>
        ) : (
          <Button asChild size="touch">
            <a href={`tel:${phone}`}>
              <Phone aria-hidden />
              <span className="figures">{t("callNumber", { number: phone })}</span>
            </a>
          </Button>
        )}
        <Button asChild size="touch">
          <a href={`${maps}${encodeURIComponent(job.address)}`} rel="noreferrer">
            <Navigation aria-hidden />
            {t("navigate")}
          </a>
        </Button>
      </div>
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

const noChange = () => () => undefined;

/** Apple's devices know no `geo:`; a desk has no maps to open, and gets a page with one. */
function mapsOfDevice(): string {
  if (/iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent)) return "https://maps.apple.com/?q=";
  return /Android|Mobile/.test(navigator.userAgent)
    ? "geo:0,0?q="
    : "https://www.openstreetmap.org/search?query=";
}

/**
 * The customer's whole number, asked for when it is needed: each look is written down, and the number is kept nowhere.
 */
function usePhone(ticketId: string) {
  const t = useTranslations("field-service.work");
  const { operatorId } = useJobs();
  const [phone, setPhone] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function reveal(): Promise<void> {
    setPending(true);
    setError(null);
    try {
      const response = await fetch("/api/v1/service-tickets/reveal-phone", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": uuid(),
          [operatorHeader]: operatorId ?? "",
        },
        body: JSON.stringify({ ticketId, reason: t("callReason") }),
      });
      const answer = (await response.json()) as { data?: { phone: string }; error?: { message: string } };
      if (answer.data) {
        setPhone(answer.data.phone);
        location.assign(`tel:${answer.data.phone}`);
      } else setError(answer.error?.message ?? t("callOffline"));
    } catch {
      setError(t("callOffline"));
    } finally {
      setPending(false);
    }
  }
  return { phone, error, pending, reveal };
}
