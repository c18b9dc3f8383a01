import { command } from "@/lib/core/command";
import { reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import { breakerKey, switchBreaker } from "@/lib/sre/circuit-breakers/switch";

/** Closes a circuit breaker: the commands it guards work again. */
export const closeCircuitBreaker = command({
  name: "circuit-breakers.close",
  permission: "sre.circuit-breakers.write",
  sensitive: true,
  input: object({ key: breakerKey, reason }),
  scope: platformWide(),
  run: (run) => switchBreaker(run, false),
});
