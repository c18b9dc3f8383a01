import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import type { Command } from "@/lib/core/command";
import { execute } from "@/lib/core/command";
import { callerAt, makeOperator, makeTenant } from "@/lib/core/testing/world";
import { reactivateCustomer } from "@/lib/customers/customers/reactivate";
import { suspendCustomer } from "@/lib/customers/customers/suspend";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { disableOperator } from "@/lib/governance/operators/disable";
import { enableOperator } from "@/lib/governance/operators/enable";
import { allPermissions } from "@/lib/registry";

const codeOf = (command: Command, input: unknown, caller: Caller) =>
  execute(command, input, caller).then(
    ({ status }) => status,
    (error: { code: string }) => error.code,
  );

// Each pair shuts somebody out and lets them in again (admin-prd 1 and 11).
const pairs = [
  {
    noun: "a customer",
    shut: suspendCustomer,
    open: reactivateCustomer,
    edits: "customers.customers.write",
    make: async (organizationId: string) => ({ customerId: await makeCustomer(organizationId) }),
  },
  {
    noun: "an organization",
    shut: suspendOrganization,
    open: reactivateOrganization,
    edits: "customers.organizations.write",
    make: async (organizationId: string, path: string) => ({
      organizationId: (await makeTenant([], { organizationId, path })).organizationId,
    }),
  },
  {
    noun: "an operator",
    shut: disableOperator,
    open: enableOperator,
    edits: "governance.operators.write",
    make: async (organizationId: string, path: string) => ({
      operatorId: (await makeOperator({ organizationId, path }, [])).operatorId,
    }),
  },
];

it.each(pairs)(
  "shutting $noun out takes more than editing, proof and a reason, and letting them back in the same but the reason",
  async (pair) => {
    const tenant = await makeTenant(allPermissions);
    const input = await pair.make(tenant.organizationId, tenant.path);
    const chief = callerAt(tenant, tenant.operatorId, allPermissions);
    const editor = callerAt(tenant, tenant.operatorId, [pair.edits]);
    for (const command of [pair.shut, pair.open]) {
      const reasoned = { ...input, reason: "after a talk" };
      expect(await codeOf(command, reasoned, editor)).toBe("forbidden");
      if (command === pair.shut) expect(await codeOf(command, input, chief)).toBe("invalid_input");
      expect(await codeOf(command, reasoned, { ...chief, steppedUpAt: null })).toBe("step_up_required");
      expect(await codeOf(command, reasoned, chief)).toBe("done");
    }
  },
);
