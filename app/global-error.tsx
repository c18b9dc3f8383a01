"use client";

import { useEffect } from "react";
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
        <main className="grid min-h-dvh place-items-center p-4 text-center">
          <div role="alert">
            <h1 className="font-medium text-lg">{words.title}</h1>
            <p className="max-w-md text-ink-3">{words.description}</p>
            {error.digest ? <p className="mt-2 font-mono text-ink-3 text-xs">{error.digest}</p> : null}
            <button
              type="button"
              onClick={retry}
              className="mt-4 h-8 cursor-pointer rounded-md border border-line-strong bg-surface px-3 font-medium text-sm hover:bg-hover"
            >
              {words.retry}
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
