import type { DrawnFor } from "@/lib/governance/auth/drawn-for";
import type { FieldDescription } from "./field-description";

/** What a command answers to a screen. `message` is already in the reader's language. */
export type CommandError = {
  /** "invalid_input", "conflict", "step_up_required", … (lib/core/errors.ts). */
  code: string;
  reason: string;
  message: string;
  /** Field name → what is wrong with it. */
  fieldErrors?: Record<string, string>;
  /** The record as it is now, when somebody was faster. */
  current?: Record<string, unknown>;
  requestId?: string;
};

export type CommandResult =
  | { ok: true; data: unknown; approvalId?: string }
  | { ok: false; error: CommandError };

/** Runs a command. In practice a server action; it may reject when the network is lost. */
export type ExecuteCommand = (
  command: string,
  input: Record<string, unknown>,
  options: { idempotencyKey: string; page: DrawnFor },
) => Promise<CommandResult>;

/**
 * What stands between a command and its being done. `concerned` says whether any policy is about this command at all, `steps`
 * names who would have to agree to this very input; null where it would be done at once, or the input is not complete yet.
 */
export type ApprovalAhead = (
  command: string,
  input: Record<string, unknown>,
) => Promise<{ concerned: boolean; steps: string[] | null }>;

export type StepUpProof = { code: string } | { password: string };

/** Proves that it is still the same person; afterwards sensitive commands run for a few minutes. */
export type StepUp = (proof: StepUpProof) => Promise<{ ok: true } | { ok: false; message: string }>;

/** A command as a screen offers it: plain data, made on the server, words already in the reader's language. */
export type CommandSpec = {
  /** "organizations.suspend". */
  command: string;
  /** On the button or menu row. */
  label: string;
  /** Name of an icon in components/shell/icon.tsx. */
  icon?: string;
  title: string;
  /** What will happen, with the real numbers. */
  description?: string;
  fields?: FieldDescription[];
  /** First values of the fields, and input that has no field (ids, version). */
  defaults?: Record<string, unknown>;
  danger?: boolean;
  submitLabel?: string;
  /** Said when it is done; without it "Done.". */
  doneMessage?: string;
  /** Where to go when it is done; `:organizationId` becomes the `organizationId` of what the command answers. */
  doneHref?: string;
};
