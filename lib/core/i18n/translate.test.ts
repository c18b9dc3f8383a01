import { expect, it } from "vitest";
import { conflict } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import "@/lib/registry";

it.each([
  ["en", "top-ups.receive", "succeeded", "It is “Succeeded” now: this can no longer be done."],
  ["zh", "top-ups.receive", "succeeded", "当前状态为“成功”，无法再执行此操作。"],
  // What no list shows has no word.
  ["en", "step-receipts.take", "taken", "It is “taken” now: this can no longer be done."],
] as const)(
  "a conflict says in words how something stands: %s %s",
  async (locale, action, state, sentence) => {
    const error = conflict("wrong_state", { action, state });
    expect(describeError(error, await translator(locale))).toBe(sentence);
  },
);
