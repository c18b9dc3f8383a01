import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import type { Fault } from "@/lib/governance/audit-entries/faults";
import { verifyAuditEntries } from "@/lib/governance/audit-entries/verify";
import type { Verb } from "./verb";

export const verb: Verb = {
  summary: "recompute the audit trail and name every entry that was altered, removed, put in or moved",
  usage: "",
  options: {},
  async run() {
    const verdict = await perform(verifyAuditEntries, {}, await systemCaller("command line"));
    const { checked, sealedUpTo, unsealed, faults, faultCount } = verdict;
    for (const fault of faults) console.log(sentenceAbout(fault));
    if (faultCount > faults.length) console.log(`… and ${faultCount - faults.length} more.`);
    const extent = `${checked} entries, sealed up to ${sealedUpTo}, ${unsealed} not sealed yet`;
    if (faultCount > 0) throw new Error(`The audit trail is not intact: ${faultCount} faults in ${extent}.`);
    console.log(`The audit trail is intact: ${extent}.`);
  },
};

const words = {
  altered: "was altered",
  inserted: "was put in",
  moved: "was moved",
  missing: "is missing",
  seal: "has a broken seal",
};

function sentenceAbout({ kind, sequence, id, at, action }: Fault): string {
  if (kind === "missing")
    return `Number ${sequence} ${words.missing}${at ? `; the one before it is of ${at}` : ""}.`;
  if (kind === "seal") return `Number ${sequence} ${words.seal}.`;
  return `Entry ${id} (${action}, ${at}${sequence ? `, number ${sequence}` : ", not sealed"}) ${words[kind]}.`;
}
