"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const period = 30;

const left = (): number => period - (Math.floor(Date.now() / 1000) % period);

/** Counts down to the next code and says when it is there. */
export function CodeCountdown({ onNext }: { onNext: () => void }) {
  const t = useTranslations("governance.auth.demo");
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    let before = left();
    setSeconds(before);
    const timer = setInterval(() => {
      const now = left();
      setSeconds(now);
      if (now > before) onNext();
      before = now;
    }, 1000);
    return () => clearInterval(timer);
  }, [onNext]);
  return <span className="figures">{t("nextIn", { seconds: seconds ?? period })}</span>;
}
