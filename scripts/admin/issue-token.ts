import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { createServiceToken } from "@/lib/governance/service-tokens/create";
import "@/lib/registry";
import { operatorWithEmail } from "./operator-with-email";
import { required, type Values, type Verb } from "./verb";

export const verb: Verb = {
  summary:
    "make a service token that acts for an operator, in their organization and below; it is the last line",
  usage: "--operator <email> --name <name> [--days <1 to 730>] [--permissions <a,b>]",
  options: {
    operator: { type: "string" },
    name: { type: "string" },
    days: { type: "string" },
    permissions: { type: "string" },
  },
  async run(values) {
    const operatorId = await operatorWithEmail(required(values, "operator"));
    const { organizationId } = await prisma.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { organizationId: true },
    });
    const input = {
      name: required(values, "name"),
      operatorId,
      organizationId,
      ...(values.days === undefined ? {} : { expiresInDays: Number(values.days) }),
      permissions: listed(values),
    };
    const { token, expiresAt } = await perform(createServiceToken, input, await systemCaller("command line"));
    console.log(`Works until ${expiresAt}. It is shown this once:`);
    console.log(token);
  },
};

const listed = ({ permissions }: Values): string[] =>
  typeof permissions === "string" ? permissions.split(",").filter((name) => name !== "") : [];
