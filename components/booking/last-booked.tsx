"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "../ui/notice";
import { type Booked, readBooked } from "./draft";

/** For who comes back: the way to what was booked from this tab. */
export function LastBooked() {
  const t = useTranslations("booking.booked");
  const [last, setLast] = useState<Booked | null>(null);
  useEffect(() => setLast(readBooked()), []);
  if (!last?.followUrl) return null;
  return (
    <Notice tone="done">
      {t("last", { number: last.number })}{" "}
      <a href={last.followUrl} className="text-accent underline underline-offset-2">
        {t("open")}
      </a>
    </Notice>
  );
}
