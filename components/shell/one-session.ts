"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { DrawnFor } from "@/lib/governance/auth/drawn-for";

/**
 * All tabs share one session, which is one person's and works in one organization at a time: a tab that still shows another draws
 * itself anew as soon as that changed elsewhere, so that no header names whom or what its rows are not of.
 */
export function useOneSession({ operatorId, organizationId }: DrawnFor): void {
  const { refresh } = useRouter();
  useEffect(() => {
    const here = `${operatorId} ${organizationId}`;
    const tabs = new BroadcastChannel("session");
    tabs.onmessage = ({ data }) => {
      if (data !== here) refresh();
    };
    tabs.postMessage(here);
    return () => tabs.close();
  }, [operatorId, organizationId, refresh]);
}
