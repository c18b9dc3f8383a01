// An app that can be killed: the product's client, with its middleware, around a function of three slow steps. Run as a
// process of its own by crash.test.ts.
import { setTimeout } from "node:timers/promises";
import { inngest } from "@/inngest/client";
import { recordRunEnd } from "@/inngest/functions/sre";
import { pool } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { startApp } from "./harness";

const STEP_MS = 800;

async function slowly(tag: string, step: string): Promise<string> {
  await pool.query("insert into crash_effect (tag, what) values ($1, $2)", [tag, `${step} began`]);
  await setTimeout(STEP_MS);
  await pool.query("insert into crash_effect (tag, what) values ($1, $2)", [tag, `${step} done`]);
  return step;
}

const threeSteps = inngest.createFunction(
  { id: "three-steps", triggers: { event: "test/crash" } },
  async ({ event, step }) => {
    const tag = String(event.data.tag);
    const done: string[] = [];
    for (const name of ["one", "two", "three"]) done.push(await step.run(name, () => slowly(tag, name)));
    return done;
  },
);

await startApp(inngest, [threeSteps, recordRunEnd], env().PORT);
