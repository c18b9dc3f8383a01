import type { Examples } from "@/lib/core/testing/world";
import { approvalExamples } from "@/lib/governance/testing/approvals";
import { authExamples } from "@/lib/governance/testing/auth";
import { operatorExamples } from "@/lib/governance/testing/operators";
import { savedViewExamples } from "@/lib/governance/testing/saved-views";
import { trailExamples } from "@/lib/governance/testing/trail";
import { transferExamples } from "@/lib/governance/testing/transfers";

const parts = [
  operatorExamples,
  authExamples,
  savedViewExamples,
  transferExamples,
  approvalExamples,
  trailExamples,
];

export const governanceExamples: Examples = {
  commands: Object.assign({}, ...parts.map((part) => part.commands)),
  rows: Object.assign({}, ...parts.map((part) => part.rows)),
};
