"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

/** A page that broke leaves the console around it standing. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations("core.common");
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <div className="rounded-md border border-line bg-surface">
      <ErrorState reference={error.digest} action={<Button onClick={retry}>{t("retry")}</Button>} />
    </div>
  );
}
