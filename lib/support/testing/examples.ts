import type { Examples } from "@/lib/core/testing/world";
import { mailExamples } from "@/lib/support/testing/mail";
import { promiseExamples } from "@/lib/support/testing/promises";
import { supportTicketExamples } from "@/lib/support/testing/support-tickets";

const parts: readonly Examples[] = [promiseExamples, supportTicketExamples, mailExamples];

/** How the registry's tests call this module: one file a noun beside this one, gathered here. */
export const supportExamples: Examples = {
  commands: Object.assign({}, ...parts.map(({ commands }) => commands)),
  rows: Object.assign({}, ...parts.map(({ rows }) => rows)),
};
