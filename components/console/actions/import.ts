"use server";

import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { log } from "@/lib/core/log";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import { type ImportPreview, previewImport } from "@/lib/governance/imports/preview";
import "@/lib/registry";

export type PreviewedFile = { ok: true; preview: ImportPreview } | { ok: false; message: string };

const asked = z.tuple([z.string().max(60), z.uuid(), z.uuid().optional()]);

/** The first rows of an uploaded file as its import would see them, with what is wrong about them. Writes nothing. */
export async function previewFile(
  importer: string,
  fileId: string,
  parentId?: string,
): Promise<PreviewedFile> {
  const caller = await currentCaller();
  try {
    const [name, id, parent] = asked.parse([importer, fileId, parentId]);
    return { ok: true, preview: await previewImport(name, { fileId: id }, { parentId: parent }, caller) };
  } catch (error) {
    unstable_rethrow(error);
    const t = await translator(caller.locale);
    if (error instanceof AppError) return { ok: false, message: describeError(error, t) };
    log().error({ err: error, requestId: caller.requestId }, "import preview failed");
    return { ok: false, message: t("core.errors.internal") };
  }
}
