import { days, hours } from "@/lib/core/clock";
import { platformPlace } from "@/lib/core/scope";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { createRole } from "@/lib/governance/roles/create";
import { updateSetting } from "@/lib/settings/settings/update";
import type { Stage } from "@/prisma/seed/demo/actors";
import type { Dice } from "@/prisma/seed/demo/dice";
import type { DemoOperator } from "@/prisma/seed/demo/operators";
import type { DemoOrganization } from "@/prisma/seed/demo/organizations";

const notes = [
  "Prefers to be called in the morning.",
  "Renewal talks start in March.",
  "合同已归档，续约联系人为采购部。",
  "Asked for invoices in English and German.",
  "Moved to the annual plan.",
  "发票需注明采购单号。",
];

const suspensions = [
  "Three invoices are overdue.",
  "Unusual traffic is being looked into.",
  "欠费超过 60 天。",
  "The customer asked for a pause.",
];

/** Half a year of ordinary work, so that the trail has something to tell. */
export async function seedHistory(
  stage: Stage,
  dice: Dice,
  today: Date,
  organizations: DemoOrganization[],
  operators: DemoOperator[],
): Promise<void> {
  const root = await platformPlace();
  const doing = async (role: DemoOperator["role"]) => {
    const operator = dice.pick(
      operators.filter((each) => each.role === role && each.place.path === root.path),
    );
    return stage.operator(operator.operatorId, operator.name, root);
  };
  const customers = organizations.filter((each) => !each.reseller);

  for (let index = 0; index < 220; index++) {
    const at = new Date(today.getTime() - days(180 - index * 0.8) + hours(dice.between(1, 9)));
    const { organizationId, domain } = dice.pick(customers.slice(0, 30));
    const change = dice.chance(0.6)
      ? { note: dice.pick(notes) }
      : { email: `${dice.pick(["billing", "accounts", "finance", "ap"])}@${domain}` };
    await stage.act(
      `update-${index}`,
      at,
      updateOrganization,
      { organizationId, ...change },
      await doing("operations"),
    );
  }
  for (let index = 0; index < 12; index++) {
    const { organizationId } = customers[index * 3 + 1]!;
    const at = new Date(today.getTime() - days(150 - index * 11) + hours(dice.between(2, 8)));
    const caller = await doing("operations");
    const reason = dice.pick(suspensions);
    await stage.act(`suspend-${index}`, at, suspendOrganization, { organizationId, reason }, caller);
    if (index < 9)
      await stage.act(
        `reactivate-${index}`,
        new Date(at.getTime() + days(dice.between(2, 9))),
        reactivateOrganization,
        { organizationId, reason: "Settled." },
        caller,
      );
  }
  const admin = await doing("super_admin");
  await stage.act(
    "setting-exports",
    new Date(today.getTime() - days(70) + hours(3)),
    updateSetting,
    {
      key: "exports",
      value: { streamLimit: 10_000, expireHours: 48 },
      reason: "Files should not lie about.",
    },
    admin,
  );
  await stage.act(
    "role-night-desk",
    new Date(today.getTime() - days(45) + hours(3)),
    createRole,
    {
      name: "Night desk",
      description: "Support out of hours.",
      permissions: ["customers.organizations.read", "governance.approvals.read"],
    },
    admin,
  );
}
