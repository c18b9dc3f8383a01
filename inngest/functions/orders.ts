import { z } from "zod";
import { expireDueGrants } from "@/lib/commerce/benefit-grants/expire-due";
import { grantPending } from "@/lib/commerce/benefit-grants/grant-pending";
import { takeBackBenefits } from "@/lib/commerce/benefit-grants/take-back";
import { noteDelivery } from "@/lib/commerce/deliveries/note";
import { deliverySettledEvent } from "@/lib/commerce/deliveries/send";
import { expireDueOrders } from "@/lib/commerce/orders/expire-due";
import { finishWithoutBenefits } from "@/lib/commerce/orders/finish";
import { notifyRefundTask as tellOfTask } from "@/lib/commerce/refund-tasks/notify";
import { perform } from "@/lib/core/command";
import { systemCaller } from "@/lib/core/system";
import "@/lib/registry";
import { inngest } from "../client";
import { everyFiveMinutes, everyMinute } from "../every";

/** Every minute, orders nobody paid in time (connectivity 6.8). One run at a time. */
export const expireOrdersJob = inngest.createFunction(
  { id: "expire-orders", concurrency: { limit: 1 }, retries: 1, triggers: [everyMinute] },
  async ({ step }) => step.run("expire", () => expireDueOrders()),
);

const aboutOrder = z.object({ orderId: z.uuid() });

/** An order was paid: what it entitles to is granted, and then it is fulfilled. */
export const grantBenefits = inngest.createFunction(
  {
    id: "grant-benefits",
    retries: 5,
    concurrency: { key: "event.data.orderId", limit: 1 },
    triggers: [{ event: "orders/paid" }],
  },
  async ({ event, step }) => {
    const { orderId } = aboutOrder.parse(event.data);
    for (let round = 1; await step.run(`grant ${round}`, () => grantPending(orderId)); ) round++;
    return step.run("finish", () => finishWithoutBenefits(orderId));
  },
);

const refunded = z.object({ refundId: z.uuid(), orderId: z.uuid().nullable(), whole: z.boolean() });

/** An order was refunded wholly: access it gave ends. */
export const takeBackBenefitsJob = inngest.createFunction(
  { id: "take-back-benefits", triggers: [{ event: "refunds/succeeded" }] },
  async ({ event, step }) => {
    const { refundId, orderId, whole } = refunded.parse(event.data);
    if (!orderId || !whole) return { revoked: 0 };
    return { revoked: await step.run("revoke", () => takeBackBenefits(orderId, refundId)) };
  },
);

/** Access whose time is over ends. */
export const expireGrantsJob = inngest.createFunction(
  { id: "expire-grants", concurrency: { limit: 1 }, triggers: [everyFiveMinutes] },
  async ({ step }) => step.run("expire", () => expireDueGrants()),
);

const settledMail = z.object({
  mailId: z.uuid(),
  outcome: z.enum(["sent", "kept", "failed"]),
  error: z.string().optional(),
});

/** A mail that brought a benefit was sent or has failed: its attempt says so. */
export const noteDeliveryJob = inngest.createFunction(
  { id: "note-delivery", retries: 5, triggers: [{ event: deliverySettledEvent }] },
  async ({ event, step }) => {
    const settled = settledMail.parse(event.data);
    return step.run("note", () => noteDelivery(settled));
  },
);

const raised = z.object({ refundTaskId: z.uuid() });

/** Money came that may not be used: whoever can ask for its refund is told. */
export const notifyRefundTask = inngest.createFunction(
  { id: "notify-refund-task", triggers: [{ event: "refund-tasks/raised" }] },
  async ({ event, step }) => {
    const { refundTaskId } = raised.parse(event.data);
    return step.run("tell", async () =>
      perform(tellOfTask, { refundTaskId }, await systemCaller("notify-refund-task")),
    );
  },
);
