"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CopyButton } from "../auth/copy-button";
import { useLeaveGuard } from "../form/leave-guard";
import { buttonLook } from "../ui/button";
import { Card } from "../ui/card";
import { cn } from "../ui/cn";
import { ToneMark } from "../ui/tone-mark";
import { imagesOf } from "./ask";
import { visitWords } from "./day-words";
import { type Booked as BookedVisit, forgetWish, keepBooked } from "./draft";
import { PhotoList } from "./photo-list";
import type { Photos } from "./use-photos";

export type BookedProps = { visit: BookedVisit; timeZone: string; photos: Photos };

/** It is booked: the number, the link, and the photos on their way. */
export function Booked({ visit, timeZone, photos }: BookedProps) {
  const t = useTranslations("booking");
  const locale = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  const { number, followUrl, start, end } = visit;
  const unsent = followUrl !== null && photos.unsent;
  useLeaveGuard(unsent ? t("photos.leave") : null);
  return (
    <Card>
      <div className="flex flex-col gap-5">
        <div className="flex items-start gap-3">
          <span className="mt-1.5 text-done">
            <ToneMark tone="done" className="size-3" />
          </span>
          <h2 ref={heading} tabIndex={-1} className="font-semibold text-xl outline-none">
            {t("booked.title")}
          </h2>
        </div>
        <dl className="grid gap-4 sm:grid-cols-2">
          <div>
            <dt className="text-ink-3 text-xs">{t("booked.number")}</dt>
            <dd className="figures font-mono font-semibold text-2xl">{number}</dd>
          </div>
          <div>
            <dt className="text-ink-3 text-xs">{t("booked.when")}</dt>
            <dd className="text-lg">{visitWords(start, end, locale, timeZone)}</dd>
          </div>
        </dl>
        {followUrl ? (
          <div className="flex flex-col gap-2">
            <p className="text-ink-2 text-sm">{t("booked.next")}</p>
            <label htmlFor="follow-link" className="text-ink-3 text-xs">
              {t("booked.link")}
            </label>
            <input
              id="follow-link"
              readOnly
              value={followUrl}
              onFocus={(event) => event.target.select()}
              className="field h-11 truncate font-mono"
            />
            <div className="flex flex-wrap gap-2">
              <a
                href={followUrl}
                className={cn(buttonLook({ look: unsent ? "secondary" : "primary", size: "lg" }), large)}
              >
                {t("booked.open")}
              </a>
              <CopyButton text={followUrl} label={t("booked.copy")} size="lg" className={large} />
            </div>
          </div>
        ) : (
          <p className="text-ink-2 text-sm">{t("booked.noLink")}</p>
        )}
        {followUrl && photos.list.length > 0 ? (
          <div className="flex flex-col gap-2">
            {unsent ? <p className="text-ink-2 text-sm">{t("photos.stay")}</p> : null}
            <PhotoList
              photos={photos.list}
              onRemove={photos.remove}
              onRetry={(photo) => void photos.send(imagesOf(followUrl), [photo])}
            />
          </div>
        ) : null}
        <a
          href="/booking"
          className={cn(buttonLook({ look: "ghost" }), "self-start", large)}
          onClick={() => {
            forgetWish();
            keepBooked(null);
          }}
        >
          {t("booked.another")}
        </a>
      </div>
    </Card>
  );
}

const large = "h-auto min-h-11 whitespace-normal";
