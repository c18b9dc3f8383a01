import type { Examples } from "@/lib/core/testing/world";

/** How the registry's tests call what belongs to the day close. */
export const dayCloseExamples: Pick<Examples, "commands"> = {
  commands: {
    "day-close.export": async () => ({ targetless: true, input: { days: "2026-05-01..2026-05-31" } }),
  },
};
