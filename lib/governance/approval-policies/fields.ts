import { Decimal } from "decimal.js";
import { z } from "zod";
import { type Condition, condition, type Step, step } from "@/lib/core/approval";
import type { Command } from "@/lib/core/command";
import { directory } from "@/lib/core/directory";
import { type FieldFault, invalidInput } from "@/lib/core/errors";
import { type InputField, inputFields } from "@/lib/governance/approval-policies/input-fields";

/** What can be said of a policy, at first and later. */
export const policyName = z.string().trim().min(1).max(120);
export const policyConditions = z.array(condition).max(20);
export const policySteps = z.array(step).min(1).max(5);
export const policyExpiry = z.int().min(1).max(720);

/** The fields an audit entry and a conflict show. */
export const policySelect = {
  name: true,
  command: true,
  organizationId: true,
  conditions: true,
  steps: true,
  expiresInHours: true,
  enabled: true,
  version: true,
} as const;

/** Every command a policy may put behind approval. */
export const approvableCommands = (): Command[] =>
  [...directory().commands.values()].filter((command) => command.approvable);

const isNumber = (value: unknown): boolean => {
  try {
    return (typeof value === "string" || typeof value === "number") && new Decimal(value).isFinite();
  } catch {
    return false;
  }
};

/** @returns a key of `governance.validation`, or null. */
function conditionFault({ operator, value }: Condition, field: InputField): string | null {
  const values = Array.isArray(value) ? value : [value];
  if (operator === "one_of" && (!Array.isArray(value) || value.length === 0)) return "takes_list";
  if (operator !== "one_of" && Array.isArray(value)) return "takes_one";
  if (operator === "at_least" || operator === "at_most") {
    if (field.kind !== "number" && (field.kind !== "text" || field.values)) return "not_comparable";
    return isNumber(value) ? null : "takes_number";
  }
  if (field.kind === "other") return "is_list";
  if (field.kind === "number" && !values.every(isNumber)) return "is_number";
  if (field.kind === "boolean" && !values.every((each) => /^(true|false)$/.test(String(each))))
    return "is_boolean";
  const unknown = field.values && values.find((each) => !field.values?.includes(String(each)));
  return unknown === undefined ? null : "is_one_of";
}

/**
 * Checks what a policy says against the command it is about.
 * @throws invalid_input with each fault: a command that cannot be put behind approval, a field its input does not have, a
 * comparison that makes no sense there, a permission that does not exist.
 */
export function checkPolicy(policy: { command: string; conditions?: Condition[]; steps?: Step[] }): void {
  const command = directory().commands.get(policy.command);
  if (!command?.approvable)
    throw invalidInput([{ path: "command", key: "governance.validation.not_approvable" }]);
  const fields = inputFields(command);
  const faults: FieldFault[] = [];
  policy.conditions?.forEach((entry, index) => {
    const field = fields.find((each) => each.path === entry.field);
    if (!field)
      faults.push({
        path: `conditions.${index}.field`,
        key: "governance.validation.no_such_field",
        params: { command: policy.command, fields: fields.map((each) => each.path).join(", ") },
      });
    else {
      const words = conditionFault(entry, field);
      if (words) {
        const params = {
          field: field.path,
          operator: entry.operator,
          values: field.values?.join(", ") ?? "",
        };
        faults.push({ path: `conditions.${index}.value`, key: `governance.validation.${words}`, params });
      }
    }
  });
  policy.steps?.forEach((entry, index) => {
    if (!directory().permissions.includes(entry.permission))
      faults.push({ path: `steps.${index}.permission`, key: "governance.validation.no_such_permission" });
  });
  if (faults.length > 0) throw invalidInput(faults);
}
