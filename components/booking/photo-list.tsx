"use client";

import { Camera, Check, RotateCcw, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { formatBytes } from "@/lib/core/i18n/format";
import { Button, buttonLook } from "../ui/button";
import { cn } from "../ui/cn";
import { FieldError } from "../ui/field";
import { Progress } from "../ui/progress";
import { isPicture } from "./is-picture";
import type { ChosenPhoto } from "./use-photos";

const taken = ["image/jpeg", "image/png", "image/webp"];

export type PhotoAddProps = {
  /** How many more there may be. */
  left: number;
  most: number;
  /** A photo is made smaller before it is sent, so that only what no photo is comes near this. Bytes. */
  maxBytes: number;
  again: boolean;
  onAdd: (files: File[]) => void;
};

/** A press opens the camera or the album of a phone; several at once. */
export function PhotoAdd({ left, most, maxBytes, again, onAdd }: PhotoAddProps) {
  const t = useTranslations("booking.photos");
  const locale = useLocale();
  const id = useId();
  const [faults, setFaults] = useState<string[]>([]);

  async function choose(files: File[]) {
    const pictures = await Promise.all(
      files.map(async (file) => taken.includes(file.type) && (await isPicture(file))),
    );
    const wrong = files.filter((_, index) => !pictures[index]);
    const large = files.filter((file) => !wrong.includes(file) && file.size > maxBytes * 4);
    const right = files.filter((file) => !wrong.includes(file) && !large.includes(file));
    setFaults([
      ...wrong.map((file) => t("wrongKind", { name: file.name })),
      ...large.map((file) => t("tooLarge", { name: file.name, size: formatBytes(maxBytes * 4, locale) })),
      ...(right.length > left ? [t("tooMany", { count: most })] : []),
    ]);
    onAdd(right.slice(0, left));
  }

  return (
    <div className="flex flex-col items-start gap-1.5">
      {left > 0 ? (
        <label
          htmlFor={id}
          className={cn(
            buttonLook({ look: "secondary", size: "lg" }),
            "h-auto min-h-11 whitespace-normal focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2",
          )}
        >
          <Camera aria-hidden />
          {again ? t("addMore") : t("add")}
          <input
            id={id}
            type="file"
            multiple
            accept={taken.join(",")}
            className="absolute size-px opacity-0"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = "";
              void choose(files);
            }}
          />
        </label>
      ) : (
        <p className="text-ink-3 text-sm">{t("full")}</p>
      )}
      {faults.map((fault) => (
        <FieldError key={fault}>{fault}</FieldError>
      ))}
    </div>
  );
}

export type PhotoListProps = {
  photos: ChosenPhoto[];
  onRemove: (key: string) => void;
  onRetry: (photo: ChosenPhoto) => void;
};

/** Chosen photos and how far each has come. */
export function PhotoList({ photos, onRemove, onRetry }: PhotoListProps) {
  const t = useTranslations("booking.photos");
  if (photos.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {photos.map((photo) => (
        <li key={photo.key} className="flex items-center gap-3 rounded-md border border-line p-2">
          {/* biome-ignore lint/performance/noImgElement: it is in this page's memory only */}
          <img src={photo.preview} alt="" className="size-12 shrink-0 rounded-sm bg-sunken object-cover" />
          <div className="min-w-0 flex-1">
            <p className="truncate text-sm">{photo.name}</p>
            <PhotoState photo={photo} />
          </div>
          {photo.state === "lost" ? (
            <Button
              icon
              size="lg"
              aria-label={t("retry", { name: photo.name })}
              onClick={() => onRetry(photo)}
            >
              <RotateCcw aria-hidden />
            </Button>
          ) : null}
          {photo.state === "sending" || photo.state === "sent" ? null : (
            <Button
              icon
              size="lg"
              look="ghost"
              aria-label={t("remove", { name: photo.name })}
              onClick={() => onRemove(photo.key)}
            >
              <X aria-hidden />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function PhotoState({ photo }: { photo: ChosenPhoto }) {
  const t = useTranslations("booking.photos");
  switch (photo.state) {
    case "waiting":
      return <p className="text-ink-3 text-xs">{t("waiting")}</p>;
    case "sending":
      return (
        <Progress
          value={photo.part}
          label={t("sending", { name: photo.name })}
          detail={`${Math.round(photo.part * 100)} %`}
        />
      );
    case "sent":
      return (
        <p role="status" className="flex items-center gap-1 text-done text-xs">
          <Check aria-hidden className="size-3.5" />
          {t("sent")}
        </p>
      );
    case "lost":
      return <FieldError>{t("lost")}</FieldError>;
    case "refused":
      return <FieldError>{photo.error}</FieldError>;
  }
}
