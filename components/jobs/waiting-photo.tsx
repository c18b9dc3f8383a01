"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import { photoOf } from "@/lib/field-service/jobs/offline/store";
import { useObjectUrl } from "./use-jobs";

/** The photo of an entry that waits, or arrived and is told of by no snapshot yet. */
export function WaitingPhoto({ entry, className }: { entry: QueueEntry; className?: string }) {
  const t = useTranslations("field-service.work");
  const url = useObjectUrl(() => photoOf(entry.id), entry.id);
  if (!url) return <span className={cn("block bg-sunken", className)} />;
  const told = t(entry.arrived ? "photoReceipt" : "photoWaiting");
  // biome-ignore lint/performance/noImgElement: kept on the device, which the optimizer knows nothing of
  return <img src={url} alt={told} className={cn("object-cover", className)} />;
}
