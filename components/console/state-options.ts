import type { StateOption } from "@/components/ui/state-badge";
import type { Resource } from "@/lib/core/resource";
import { valueLabel } from "@/lib/core/resource/describe";
import type { Reader } from "./reader";

/** The values of an enumeration column with their words and tones. */
export const stateOptions = ({ t }: Reader, resource: Resource, key = "state"): StateOption[] =>
  Object.entries(resource.columns[key]?.values ?? {}).map(([value, tone]) => ({
    value,
    tone,
    label: valueLabel(resource, key, value, t),
  }));
