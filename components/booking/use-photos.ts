"use client";

import { useEffect, useRef, useState } from "react";
import { FileRefused, sendFile } from "../form/send-file";
import { newKey } from "./ask";
import { shrinkPhoto } from "./shrink-photo";

export type ChosenPhoto = {
  key: string;
  name: string;
  file: File;
  /** An address of this page alone that shows it. */
  preview: string;
  state: "waiting" | "sending" | "sent" | "refused" | "lost";
  /** How much of it has arrived, 0 to 1. */
  part: number;
  /** Why it was refused, in the reader's words. */
  error: string | null;
};

export type Photos = {
  list: ChosenPhoto[];
  /** Some are neither there nor refused, and would be lost with the page. */
  unsent: boolean;
  add(files: File[]): ChosenPhoto[];
  remove(key: string): void;
  /** Sends what has not arrived, one after the other: a bad line carries no two. */
  send(path: string, photos?: ChosenPhoto[]): Promise<void>;
};

/**
 * Photos somebody chose, each on its own way to the server. The same photo sent again arrives once.
 * @param onSent is called for each that arrived.
 */
export function usePhotos(onSent?: () => void): Photos {
  const [list, setList] = useState<ChosenPhoto[]>([]);
  const shown = useRef<ChosenPhoto[]>([]);
  shown.current = list;
  useEffect(
    () => () => {
      for (const photo of shown.current) URL.revokeObjectURL(photo.preview);
    },
    [],
  );

  const change = (key: string, changes: Partial<ChosenPhoto>) =>
    setList((photos) => photos.map((photo) => (photo.key === key ? { ...photo, ...changes } : photo)));

  function add(files: File[]): ChosenPhoto[] {
    const added = files.map((file) => ({
      key: newKey(),
      name: file.name,
      file,
      preview: URL.createObjectURL(file),
      state: "waiting" as const,
      part: 0,
      error: null,
    }));
    setList((photos) => [...photos, ...added]);
    return added;
  }

  function remove(key: string): void {
    const photo = shown.current.find((each) => each.key === key);
    if (photo) URL.revokeObjectURL(photo.preview);
    setList((photos) => photos.filter((each) => each.key !== key));
  }

  async function send(path: string, photos = shown.current): Promise<void> {
    for (const { key, file, state } of photos) {
      if (state === "sent" || state === "sending") continue;
      change(key, { state: "sending", part: 0, error: null });
      try {
        const small = await shrinkPhoto(file);
        // A repeat must be the same to the last byte.
        change(key, { file: small });
        await sendFile(path, { file: small, key, onProgress: (part) => change(key, { part }) });
        change(key, { state: "sent", part: 1 });
        onSent?.();
      } catch (error) {
        const refused = error instanceof FileRefused;
        change(key, { state: refused ? "refused" : "lost", error: refused ? error.message : null });
      }
    }
  }

  const unsent = list.some(({ state }) => state !== "sent" && state !== "refused");
  return { list, unsent, add, remove, send };
}
