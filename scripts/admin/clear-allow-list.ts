import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import { setAllowList } from "@/lib/customers/organizations/set-allow-list";
import { organizationNamed } from "./organization-named";
import { required, type Verb } from "./verb";

export const verb: Verb = {
  summary: "let an organization's operators in from any address again",
  usage: "--organization <id, number or name>",
  options: { organization: { type: "string" } },
  async run(values) {
    const organization = required(values, "organization");
    const input = {
      organizationId: await organizationNamed(organization),
      ipAllowList: [],
      reason: "Cleared from the command line.",
    };
    await perform(setAllowList, input, await systemCaller("command line"));
    console.log(`The operators of ${organization} may sign in from any address.`);
  },
};
