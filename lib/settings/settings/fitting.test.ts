import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { callerAt, makeOperator, platform } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";
import { updateSetting } from "@/lib/settings/settings/update";

let admin: Caller;

beforeAll(async () => {
  const root = await platform();
  const { operatorId } = await makeOperator(root, allPermissions);
  admin = callerAt(root, operatorId, allPermissions);
});

const hours = (dayStart: number, dayEnd: number, slotMinutes = 60) =>
  perform(
    updateSetting,
    { key: "fieldService", value: { dayStart, dayEnd, slotMinutes }, reason: "summer hours" },
    admin,
  );

it("refuses a last hour of visits that is not after the first, and says which field is wrong", async () => {
  for (const [first, last] of [
    [8, 7],
    [8, 8],
  ] as const)
    await expect(hours(first, last)).rejects.toMatchObject({
      code: "invalid_input",
      details: { fields: [{ path: "dayEnd", key: "settings.validation.hour_after", params: { first } }] },
    });
  expect(await hours(8, 9)).toMatchObject({ key: "fieldService" });
});

it("refuses a visit that does not fit between the first and the last hour", async () => {
  await expect(hours(8, 9, 61)).rejects.toMatchObject({
    code: "invalid_input",
    details: { fields: [{ path: "slotMinutes", params: { limit: "60" } }] },
  });
});
