"use client";

import { useTranslations } from "next-intl";
import { buttonLook } from "../../ui/button";
import { cn } from "../../ui/cn";
import { forgetWish, keepBooked } from "../draft";

/** Leads to a booking that is a new wish, even in the same words. */
export function BookAgain() {
  const t = useTranslations("booking.follow");
  return (
    <a
      href="/booking"
      className={cn(
        buttonLook({ look: "primary", size: "lg" }),
        "h-auto min-h-11 self-start whitespace-normal",
      )}
      onClick={() => {
        forgetWish();
        keepBooked(null);
      }}
    >
      {t("again")}
    </a>
  );
}
