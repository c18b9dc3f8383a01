"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "../ui/toast";
import type { CommandSpec } from "./command";

/** Says it is done, shows the page as it is now, or goes where the work goes on. */
export function useCommandDone(
  spec: Pick<CommandSpec, "doneMessage" | "doneHref">,
  own?: (data: unknown) => void,
): (data: unknown) => void {
  const t = useTranslations("core.form");
  const router = useRouter();
  return (data) => {
    if (own) own(data);
    else toast.success(spec.doneMessage ?? t("done"));
    if (spec.doneHref) router.push(withAnswer(spec.doneHref, data));
    else router.refresh();
  };
}

/** `:organizationId` in an address becomes the `organizationId` of what the command answered. */
function withAnswer(href: string, data: unknown): string {
  const answer = new Map(Object.entries(typeof data === "object" && data !== null ? data : {}));
  return href.replace(/:([A-Za-z]+)/g, (whole, key: string) => {
    const value: unknown = answer.get(key);
    return value === undefined ? whole : encodeURIComponent(String(value));
  });
}
