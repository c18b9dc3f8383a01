import type { ActEnd } from "./use-act";

/** Takes a form that was sent without a script; answers what was wrong, or draws the page anew. */
export type PlainAct = (problem: string | null, form: FormData) => Promise<string | null>;

/** What is said below a form, whichever way it was sent. */
export const spoken = (problem: string | null, end: ActEnd): ActEnd =>
  end ?? (problem === null ? null : { tone: "danger", words: problem });
