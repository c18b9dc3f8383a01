"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Notice } from "../../ui/notice";
import { ask } from "../ask";

type Standing = { version: number; images: string[] };

export type WatchProps = {
  secret: string;
  /** As the page shows it. */
  version: number;
  images: number;
};

/** Milliseconds between two looks, while somebody looks at the page. */
const every = 20_000;

/**
 * Looks now and then how the visit stands, and draws the page anew when it changed. It asks first: a page drawn anew without a
 * network would be gone.
 */
export function Watch({ secret, version, images }: WatchProps) {
  const t = useTranslations("booking.follow");
  const locale = useLocale();
  const router = useRouter();
  const seen = useRef({ version, images });
  seen.current = { version, images };
  const good = useRef(0);
  const [lostAt, setLostAt] = useState<number | null>(null);

  useEffect(() => {
    good.current = Date.now();
    let ended = false;
    async function look() {
      if (document.visibilityState !== "visible") return;
      const answer = await ask<Standing>(`/api/public/booking/${secret}`);
      if (ended) return;
      if (answer.kind === "lost") return setLostAt(good.current);
      good.current = Date.now();
      setLostAt(null);
      const gone = answer.kind === "refused" && answer.status === 404;
      const changed =
        answer.kind === "done" &&
        (answer.data.version !== seen.current.version || answer.data.images.length !== seen.current.images);
      if (gone || changed) router.refresh();
    }
    // It may have gone before there was anybody to hear of it.
    if (!navigator.onLine) void look();
    const timer = setInterval(look, every);
    const now = () => void look();
    document.addEventListener("visibilitychange", now);
    addEventListener("online", now);
    addEventListener("offline", now);
    return () => {
      ended = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", now);
      removeEventListener("online", now);
      removeEventListener("offline", now);
    };
  }, [secret, router]);

  if (lostAt === null) return null;
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (
    <Notice tone="waiting" live className="mb-4">
      {t("stale", { time: time.format(lostAt) })}
    </Notice>
  );
}
