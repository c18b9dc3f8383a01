import { command } from "@/lib/core/command";
import { reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import { breakerKey, switchBreaker } from "@/lib/sre/circuit-breakers/switch";

/** Opens a circuit breaker: the commands it guards are refused with 503 until it is closed. */
export const openCircuitBreaker = command({
  name: "circuit-breakers.open",
  permission: "sre.circuit-breakers.write",
  sensitive: true,
  input: object({ key: breakerKey, reason }),
  scope: platformWide(),
  run: (run) => switchBreaker(run, true),
});
