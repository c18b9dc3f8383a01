/** What a writer of a ticket may choose between. */
export type ComposerKind = "public" | "internal";

/** Somebody named in the text. */
export type Mention = { id: string; name: string };

/** A text to use again, as the composer offers it. */
export type ComposerMacro = {
  id: string;
  name: string;
  body: string;
  kind: ComposerKind;
  /** The priority it sets besides, with its word; null when none. */
  priority: { value: string; label: string } | null;
  resolves: boolean;
};

export type ComposerDraft = {
  kind: ComposerKind;
  body: string;
  mentions: Mention[];
  fileIds: string[];
  /** The macro whose doings go with the text; its own text is already in `body`. */
  macro: ComposerMacro | null;
};

export const emptyDraft = (kind: ComposerKind): ComposerDraft => ({
  kind,
  body: "",
  mentions: [],
  fileIds: [],
  macro: null,
});

/** What becomes of the ticket with what is written. */
export type ComposerEnd = "stay" | "wait" | "resolve";

/** Only people whose names still stand in the text are called. */
const called = ({ body, mentions }: ComposerDraft): string[] =>
  mentions.filter(({ name }) => body.includes(`@${name}`)).map(({ id }) => id);

export type Step = { command: string; input: Record<string, unknown> };

/**
 * The commands that send a draft, one after the other. Most are one; a resolution or a macro whose text has files or calls
 * somebody is written first and done then.
 */
export function sending(ticketId: string, draft: ComposerDraft, end: ComposerEnd): Step[] {
  const { kind, fileIds } = draft;
  const body = draft.body.trim();
  const mentionIds = called(draft);
  const macro = draft.macro?.kind === kind ? draft.macro : null;
  const plain = fileIds.length === 0 && mentionIds.length === 0;
  const step = (verb: string, input: Record<string, unknown>): Step => ({
    command: `support-tickets.${verb}`,
    input: { ticketId, ...input },
  });
  if (macro && plain && end === "stay") return [step("apply-macro", { macroId: macro.id, body })];
  const priority = macro?.priority ? [step("update", { priority: macro.priority.value })] : [];
  const resolves = end === "resolve" || macro?.resolves === true;
  if (resolves && plain && kind === "public") return [...priority, step("resolve", { comment: body })];
  const written = {
    body,
    ...(fileIds.length > 0 ? { fileIds } : {}),
    ...(mentionIds.length > 0 ? { mentionIds } : {}),
    ...(end === "wait" && !resolves ? { wait: true } : {}),
  };
  return [
    step(kind === "internal" ? "note" : "comment", written),
    ...priority,
    ...(resolves ? [step("resolve", {})] : []),
  ];
}

/** Puts words at the place of the cursor, with a space before where one is missing. */
export function insertAt(text: string, place: number, words: string): { text: string; place: number } {
  const [before, behind] = [text.slice(0, place), text.slice(place)];
  const glue = before === "" || /\s$/.test(before) ? "" : " ";
  const next = `${before}${glue}${words}`;
  return { text: `${next}${behind}`, place: next.length };
}
