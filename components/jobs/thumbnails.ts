"use client";

import { keepThumbnail, keptThumbnail } from "@/lib/field-service/jobs/offline/store";
import type { JobSnapshot } from "@/lib/field-service/jobs/snapshot";

/** Small photos fetched ahead for times without network, at most. */
const most = 60;

/**
 * A ticket's photo, small: the copy on this device, else the server's, which then is kept.
 * @returns null when neither is to be had.
 */
export async function thumbnail(operatorId: string, imageId: string): Promise<Blob | null> {
  const kept = await keptThumbnail(operatorId, imageId).catch(() => null);
  if (kept) return kept;
  try {
    const response = await fetch(`/api/files/ticket-receipt/${imageId}?size=thumbnail`);
    if (!response.ok) return null;
    const photo = await response.blob();
    await keepThumbnail(operatorId, imageId, photo).catch(() => undefined);
    return photo;
  } catch {
    return null;
  }
}

/** Fetches the photos of open jobs, one after the other, as long as there is network. */
export async function keepThumbnails({ operatorId, jobs }: JobSnapshot): Promise<void> {
  const open = jobs.filter(({ state }) => state === "assigned" || state === "in_progress");
  for (const { id } of open.flatMap(({ images }) => images).slice(0, most))
    if ((await thumbnail(operatorId, id)) === null) return;
}
