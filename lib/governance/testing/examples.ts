import type { Examples } from "@/lib/core/testing/world";
import { operatorExamples } from "@/lib/governance/testing/operators";

const parts = [operatorExamples];

export const governanceExamples: Examples = {
  commands: Object.assign({}, ...parts.map((part) => part.commands)),
  rows: Object.assign({}, ...parts.map((part) => part.rows)),
};
