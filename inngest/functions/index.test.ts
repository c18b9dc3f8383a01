import pino from "pino";
import { expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { readFunction } from "../embedded/functions";
import { Queue } from "../embedded/queue";
import { functions } from "./index";

const queue = new Queue(pool, pino({ level: "silent" }));
const configurations = functions.flatMap((fn) =>
  // biome-ignore lint/complexity/useLiteralKeys: the method is private by its types
  fn["getConfig"]({ baseUrl: new URL("http://localhost/api/inngest"), appPrefix: "fairlead" }),
);

it("has no two functions of one name", () => {
  const ids = configurations.map((configuration) => configuration.id);
  expect(ids).toEqual([...new Set(ids)]);
});

it.each(configurations.map((configuration) => [configuration.id, configuration] as const))(
  "%s asks for nothing the embedded engine refuses",
  (_id, configuration) => {
    const asSent: unknown = JSON.parse(JSON.stringify(configuration));
    expect(() => readFunction(asSent, (cron) => queue.occurrences(cron, new Date(), 1))).not.toThrow();
  },
);
