import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import { resetTotp } from "@/lib/governance/operators/reset-totp";
import { operatorWithEmail } from "./operator-with-email";
import { required, type Verb } from "./verb";

export const verb: Verb = {
  summary: "forget an operator's second factor; they set up a new one at the next sign-in",
  usage: "--operator <email>",
  options: { operator: { type: "string" } },
  async run(values) {
    const email = required(values, "operator");
    const operatorId = await operatorWithEmail(email);
    const caller = await systemCaller("command line");
    await perform(resetTotp, { operatorId, reason: "Reset from the command line." }, caller);
    console.log(`${email} sets up a new second factor at the next sign-in.`);
  },
};
