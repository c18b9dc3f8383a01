import type { CommandSpec } from "@/components/form/command";
import type { CellValue } from "@/lib/core/resource/description";
import { cancelJobRun } from "@/lib/sre/job-runs/cancel";
import { jobRunMachine } from "@/lib/sre/job-runs/machine";
import { retryJobRun } from "@/lib/sre/job-runs/retry";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

type State = keyof typeof jobRunMachine.states;

/** What this reader may do with a run as it stands. One its schedule started has no event to send again. */
export function jobRunOffers(reader: Reader, run: Record<string, CellValue>): CommandSpec[] {
  const state = String(run.state) as State;
  const event = run.eventName === null ? null : String(run.eventName);
  const defaults = { jobRunId: String(run.id) };
  const repeatable = (state === "failed" || state === "canceled") && event && !event.startsWith("inngest/");
  return offered([
    repeatable
      ? offer(reader, retryJobRun, {
          icon: "rotate-ccw",
          defaults,
          description: reader.t("sre.pages.job-runs.retryConsequences", { event }),
          doneMessage: reader.t("sre.pages.job-runs.retried"),
        })
      : null,
    commandsFrom(jobRunMachine, state).has(cancelJobRun.name)
      ? offer(reader, cancelJobRun, { icon: "circle-stop", danger: true, ask: ["reason"], defaults })
      : null,
  ]);
}
