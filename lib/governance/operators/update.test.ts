import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant } from "@/lib/core/testing/world";
import { openAccountLink } from "@/lib/governance/auth/account-links";
import { mailsTo } from "@/lib/governance/auth/testing/person";
import { inviteOperator } from "@/lib/governance/operators/invite";
import { updateOperator } from "@/lib/governance/operators/update";

const permission = "governance.operators.write";
const address = () => `${newId()}@example.test`;
const linkIn = async (email: string) =>
  /accept-invitation\/(\S+)/.exec((await mailsTo(email)).at(-1)?.text ?? "")?.[1] ?? "";

it("corrects a name at any time, and the address of an invitation while it is open", async () => {
  const tenant = await makeTenant([permission]);
  const chief = callerAt(tenant, tenant.operatorId, [permission]);
  const [wrong, right] = [address(), address()];
  const { operatorId } = await perform(inviteOperator, { email: wrong, name: "Ada Lovelance" }, chief);
  const update = (input: Record<string, unknown>) => perform(updateOperator, { operatorId, ...input }, chief);

  await update({ name: "Ada Lovelace", email: right.toUpperCase(), version: 1 });
  expect(await openAccountLink(await linkIn(wrong), "invitation")).toBeNull();
  expect(await openAccountLink(await linkIn(right), "invitation")).toMatchObject({
    name: "Ada Lovelace",
    email: right,
  });
  await expect(update({ name: "Somebody", version: 1 })).rejects.toMatchObject({
    reason: "version_mismatch",
  });
  const { email: taken } = await prisma.operator.findUniqueOrThrow({
    where: { id: tenant.operatorId },
    select: { email: true },
  });
  await expect(update({ email: taken })).rejects.toMatchObject({ reason: "governance.email_taken" });

  await prisma.operator.update({
    where: { id: operatorId },
    data: { state: "active" },
    select: { id: true },
  });
  await update({ name: "Ada King", email: right });
  await expect(update({ email: address() })).rejects.toMatchObject({
    code: "rule_violation",
    reason: "governance.email_stays",
  });
  expect(await mailsTo(right)).toHaveLength(1);
});

it("is no way to have a stronger account's invitation sent to oneself", async () => {
  const tenant = await makeTenant([permission]);
  const { operatorId } = await makeOperator(tenant, ["settings.settings.write"]);
  await prisma.operator.update({
    where: { id: operatorId },
    data: { state: "invited" },
    select: { id: true },
  });
  const weak = callerAt(tenant, tenant.operatorId, [permission]);
  await expect(perform(updateOperator, { operatorId, email: address() }, weak)).rejects.toMatchObject({
    reason: "governance.cannot_give",
  });
});
