import { dayCloseCsv } from "@/lib/billing/day-close/csv";
import { exportDayClose } from "@/lib/billing/day-close/export";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { answering } from "@/lib/core/http/answer";
import { parseInput } from "@/lib/core/input";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { downloadHeaders } from "@/lib/governance/files/response";
import "@/lib/registry";

/** `GET /api/billing/day-close?days=2026-05-01..2026-05-31` writes a day's close as CSV. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    // It leaves a trace in somebody's name, so a link on another site must not be enough.
    if (request.headers.get("sec-fetch-site") === "cross-site")
      throw new AppError("forbidden", "governance.foreign_origin");
    const caller = await callerOfRequest(request, facts);
    const asked = parseInput(exportDayClose.input, Object.fromEntries(new URL(request.url).searchParams));
    const csv = await dayCloseCsv(asked.days, caller);
    const { name } = await perform(exportDayClose, asked, caller);
    return new Response(csv, { headers: downloadHeaders(name, "text/csv") });
  });
