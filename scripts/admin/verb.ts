import type { ParseArgsConfig } from "node:util";

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** What the operator of last resort can do from the machine itself, without signing in. */
export interface Verb {
  /** One line for the list of verbs. */
  summary: string;
  /** What stands behind the verb on the command line. */
  usage: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Works with the product's own environment and database; an error becomes one sentence and exit code 1. */
  run(values: Values): Promise<void>;
}

/** The value of an option that must be given. */
export function required(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`--${name} is missing.`);
}
