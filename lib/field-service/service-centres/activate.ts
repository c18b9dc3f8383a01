import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { switchCentre } from "@/lib/field-service/service-centres/switch";

/** Opens a centre again that was closed. */
export const activateServiceCentre = command({
  name: "service-centres.activate",
  permission: "field-service.service-centres.write",
  input: object({ centreId: id, reason: reason.optional() }),
  scope: ofRow("service_centre", (input) => input.centreId),
  run: ({ input: { centreId }, tx, audit, now }) => switchCentre({ tx, audit, now }, centreId, true),
});
