import { z } from "zod";
import {
  policyConditions,
  policyExpiry,
  policyName,
  policySteps,
} from "@/lib/governance/approval-policies/fields";

/** A policy the product brings along, held at the root of the tree. */
export const defaultPolicy = z.strictObject({
  /** Names it for good: an installation that got it once never gets it again. */
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: policyName,
  command: z.string(),
  conditions: policyConditions.default([]),
  steps: policySteps,
  expiresInHours: policyExpiry.default(72),
});
export type DefaultPolicy = z.input<typeof defaultPolicy>;

/** Every command that is always approved has one here without conditions; the registry's tests hold that. */
export const defaultPolicies: readonly DefaultPolicy[] = [
  {
    key: "refunds",
    name: "Refunds: operations, then finance",
    command: "refunds.request",
    steps: [
      { permission: "commerce.refunds.approve", label: "Operations" },
      { permission: "billing.refunds.approve", label: "Finance" },
    ],
  },
  {
    key: "manual-grants",
    name: "Manual grants: a second person",
    command: "benefit-grants.grant",
    steps: [{ permission: "commerce.benefit-grants.grant", label: "Second person" }],
  },
  {
    key: "reprocess-event",
    name: "REPROCESS_EVENT: a second person",
    command: "payment-events.reprocess",
    steps: [{ permission: "commerce.payment-events.reprocess", label: "Second person" }],
  },
  {
    key: "top-ups-made-up",
    name: "Top-ups made up: finance",
    command: "top-ups.make-up",
    steps: [{ permission: "billing.top-ups.review", label: "Finance" }],
  },
  {
    key: "wallet-corrections",
    name: "Corrections of the ledger: finance",
    command: "wallets.adjust",
    steps: [{ permission: "billing.wallets.adjust", label: "Finance" }],
  },
  {
    key: "hold-captures",
    name: "Holds captured by hand: finance",
    command: "wallets.capture",
    steps: [{ permission: "billing.wallets.adjust", label: "Finance" }],
  },
  {
    key: "bill-disputes",
    name: "Disputes of bills: a second person",
    command: "disputes.resolve",
    steps: [{ permission: "billing.bills.dispute", label: "Second person" }],
  },
  {
    key: "support-credits",
    name: "Credits proposed by support: finance",
    command: "support-tickets.propose-credit",
    steps: [{ permission: "billing.bills.write", label: "Finance" }],
  },
  {
    key: "bill-transfers",
    name: "Bills paid by transfer: a second person",
    command: "bills.record-payment",
    steps: [{ permission: "billing.bills.write", label: "Second person" }],
  },
];
