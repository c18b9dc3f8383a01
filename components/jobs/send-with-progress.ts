"use client";

import { answerOf, type Send, sendByFetch } from "@/lib/field-service/jobs/offline/request";

/** Longest silence while a photo is under way, in milliseconds. */
const patience = 120_000;

/**
 * Sends entries and tells of photos how far they are.
 * @param progressed told an entry's id and 0 to 1; null when it is over.
 */
export const sendWithProgress =
  (progressed: (id: string, part: number | null) => void): Send =>
  async (request, entry) => {
    progressed(entry.id, 0);
    try {
      if (entry.kind !== "photo") return await sendByFetch(request, entry);
      return await new Promise((resolve) => {
        // Only this old way tells how far an upload came.
        const upload = new XMLHttpRequest();
        upload.open("POST", request.url);
        for (const [name, value] of Object.entries(request.headers)) upload.setRequestHeader(name, value);
        upload.timeout = patience;
        upload.upload.onprogress = (event) => {
          if (event.lengthComputable) progressed(entry.id, event.loaded / event.total);
        };
        upload.onload = () =>
          resolve(answerOf(upload.status, upload.responseText, upload.getResponseHeader("retry-after")));
        upload.onerror = () => resolve(null);
        upload.ontimeout = () => resolve(null);
        upload.onabort = () => resolve(null);
        upload.send(request.body);
      });
    } finally {
      progressed(entry.id, null);
    }
  };
