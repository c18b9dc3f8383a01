import { describe, expect, it } from "vitest";
import { type ComposerMacro, emptyDraft, insertAt, sending } from "./composer-draft";

const ticketId = "t";
const macro: ComposerMacro = {
  id: "m",
  name: "Done",
  body: "Done.",
  kind: "public",
  priority: { value: "high", label: "High" },
  resolves: true,
};

const step = (verb: string, input: object) => ({
  command: `support-tickets.${verb}`,
  input: { ticketId, ...input },
});

describe("what a draft becomes", () => {
  it("goes out in public only where it was written in public", () => {
    const draft = { ...emptyDraft("internal"), body: " They never pay. " };
    expect(sending(ticketId, draft, "stay")).toEqual([step("note", { body: "They never pay." })]);
  });

  it("says what becomes of the ticket with an answer", () => {
    const draft = { ...emptyDraft("public"), body: "Which card?" };
    expect(sending(ticketId, draft, "stay")).toEqual([step("comment", { body: "Which card?" })]);
    expect(sending(ticketId, draft, "wait")).toEqual([step("comment", { body: "Which card?", wait: true })]);
    expect(sending(ticketId, draft, "resolve")).toEqual([step("resolve", { comment: "Which card?" })]);
  });

  it("writes what has files first, and resolves then", () => {
    const draft = { ...emptyDraft("public"), body: "Here it is.", fileIds: ["f"] };
    expect(sending(ticketId, draft, "resolve")).toEqual([
      step("comment", { body: "Here it is.", fileIds: ["f"] }),
      step("resolve", {}),
    ]);
  });

  it("calls those alone whose names still stand in the text", () => {
    const mentions = [
      { id: "a", name: "Ada" },
      { id: "b", name: "李清越" },
    ];
    const draft = { ...emptyDraft("internal"), body: "@李清越 please look", mentions };
    expect(sending(ticketId, draft, "stay")[0]?.input).toMatchObject({ mentionIds: ["b"] });
  });

  it("does what a macro does while it is written as the macro writes", () => {
    const draft = { ...emptyDraft("public"), body: "Done, Ada.", macro };
    expect(sending(ticketId, draft, "stay")).toEqual([
      step("apply-macro", { macroId: "m", body: "Done, Ada." }),
    ]);
    expect(sending(ticketId, { ...draft, fileIds: ["f"] }, "stay")).toEqual([
      step("comment", { body: "Done, Ada.", fileIds: ["f"] }),
      step("update", { priority: "high" }),
      step("resolve", {}),
    ]);
    expect(sending(ticketId, { ...draft, kind: "internal" }, "stay")).toEqual([
      step("note", { body: "Done, Ada." }),
    ]);
  });
});

describe("putting words into a text", () => {
  it("keeps them apart from what stands before", () => {
    expect(insertAt("Hello", 5, "@Ada ")).toEqual({ text: "Hello @Ada ", place: 11 });
    expect(insertAt("Hello there", 6, "@Ada ")).toEqual({ text: "Hello @Ada there", place: 11 });
    expect(insertAt("", 0, "Hi")).toEqual({ text: "Hi", place: 2 });
  });
});
