/** A policy while it is being written; rows carry a key of their own so that they keep their place while they move. */
export type ConditionOperator = "equals" | "not_equals" | "at_least" | "at_most" | "one_of";

export type PolicyField = {
  path: string;
  label: string;
  kind: "text" | "number" | "boolean" | "other";
  values?: { value: string; label: string }[];
  /** The list whose records the field names by id. */
  resource?: string;
};

export type PolicyCommand = {
  name: string;
  label: string;
  module: string;
  fields: PolicyField[];
  /** It is refused where no policy covers it. */
  alwaysApproved: boolean;
};

export type ConditionDraft = { key: string; field: string; operator: ConditionOperator; value: string };

export type StepDraft = { key: string; label: string; permission: string };

export type PolicyDraft = {
  name: string;
  command: string;
  conditions: ConditionDraft[];
  steps: StepDraft[];
  expiresInHours: string;
  enabled: boolean;
};

let counter = 0;
export const newKey = (): string => `row-${++counter}`;

/** What a field can be compared with. */
export function operatorsOf(field: PolicyField | undefined): ConditionOperator[] {
  if (!field || field.kind === "other") return [];
  if (field.kind === "boolean") return ["equals"];
  if (field.kind === "number") return ["at_least", "at_most", "equals", "not_equals"];
  if (field.values || field.resource) return ["equals", "not_equals", "one_of"];
  return ["equals", "not_equals", "one_of", "at_least", "at_most"];
}

/** A condition's value as the command takes it. */
function typedValue(
  draft: ConditionDraft,
  field: PolicyField | undefined,
): string | number | boolean | string[] {
  if (draft.operator === "one_of")
    return draft.value
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  if (field?.kind === "boolean") return draft.value === "true";
  if (field?.kind === "number" && draft.value.trim() !== "" && Number.isFinite(Number(draft.value)))
    return Number(draft.value);
  return draft.value.trim();
}

/** The draft as `approval-policies.create` and `update` take it. */
export function policyInput(draft: PolicyDraft, command: PolicyCommand | undefined): Record<string, unknown> {
  return {
    name: draft.name.trim(),
    conditions: draft.conditions.map((condition) => ({
      field: condition.field,
      operator: condition.operator,
      value: typedValue(
        condition,
        command?.fields.find((field) => field.path === condition.field),
      ),
    })),
    steps: draft.steps.map((step) => ({ label: step.label.trim(), permission: step.permission })),
    expiresInHours: Number(draft.expiresInHours),
    enabled: draft.enabled,
  };
}

/** Condition values as text that fields can hold. */
export const valueText = (value: string | number | boolean | string[]): string =>
  Array.isArray(value) ? value.join(", ") : String(value);
