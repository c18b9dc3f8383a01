"use client";

import { Camera, RotateCcw, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { v7 as uuid } from "uuid";
import { shrinkPhoto } from "@/components/booking/shrink-photo";
import { FileRefused, sendFile } from "@/components/form/send-file";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";

type Sending = {
  key: string;
  file: File;
  kind: "receipt" | "problem";
  part: number;
  error: string | null;
  again: boolean;
};

export type PhotoUploadTexts = {
  add: string;
  kind: string;
  receipt: string;
  problem: string;
  retry: string;
  dismiss: string;
  lost: string;
};

/** Adds photos to a ticket, several at once, each with its own progress; what broke off is sent again by a press. */
export function PhotoUpload({ ticketId, texts }: { ticketId: string; texts: PhotoUploadTexts }) {
  const router = useRouter();
  const id = useId();
  const [kind, setKind] = useState<"receipt" | "problem">("receipt");
  const [sending, setSending] = useState<Sending[]>([]);
  const change = (key: string, changes: Partial<Sending>) =>
    setSending((list) => list.map((each) => (each.key === key ? { ...each, ...changes } : each)));
  const drop = (key: string) => setSending((list) => list.filter((each) => each.key !== key));

  async function send(photo: Sending) {
    change(photo.key, { error: null, part: 0 });
    try {
      const file = await shrinkPhoto(photo.file);
      // A repeat must be the same to the last byte.
      change(photo.key, { file });
      await sendFile(`/api/tickets/${ticketId}/images`, {
        file,
        key: photo.key,
        fields: { type: photo.kind },
        onProgress: (part) => change(photo.key, { part }),
      });
      drop(photo.key);
      router.refresh();
    } catch (error) {
      const refused = error instanceof FileRefused;
      change(photo.key, { error: refused ? error.message : texts.lost, again: !refused });
    }
  }

  async function add(files: File[]) {
    const photos = files.map((file) => ({ key: uuid(), file, kind, part: 0, error: null, again: false }));
    setSending((list) => [...list, ...photos]);
    for (const photo of photos) await send(photo);
  }

  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={`${id}-kind`} className="sr-only">
          {texts.kind}
        </label>
        <Select
          id={`${id}-kind`}
          className="w-36"
          value={kind}
          onChange={(event) => setKind(event.target.value === "problem" ? "problem" : "receipt")}
          options={[
            { value: "receipt", label: texts.receipt },
            { value: "problem", label: texts.problem },
          ]}
        />
        <Button asChild>
          <label
            htmlFor={`${id}-file`}
            className="cursor-pointer focus-within:outline-2 focus-within:outline-focus"
          >
            <Camera aria-hidden />
            {texts.add}
            <input
              id={`${id}-file`}
              type="file"
              multiple
              accept="image/jpeg,image/png,image/webp"
              className="sr-only"
              onChange={(event) => {
                const files = [...(event.target.files ?? [])];
                event.target.value = "";
                void add(files);
              }}
            />
          </label>
        </Button>
      </div>
      {sending.length > 0 ? (
        <ul className="space-y-2" aria-live="polite">
          {sending.map((photo) => (
            <li key={photo.key} className="flex items-center gap-2 text-sm">
              <div className="min-w-0 flex-1">
                <p className="truncate">{photo.file.name}</p>
                {photo.error === null ? (
                  <Progress value={photo.part} label={photo.file.name} />
                ) : (
                  <p className="text-danger">{photo.error}</p>
                )}
              </div>
              {photo.again ? (
                <Button icon look="ghost" size="sm" aria-label={texts.retry} onClick={() => void send(photo)}>
                  <RotateCcw aria-hidden />
                </Button>
              ) : null}
              {photo.error === null ? null : (
                <Button
                  icon
                  look="ghost"
                  size="sm"
                  aria-label={texts.dismiss}
                  onClick={() => drop(photo.key)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
