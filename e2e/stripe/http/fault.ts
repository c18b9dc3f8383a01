import type { Kind } from "../store/documents";

export interface FaultBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
}

/** An answer of the API that is no success, in Stripe's words. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly body: FaultBody,
    readonly options: {
      /** A declined payment leaves its traces; any other fault leaves nothing. */
      keepsEffects?: boolean;
      /** Whether the same idempotency key gets the same answer; not so before the endpoint began its work. */
      remembered?: boolean;
    } = {},
  ) {
    super(body.message);
  }
}

/** A request that is refused for what the objects are at present. */
export const invalidRequest = (message: string, more: { code?: string; param?: string } = {}): Fault =>
  new Fault(400, { type: "invalid_request_error", message, ...more }, { remembered: true });

/** A request whose parameters are wrong whatever the objects are. */
export const invalidParameter = (message: string, more: { code?: string; param?: string } = {}): Fault =>
  new Fault(400, { type: "invalid_request_error", message, ...more });

const wording: Record<Kind | "event", { label: string; param: string }> = {
  customer: { label: "customer", param: "id" },
  "checkout.session": { label: "checkout.session", param: "session" },
  payment_intent: { label: "payment_intent", param: "intent" },
  setup_intent: { label: "setupintent", param: "intent" },
  payment_method: { label: "PaymentMethod", param: "payment_method" },
  charge: { label: "charge", param: "id" },
  refund: { label: "refund", param: "id" },
  dispute: { label: "dispute", param: "dispute" },
  balance_transaction: { label: "balance transaction", param: "id" },
  event: { label: "event", param: "id" },
};

/** An id that names nothing: 404 when it stands in the path, 400 when in a parameter. */
export const noSuch = (kind: Kind | "event", id: string, param?: string): Fault =>
  new Fault(
    param === undefined ? 404 : 400,
    {
      type: "invalid_request_error",
      code: "resource_missing",
      message: `No such ${wording[kind].label}: '${id}'`,
      param: param ?? wording[kind].param,
    },
    { remembered: true },
  );
