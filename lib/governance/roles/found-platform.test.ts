import { expect, test } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { foundingCaller } from "@/lib/core/system";
import "@/lib/core/testing/database";
import { foundPlatform } from "@/lib/governance/roles/found-platform";

const found = (permissions: string[]) =>
  perform(foundPlatform, { name: "Platform", permissions }, foundingCaller("test"));

const held = async (preset: string) =>
  (await prisma.role.findUniqueOrThrow({ where: { preset }, select: { permissions: true } })).permissions;

test("a later version's permissions go to the presets they are meant for; what was taken stays taken", async () => {
  await found(["customers.organizations.read", "customers.organizations.write"]);
  await prisma.role.update({
    where: { preset: "agent" },
    data: { permissions: ["customers.organizations.read"] },
    select: { id: true },
  });

  await found([
    "customers.organizations.read",
    "customers.organizations.write",
    "customers.organizations.export",
  ]);

  expect(await held("super_admin")).toHaveLength(3);
  expect(await held("agent")).toEqual(["customers.organizations.read", "customers.organizations.export"]);
  expect(await held("read_only")).toEqual(["customers.organizations.read"]);
});

test("a permission the product no longer knows leaves every preset", async () => {
  await found(["customers.organizations.read", "customers.organizations.write"]);
  await found(["customers.organizations.read"]);
  expect(await held("super_admin")).toEqual(["customers.organizations.read"]);
  expect(await held("operations")).toEqual(["customers.organizations.read"]);
});
