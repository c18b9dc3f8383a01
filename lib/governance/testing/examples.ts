import type { Examples } from "@/lib/core/testing/world";
import { authExamples } from "@/lib/governance/testing/auth";
import { operatorExamples } from "@/lib/governance/testing/operators";
import { savedViewExamples } from "@/lib/governance/testing/saved-views";
import { transferExamples } from "@/lib/governance/testing/transfers";

const parts = [operatorExamples, authExamples, savedViewExamples, transferExamples];

export const governanceExamples: Examples = {
  commands: Object.assign({}, ...parts.map((part) => part.commands)),
  rows: Object.assign({}, ...parts.map((part) => part.rows)),
};
