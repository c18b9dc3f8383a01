import { z } from "zod";
import { may } from "@/lib/core/caller";
import { forbidden } from "@/lib/core/errors";
import { answering, json } from "@/lib/core/http/answer";
import { parseInput } from "@/lib/core/input";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { acceptUpload } from "@/lib/governance/files/upload";
import { mayImport } from "@/lib/governance/imports/importer";
import "@/lib/registry";

const purpose = z.enum(["import", "top-up-proof", "invoice", "support-attachment"]).default("import");

/** Whoever may write into support tickets may attach something. */
const writesTickets = ["support.tickets.open", "support.tickets.comment", "support.tickets.note"];

/**
 * `POST /api/files?purpose=…` takes a file for an import, as proof of a transfer, as an invoice or for a support ticket: a
 * multipart body, read while it arrives.
 */
export const POST = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    const wanted = new URL(request.url).searchParams.get("purpose") ?? undefined;
    const { purpose: use } = parseInput(z.object({ purpose }), { purpose: wanted });
    if (use === "import" && !mayImport(caller)) throw forbidden("governance.imports.read");
    if (use === "top-up-proof" && !may(caller, "billing.top-ups.create"))
      throw forbidden("billing.top-ups.create");
    if (use === "invoice" && !may(caller, "billing.invoices.issue"))
      throw forbidden("billing.invoices.issue");
    if (use === "support-attachment" && !writesTickets.some((permission) => may(caller, permission)))
      throw forbidden("support.tickets.open");
    const body = request.body ?? new ReadableStream({ start: (controller) => controller.close() });
    return json({ data: await acceptUpload(request.headers.get("content-type"), body, caller, use) }, 201);
  });
