import { type Caller, may } from "@/lib/core/caller";
import { refused } from "@/lib/core/errors";
import type { OrderPaymentMethod, OrderSource } from "@/lib/core/generated/prisma/enums";
import type { Place } from "@/lib/core/scope";

/**
 * Which ways of paying are open to whom (connectivity 6.2, 6.5): operators use the wallet, those of the platform note offline
 * payments; the API uses the wallet and online payments; the product itself any.
 * @param place where the buyer belongs.
 * @returns where the order comes from.
 * @throws rule_violation.
 */
export function requireMethod(caller: Caller, method: OrderPaymentMethod, place: Place): OrderSource {
  const { type } = caller.actor;
  const online = method === "online" || method === "mixed";
  if (type === "system") return online ? "api" : "admin";
  if (type === "operator" ? online : method === "offline") throw refused("commerce.method_not_here");
  const root = place.path.split(".")[0]!;
  if (method === "offline" && !may(caller, "commerce.orders.write", root))
    throw refused("commerce.offline_by_platform");
  return type === "operator" ? "admin" : "api";
}
