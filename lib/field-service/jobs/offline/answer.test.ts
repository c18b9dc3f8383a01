import { describe, expect, it } from "vitest";
import { type Answer, judge } from "./answer";
import type { EntryKind } from "./entry";

const answer = (status: number, body: unknown, retryAfter: number | null = null): Answer => ({
  status,
  body,
  retryAfter,
});

const error = (reason: string, details: object = {}) => ({
  error: { code: "x", message: `words of ${reason}`, details: { reason, ...details }, requestId: "r" },
});

const current = (
  state: string,
  version = 7,
  last = { action: "noted", actor: "Mara", happenedAt: "2026-11-25T09:00:00.000Z" },
) => ({
  current: { state, version, cancelReason: state === "canceled" ? "Nobody at home" : null, lastEvent: last },
});

const of = (kind: EntryKind) => ({ kind });

describe("what follows from an answer", () => {
  it("is done when the server says so, with the version the ticket has now", () => {
    expect(judge(of("start"), answer(200, { data: { version: 4 } }))).toEqual({
      kind: "done",
      version: 4,
      already: false,
    });
    expect(judge(of("photo"), answer(201, { data: {} }))).toEqual({
      kind: "done",
      version: null,
      already: false,
    });
  });

  it("is not done because something else answered 200", () => {
    const page = judge(of("photo"), answer(200, null));
    expect(page).toEqual({ kind: "later", seconds: null, network: true });
  });

  it("is to try again where no answer came, the server is down, or asks for time", () => {
    expect(judge(of("note"), null)).toEqual({ kind: "later", seconds: null, network: true });
    expect(judge(of("note"), answer(500, error("internal")))).toEqual({
      kind: "later",
      seconds: null,
      network: false,
    });
    expect(judge(of("note"), answer(502, null))).toMatchObject({ kind: "later", network: false });
    expect(judge(of("note"), answer(429, error("rate_limited"), 30))).toEqual({
      kind: "later",
      seconds: 30,
      network: false,
    });
    expect(judge(of("note"), answer(403, null))).toMatchObject({ kind: "later" });
  });

  it("waits for the technician where the session is over or somebody else's", () => {
    expect(judge(of("start"), answer(401, error("unauthenticated")))).toEqual({ kind: "signed_out" });
    expect(judge(of("start"), answer(401, error("governance.other_operator")))).toEqual({
      kind: "signed_out",
    });
    expect(judge(of("start"), answer(409, error("governance.no_organization")))).toEqual({
      kind: "signed_out",
    });
  });

  it("takes a ticket that merely moved on, as long as the move is still allowed", () => {
    const moved = answer(409, error("version_mismatch", current("assigned", 9)));
    expect(judge(of("start"), moved)).toEqual({ kind: "again", version: 9 });
    expect(judge(of("complete"), moved)).toEqual({ kind: "again", version: 9 });
    const reassigned = answer(409, error("field-service.assigned_already", current("assigned", 10)));
    expect(judge(of("start"), reassigned)).toEqual({ kind: "again", version: 10 });
  });

  it("is done where somebody did the same", () => {
    expect(judge(of("start"), answer(409, error("wrong_state", current("in_progress", 5))))).toEqual({
      kind: "done",
      version: 5,
      already: true,
    });
  });

  it("tells who canceled, and why", () => {
    const canceled = answer(409, error("version_mismatch", current("canceled")));
    for (const kind of ["start", "complete", "photo"] as const)
      expect(judge(of(kind), canceled)).toEqual({
        kind: "stuck",
        trouble: { kind: "canceled", by: "Mara", at: "2026-11-25T09:00:00.000Z", reason: "Nobody at home" },
      });
  });

  it("tells who brought it to a state the move does not start from", () => {
    expect(judge(of("start"), answer(409, error("version_mismatch", current("completed"))))).toEqual({
      kind: "stuck",
      trouble: { kind: "moved_on", state: "completed", by: "Mara", at: "2026-11-25T09:00:00.000Z" },
    });
  });

  it("says that the job is somebody else's where it is not found any more", () => {
    expect(judge(of("photo"), answer(404, error("not_found")))).toEqual({
      kind: "stuck",
      trouble: { kind: "taken" },
    });
  });

  it("takes a photo the ticket has already as arrived", () => {
    expect(judge(of("photo"), answer(409, error("field-service.image_twice")))).toEqual({
      kind: "done",
      version: null,
      already: true,
    });
  });

  it("shows what the rules refuse in the server's words, the field's where it names one", () => {
    expect(judge(of("complete"), answer(422, error("field-service.receipt_missing")))).toEqual({
      kind: "stuck",
      trouble: {
        kind: "refused",
        reason: "field-service.receipt_missing",
        message: "words of field-service.receipt_missing",
      },
    });
    const field = error("invalid_input", { fields: [{ path: "file", message: "Only pictures." }] });
    expect(judge(of("photo"), answer(400, field))).toMatchObject({ trouble: { message: "Only pictures." } });
    expect(judge(of("photo"), answer(413, error("payload_too_large")))).toMatchObject({ kind: "stuck" });
  });

  it("does not break on a conflict that tells nothing it knows", () => {
    const odd = answer(409, error("version_mismatch", { current: { state: "melted", version: "x" } }));
    expect(judge(of("start"), odd)).toMatchObject({ kind: "stuck", trouble: { kind: "refused" } });
  });
});
