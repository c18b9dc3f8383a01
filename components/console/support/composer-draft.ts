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
  /** What it sets besides, in words; null when nothing. */
  priority: string | null;
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

/** The command that sends a draft, and its input. */
export function sending(
  ticketId: string,
  draft: ComposerDraft,
  end: ComposerEnd,
): { command: string; input: Record<string, unknown> } {
  const { kind, fileIds, macro } = draft;
  const body = draft.body.trim();
  const mentionIds = called(draft);
  const written = {
    ticketId,
    body,
    ...(fileIds.length > 0 ? { fileIds } : {}),
    ...(mentionIds.length > 0 ? { mentionIds } : {}),
  };
  if (macro && macro.kind === kind)
    return {
      command: "support-tickets.apply-macro",
      input: { ...written, macroId: macro.id, ...(end === "wait" ? { wait: true } : {}) },
    };
  if (kind === "internal") return { command: "support-tickets.note", input: written };
  return {
    command: "support-tickets.comment",
    input: {
      ...written,
      ...(end === "wait" ? { wait: true } : {}),
      ...(end === "resolve" ? { resolve: true } : {}),
    },
  };
}

/** Puts words at the place of the cursor, with a space before where one is missing. */
export function insertAt(text: string, place: number, words: string): { text: string; place: number } {
  const [before, behind] = [text.slice(0, place), text.slice(place)];
  const glue = before === "" || /\s$/.test(before) ? "" : " ";
  const next = `${before}${glue}${words}`;
  return { text: `${next}${behind}`, place: next.length };
}
