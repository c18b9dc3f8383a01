"use client";

import { Camera, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { isPicture } from "@/components/booking/is-picture";
import { shrinkPhoto } from "@/components/booking/shrink-photo";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import type { Job, JobImage } from "@/lib/field-service/jobs/snapshot";
import { BottomSheet } from "./bottom-sheet";
import { QueueItem } from "./queue-item";
import { thumbnail } from "./thumbnails";
import { useEngine, useJobs, useObjectUrl } from "./use-jobs";

/** Photos the server has, those that wait, and the ways to add more. */
export function JobPhotos({
  job,
  entries,
  receipts,
  closed,
}: {
  job: Job;
  entries: QueueEntry[];
  /** Photos of the receipt, those that wait or just arrived included. */
  receipts: number;
  closed: boolean;
}) {
  const t = useTranslations("field-service.work");
  const engine = useEngine();
  const [wrong, setWrong] = useState<string[]>([]);
  const waiting = entries.filter(({ kind, trouble }) => kind === "photo" && !trouble);

  async function add(files: File[]): Promise<void> {
    const pictures = await Promise.all(files.map(isPicture));
    setWrong(files.filter((_, index) => !pictures[index]).map(({ name }) => name));
    for (const file of files.filter((_, index) => pictures[index]))
      await engine.act(job, { kind: "photo", photo: { name: file.name, content: await toKeep(file) } });
  }

  return (
    <section className="space-y-3 rounded-md border border-line bg-surface p-4">
      <h2 className="font-semibold text-lg">{t("photos")}</h2>
      {job.images.length === 0 && receipts === 0 ? <p className="text-ink-3">{t("photosNone")}</p> : null}
      {job.images.length > 0 ? (
        <ul className="grid grid-cols-3 gap-2">
          {job.images.map((image, index) => (
            <li key={image.id}>
              <SentPhoto image={image} number={index + 1} count={job.images.length} />
            </li>
          ))}
        </ul>
      ) : null}
      {waiting.length > 0 ? (
        <ul className="space-y-2">
          {waiting.map((entry) => (
            <QueueItem key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : null}
      {closed ? null : (
        <div className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-2">
          <FileButton capture onFiles={add}>
            <Camera aria-hidden />
            {t("takePhoto")}
          </FileButton>
          <FileButton onFiles={add}>
            <Images aria-hidden />
            {t("choosePhotos")}
          </FileButton>
          {wrong.map((name) => (
            <div key={name} className="col-span-full">
              <FieldError>{t("wrongKind", { name })}</FieldError>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

/**
 * A photo as it is kept and sent. What a picker hands over may be gone by then, so its bytes are copied; the same photo gives the
 * same bytes, so that the server knows it again.
 */
async function toKeep(file: File): Promise<Blob> {
  const small = await shrinkPhoto(file);
  return new Blob([await small.arrayBuffer()], { type: small.type });
}

function FileButton({
  capture,
  onFiles,
  children,
}: {
  /** Opens the camera at once instead of asking where from. */
  capture?: boolean;
  onFiles: (files: File[]) => Promise<void>;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Button asChild size="touch">
      <label htmlFor={id} className="cursor-pointer focus-within:outline-2 focus-within:outline-focus">
        {children}
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple={!capture}
          {...(capture ? { capture: "environment" as const } : {})}
          className="sr-only"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = "";
            void onFiles(files);
          }}
        />
      </label>
    </Button>
  );
}

function SentPhoto({ image, number, count }: { image: JobImage; number: number; count: number }) {
  const t = useTranslations("field-service.work");
  const { operatorId, online } = useJobs();
  const [open, setOpen] = useState(false);
  const small = useObjectUrl(() => thumbnail(operatorId ?? "", image.id), `${operatorId} ${image.id}`);
  const what = t(image.kind === "receipt" ? "photoReceipt" : "photoProblem");
  return (
    <>
      <button
        type="button"
        aria-label={t("photoOpen", { what, number, count })}
        onClick={() => setOpen(true)}
        className="block w-full overflow-hidden rounded-md border border-line bg-sunken text-left"
      >
        {small ? (
          // biome-ignore lint/performance/noImgElement: kept on the device, which the optimizer knows nothing of
          <img src={small} alt="" className="aspect-square w-full object-cover" />
        ) : (
          <span className="block aspect-square" />
        )}
        <span className="block px-2 py-1 text-sm [overflow-wrap:anywhere]">{what}</span>
      </button>
      <BottomSheet
        open={open}
        onClose={() => setOpen(false)}
        title={what}
        footer={
          <Button size="touch" onClick={() => setOpen(false)}>
            {t("close")}
          </Button>
        }
      >
        {online ? null : <p className="text-ink-2">{t("photoOffline")}</p>}
        {/* biome-ignore lint/performance/noImgElement: served with authorization, which the optimizer has none of */}
        <img
          src={online ? `/api/files/ticket-receipt/${image.id}` : (small ?? "")}
          alt={what}
          className="mx-auto max-h-[60dvh] w-auto max-w-full object-contain"
        />
      </BottomSheet>
    </>
  );
}
