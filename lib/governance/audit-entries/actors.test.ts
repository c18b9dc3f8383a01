import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadMessages } from "@/lib/core/i18n/messages";

/** Whatever acts by itself, with the file that says so: `systemCaller("run-import")`. */
const actors = new Map(
  globSync("{lib,inngest,prisma,scripts,app}/**/*.ts", {
    exclude: (path) => /\.test\.ts$|(^|\/)(testing|generated|node_modules)(\/|$)/.test(String(path)),
  }).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(?:systemCaller|foundingCaller)\("([^"]+)"/g)].map(
      ([, label = ""]) => [label, file] as const,
    ),
  ),
);

describe.each(["en", "zh"] as const)("in %s", (locale) => {
  it.each([...actors])("%s of %s has a name at <module>.actors", async (label) => {
    const named = Object.values(await loadMessages(locale)).filter(
      (module) =>
        typeof module === "object" &&
        typeof module.actors === "object" &&
        typeof module.actors[label] === "string",
    );
    expect(named).toHaveLength(1);
  });
});
