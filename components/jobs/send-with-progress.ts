"use client";

import { fetchWithProgress } from "@/components/form/fetch-with-progress";
import { patience, type Send, sendBy, sendByFetch } from "@/lib/field-service/jobs/offline/request";

/**
 * Sends entries and tells of photos how far they are.
 * @param progressed told an entry's id and 0 to 1; null when it is over.
 */
export const sendWithProgress =
  (progressed: (id: string, part: number | null) => void): Send =>
  async (request, entry) => {
    progressed(entry.id, 0);
    const withProgress = sendBy((each) =>
      fetchWithProgress(each, (part) => progressed(entry.id, part), patience),
    );
    try {
      return await (entry.kind === "photo" ? withProgress : sendByFetch)(request, entry);
    } finally {
      progressed(entry.id, null);
    }
  };
