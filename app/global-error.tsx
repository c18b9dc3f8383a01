"use client";

import { useEffect } from "react";
import { Crash } from "@/components/ui/crash";
import en from "@/messages/en/crash.json";
import zh from "@/messages/zh/crash.json";
import "./globals.css";

/** The root layout itself broke, so nothing it provides is here: words come straight from the catalogues. */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  const chinese = typeof document !== "undefined" && /(?:^|; )locale=zh/.test(document.cookie);
  const words = chinese ? zh : en;
  return (
    <html lang={chinese ? "zh-Hans" : "en"}>
      <body>
        <Crash
          title={words.title}
          description={words.description}
          reference={error.digest}
          retryLabel={words.retry}
          retry={retry}
        />
      </body>
    </html>
  );
}
