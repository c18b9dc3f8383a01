import type { Tone } from "@/lib/core/resource/description";
import { Badge } from "./badge";

export type StateOption = { value: string; label: string; tone: Tone };

/** A state as its resource describes it; an unknown value is shown as it is rather than hidden. */
export function StateBadge({ value, options }: { value: string; options: StateOption[] }) {
  const option = options.find((candidate) => candidate.value === value);
  return <Badge tone={option?.tone ?? "neutral"}>{option?.label ?? value}</Badge>;
}
