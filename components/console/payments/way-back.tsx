"use client";

import { useSyncExternalStore } from "react";
import { Link } from "@/components/ui/link";

const key = "fairlead.paying-from";

/** Keeps, in this tab, the page of the console from which somebody leaves for a page to pay on. */
export function keepWayBack(): void {
  try {
    sessionStorage.setItem(key, window.location.pathname);
  } catch {
    // A browser that keeps nothing leads back to the console's first page.
  }
}

function wayBack(): string {
  try {
    const kept = sessionStorage.getItem(key) ?? "";
    return /^\/(ops|tenant)\//.test(kept) ? kept : "/";
  } catch {
    return "/";
  }
}

const never = () => () => {};

/** Back to the page somebody left to pay, or to the console's first. */
export function WayBack({ label }: { label: string }) {
  const href = useSyncExternalStore(never, wayBack, () => "/");
  return (
    <Link href={href} className="text-accent hover:underline">
      {label}
    </Link>
  );
}
