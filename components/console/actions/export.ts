"use server";

import { unstable_rethrow } from "next/navigation";
import type { ExportRequest, StartExport } from "@/components/table/types";
import { approvalAhead, execute } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { log } from "@/lib/core/log";
import { parseListQuery } from "@/lib/core/resource/query";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import { type DrawnFor, requireSame } from "@/lib/governance/auth/drawn-for";
import { createExport } from "@/lib/governance/exports/create";
import { resourceNamed } from "@/lib/governance/exports/resource-named";
import { fitsStream } from "@/lib/governance/exports/stream";
import "@/lib/registry";

/**
 * Begins an export of a list as it stands: a short one answers where it can be fetched at once, a long one becomes a
 * job, and where a policy asks for it, either waits for approval.
 * @param page whom and where that list was drawn for.
 * @param fixed filters of the page the list stands on, which its URL does not say.
 */
export async function beginExport(
  page: DrawnFor,
  resource: string,
  fixed: Record<string, string>,
  request: ExportRequest,
): ReturnType<StartExport> {
  const caller = await currentCaller();
  try {
    requireSame(page, caller);
    const params = new URLSearchParams(request.query);
    for (const key of ["cursor", "limit"]) params.delete(key);
    for (const [key, value] of Object.entries(fixed)) params.set(key, value);
    params.set("columns", request.columns.join(","));
    const { filters, q, sort, columns } = parseListQuery(resourceNamed(resource), params);
    const query = { filters, q, sort, columns };
    const input = { resource, query, byteOrderMark: request.bom };
    const waits = (await approvalAhead(createExport, input, caller)) !== null;
    if (!waits && (await fitsStream(resource, query, caller))) {
      params.set("resource", resource);
      if (request.bom) params.set("bom", "1");
      return { ok: true, href: `/api/exports/stream?${params}` };
    }
    const outcome = await execute(createExport, input, caller);
    return outcome.status === "waiting" ? { ok: true, approvalId: outcome.approvalId } : { ok: true };
  } catch (error) {
    unstable_rethrow(error);
    const t = await translator(caller.locale);
    if (error instanceof AppError) return { ok: false, message: describeError(error, t) };
    log().error({ err: error, requestId: caller.requestId }, "export failed to start");
    return { ok: false, message: t("core.errors.internal") };
  }
}
