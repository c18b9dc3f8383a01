import { migrate } from "../database/migrate";
import type { Verb } from "./verb";

export const verb: Verb = {
  summary: "bring the database to the shape this version needs",
  usage: "",
  options: {},
  async run() {
    const applied = await migrate(process.env.DATABASE_URL!);
    console.log(applied.length > 0 ? `Applied: ${applied.join(", ")}.` : "Nothing to apply.");
  },
};
