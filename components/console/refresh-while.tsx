"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Draws the page anew from time to time while work on it goes on, unless nobody looks.
 * @param active whether anything is under way.
 * @param seconds between two looks.
 */
export function RefreshWhile({ active, seconds = 3 }: { active: boolean; seconds?: number }) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [active, seconds, router]);
  return null;
}
