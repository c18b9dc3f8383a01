import { z } from "zod";
import { askProvider, lookUpRefund } from "@/lib/commerce/refunds/ask-provider";
import { concludeRefund, followApproval, waitsForEnd } from "@/lib/commerce/refunds/carry-out";
import { takeReport } from "@/lib/commerce/refunds/report";
import "@/lib/registry";
import { inngest } from "../client";

const reserved = z.object({ refundId: z.uuid() });

// A provider remembers a key for a day; a bank may take two weeks.
const lookUps = ["1m", "5m", "30m", "3h", "12h", "1d", "2d", "4d", "7d"];

/**
 * Moves a refund's money: ask the provider under the refund's own key, then settle. A lost answer is looked up before anything
 * is asked again, and meanwhile the refund and its approval are *unknown* (design sections 4 and 7).
 */
export const executeRefund = inngest.createFunction(
  {
    id: "execute-refund",
    retries: 8,
    concurrency: { key: "event.data.refundId", limit: 1 },
    triggers: [{ event: "refunds/reserved" }],
  },
  async ({ event, step }) => {
    const { refundId } = reserved.parse(event.data);
    let answer = await step.run("ask", () => askProvider(refundId));
    let state = await step.run("conclude", () => concludeRefund(refundId, answer));
    for (const [round, wait] of lookUps.entries()) {
      if (state !== "processing" && state !== "unknown") break;
      await step.sleep(`wait ${round}`, wait);
      if (!(await step.run(`still open ${round}`, () => waitsForEnd(refundId)))) break;
      answer = await step.run(`look up ${round}`, () => lookUpRefund(refundId));
      state = await step.run(`conclude ${round}`, () => concludeRefund(refundId, answer));
    }
    // Two weeks without an end: people look.
    if (state === "processing")
      state = await step.run("give up", () => concludeRefund(refundId, { answer: "lost" }));
    return { refundId, state };
  },
);

const settled = z.object({ approvalId: z.uuid() });

/** A person ended the approval of a refund whose answer was lost: the refund follows. */
export const followRefundApproval = inngest.createFunction(
  {
    id: "follow-refund-approval",
    triggers: [{ event: "approvals/executed" }, { event: "approvals/failed" }],
  },
  async ({ event, step }) => {
    const { approvalId } = settled.parse(event.data);
    return step.run("follow", () => followApproval(approvalId));
  },
);

/** The provider's webhook tells how a refund stands. */
export const takeRefundReport = inngest.createFunction(
  {
    id: "take-refund-report",
    concurrency: { key: "event.data.providerRef", limit: 1 },
    triggers: [{ event: "refunds/reported" }, { event: "refunds/made-elsewhere" }],
  },
  async ({ event, step }) => step.run("take", () => takeReport(event.data)),
);
