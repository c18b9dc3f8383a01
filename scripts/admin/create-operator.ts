import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { grantRole } from "@/lib/governance/operators/grant-role";
import { inviteOperator } from "@/lib/governance/operators/invite";
import { resendInvitation } from "@/lib/governance/operators/resend-invitation";
import { found } from "@/prisma/seed/found";
import { organizationNamed } from "./organization-named";
import { required, type Verb } from "./verb";

export const verb: Verb = {
  summary:
    "make an operator with a role, and print the link to set their password; a new one where it was lost",
  usage: "--email <address> --name <name> --role <preset or name> [--organization <id, number or name>]",
  options: {
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    organization: { type: "string" },
  },
  async run(values) {
    const [email, name, wanted] = ["email", "name", "role"].map((option) => required(values, option));
    await found();
    const roleId = await roleNamed(wanted!);
    const organizationId =
      typeof values.organization === "string" ? await organizationNamed(values.organization) : undefined;
    const caller = await systemCaller("command line");
    const existing = await prisma.operator.findUnique({
      where: { email: email!.toLowerCase() },
      select: { id: true, state: true, organizationId: true },
    });
    // Whoever has not accepted has nothing but a link, and that gets lost.
    const invited = existing?.state === "invited" ? existing : null;
    if (invited && organizationId && invited.organizationId !== organizationId)
      throw new Error(`${email} was invited to another organization.`);
    const { operatorId, invitationUrl } = invited
      ? await perform(resendInvitation, { operatorId: invited.id }, caller)
      : await perform(inviteOperator, { email, name, organizationId }, caller);
    const place = invited?.organizationId ?? organizationId;
    const held = await prisma.roleGrant.count({ where: { operatorId, roleId, organizationId: place } });
    if (held === 0) await perform(grantRole, { operatorId, roleId, organizationId: place }, caller);
    console.log(`${email} may now set a password, within three days:`);
    console.log(invitationUrl);
  },
};

async function roleNamed(text: string): Promise<string> {
  const role = await prisma.role.findFirst({
    where: { OR: [{ preset: text }, { name: { equals: text, mode: "insensitive" } }] },
    select: { id: true },
  });
  if (role) return role.id;
  const known = await prisma.role.findMany({
    select: { preset: true, name: true },
    orderBy: { name: "asc" },
  });
  throw new Error(
    `There is no role "${text}". There are: ${known.map((each) => each.preset ?? each.name).join(", ")}.`,
  );
}
