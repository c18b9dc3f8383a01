import { env } from "@/lib/core/env";
import { seed } from "@/prisma/seed";
import type { Verb } from "./verb";

export const verb: Verb = {
  summary: "write the platform and its roles, or the whole demo business",
  usage: "[--kind demo|none]",
  options: { kind: { type: "string" } },
  async run(values) {
    const kind = values.kind ?? env().FAIRLEAD_SEED;
    if (kind !== "demo" && kind !== "none") throw new Error("--kind is demo or none.");
    const written = await seed(kind);
    console.log(written ? "The demo business was written." : "Everything was there already.");
  },
};
