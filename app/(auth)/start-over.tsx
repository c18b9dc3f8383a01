"use client";

import { useTranslations } from "next-intl";
import { signOut } from "./actions/sign-out";

/** Out of a half-finished sign-in. */
export function StartOver() {
  const t = useTranslations("governance.auth");
  return (
    <form action={signOut}>
      <button type="submit" className="cursor-pointer text-accent underline-offset-2 hover:underline">
        {t("startOver")}
      </button>
    </form>
  );
}
