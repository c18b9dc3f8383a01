/**
 * The errors a caller can do something about. Each carries an HTTP status, a `code` (one of a fixed few) and a `reason`,
 * a key below `errors` in a message catalogue, so that a person reads it in their language. Everything else that is thrown
 * is a defect and answers 500 without its text.
 */

export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "step_up_required"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "payload_too_large"
  | "rule_violation"
  | "rate_limited"
  | "unavailable";

const statuses: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  step_up_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  rule_violation: 422,
  rate_limited: 429,
  unavailable: 503,
};

export type ErrorParams = Record<string, string | number>;
/** A field and what is wrong with it: a whole key of a catalogue with its parameters. Worded where it is answered. */
export type FieldFault = { path: string; key: string; params?: ErrorParams };

export type ErrorDetails = {
  /** Faulty fields of the input. */
  fields?: FieldFault[];
  /** The record as it is now, when somebody was faster. */
  current?: unknown;
  /** Seconds to wait before another try. */
  retryAfter?: number;
};

export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    /** Catalogue key below `errors`, with its parameters. */
    readonly reason: string,
    readonly params: ErrorParams = {},
    readonly details: ErrorDetails = {},
  ) {
    super(`${code}: ${reason}${Object.keys(params).length > 0 ? ` ${JSON.stringify(params)}` : ""}`);
    this.name = "AppError";
    this.status = statuses[code];
  }
}

/** 400: the input is not of the form asked for. */
export const invalidInput = (
  fields: FieldFault[],
  reason = "invalid_input",
  params: ErrorParams = {},
): AppError => new AppError("invalid_input", reason, params, { fields });

/** 404: there is no such thing, or it is not yours to see; nobody learns which. */
export const notFound = (): AppError => new AppError("not_found", "not_found");

/** 403: you may see it but not do this. */
export const forbidden = (permission: string): AppError =>
  new AppError("forbidden", "forbidden", { permission });

/** 409: somebody was faster; `current` is what stands there now. */
export const conflict = (reason: string, params: ErrorParams = {}, current?: unknown): AppError =>
  new AppError("conflict", reason, params, current === undefined ? {} : { current });

/** 422: a rule of the business says no. `reason` is a key below `errors` in a catalogue. */
export const refused = (reason: string, params: ErrorParams = {}): AppError =>
  new AppError("rule_violation", reason, params);

/** 429 with the seconds to wait. */
export const rateLimited = (retryAfter: number): AppError =>
  new AppError("rate_limited", "rate_limited", { seconds: retryAfter }, { retryAfter });
