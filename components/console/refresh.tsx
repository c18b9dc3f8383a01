"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { activity } from "./activity";

/**
 * Draws the page anew every few seconds while something on it is under way and somebody is there to look at it. The next time
 * begins when the last one is over: a server that takes longer than that would otherwise never get a page through.
 */
export function Refresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [drawing, begin] = useTransition();
  useEffect(() => {
    if (drawing) return;
    const draw = () => begin(() => router.refresh());
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && activity().somebody()) draw();
    }, seconds * 1000);
    const forget = activity().onReturn(draw);
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [router, seconds, drawing]);
  return null;
}
