"use client";

import { ExternalLink } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { keepWayBack } from "../payments/way-back";

export type GoToPayProps = {
  payUrl: string;
  label: string;
  /** Go there at once: whoever just made the top-up came to pay. */
  now: boolean;
};

/** The way to the provider's page. */
export function GoToPay({ payUrl, label, now }: GoToPayProps) {
  useEffect(() => {
    if (!now) return;
    // Whoever comes back with the browser's own button stays.
    window.history.replaceState(null, "", window.location.pathname);
    keepWayBack();
    window.location.assign(payUrl);
  }, [now, payUrl]);
  return (
    <Button asChild look="primary">
      <a href={payUrl} rel="noreferrer" onClick={keepWayBack}>
        <ExternalLink aria-hidden />
        {label}
      </a>
    </Button>
  );
}
