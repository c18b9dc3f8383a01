"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Crash } from "@/components/ui/crash";

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations("core");
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <Crash
      title={t("error.title")}
      description={t("error.description")}
      reference={error.digest}
      retryLabel={t("common.retry")}
      retry={retry}
    />
  );
}
