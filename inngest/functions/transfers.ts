import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { giveUp, runExport } from "@/lib/governance/exports/run";
import { failBrokenOff } from "@/lib/governance/exports/stream";
import { removeExpiredFiles } from "@/lib/governance/files/remove";
import {
  beginImport,
  continueImport,
  finishImport,
  giveUpImport,
  type ImportStep,
} from "@/lib/governance/imports/run";
import { inngest } from "../client";
import "@/lib/registry";

const exportRequested = z.object({ exportId: z.string() });
const importRequested = z.object({ importId: z.string() });

/** A failure handler's event carries the one that started the run. */
const failed = <Data>(data: z.ZodType<Data>) => z.object({ event: z.object({ data }) });

// The engine's own words may quote statements; the record of runs has them for who looks after it.
const gaveUp = () => new AppError("unavailable", "governance.transfer_gave_up");

/** It may have ended otherwise just before. */
async function unlessOver(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
  });
}

/** Writes a list to a file. One run an export at a time; two at once leave room for the people who wait. */
export const runExportJob = inngest.createFunction(
  {
    id: "run-export",
    triggers: [{ event: "exports/requested" }],
    retries: 3,
    concurrency: [{ limit: 2 }, { key: "event.data.exportId", limit: 1 }],
    onFailure: async ({ event }) => {
      const { exportId } = failed(exportRequested).parse(event.data).event.data;
      await unlessOver(giveUp(exportId, gaveUp()));
    },
  },
  async ({ event, step }) => {
    const { exportId } = exportRequested.parse(event.data);
    return step.run("write", () => runExport(exportId));
  },
);

/** Reads a file row by row; each step is some seconds of rows, so that a crash costs no more than those. */
export const runImportJob = inngest.createFunction(
  {
    id: "run-import",
    triggers: [{ event: "imports/requested" }],
    retries: 5,
    concurrency: [{ limit: 2 }, { key: "event.data.importId", limit: 1 }],
    onFailure: async ({ event }) => {
      const { importId } = failed(importRequested).parse(event.data).event.data;
      await unlessOver(giveUpImport(importId, gaveUp()));
    },
  },
  async ({ event, step }) => {
    const { importId } = importRequested.parse(event.data);
    let { next }: ImportStep = await step.run("check", () => beginImport(importId));
    for (let part = 1; typeof next === "object"; part++) {
      const cursor = next;
      ({ next } = await step.run(`rows-${part}`, () => continueImport(importId, cursor)));
    }
    if (next === "finish") await step.run("finish", () => finishImport(importId));
  },
);

/** Takes away the files whose time is over, and settles exports that were cut off. */
export const cleanUpFilesJob = inngest.createFunction(
  { id: "clean-up-files", triggers: [{ cron: "17 * * * *" }], retries: 1 },
  async ({ step }) => {
    let removed: number;
    let batch = 0;
    do removed = await step.run(`remove-${++batch}`, () => removeExpiredFiles());
    while (removed > 0 && batch < 20);
    await step.run("fail-broken-off", () => failBrokenOff());
  },
);
