"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { activity } from "./activity";

/** Draws the page anew every few seconds while something on it is under way and somebody is there to look at it. */
export function Refresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && activity().somebody()) router.refresh();
    }, seconds * 1000);
    const forget = activity().onReturn(() => router.refresh());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [router, seconds]);
  return null;
}
