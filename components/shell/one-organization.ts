"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * A session works in one organization at a time, and all tabs share it: a tab that still shows another draws itself anew as
 * soon as one was chosen elsewhere, so that no header names an organization its rows are not of.
 * @param organizationId what this tab shows; null for all of them.
 */
export function useOneOrganization(organizationId: string | null): void {
  const { refresh } = useRouter();
  useEffect(() => {
    const tabs = new BroadcastChannel("organization");
    tabs.onmessage = ({ data }) => {
      if (data !== organizationId) refresh();
    };
    tabs.postMessage(organizationId);
    return () => tabs.close();
  }, [organizationId, refresh]);
}
