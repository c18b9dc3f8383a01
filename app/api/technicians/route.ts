import { answering, json } from "@/lib/core/http/answer";
import { asRecords, list } from "@/lib/core/resource/list";
import { parseListQuery } from "@/lib/core/resource/query";
import { technicians } from "@/lib/field-service/technicians/resource";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

/** `GET /api/technicians` lists technicians. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    const query = parseListQuery(technicians, new URL(request.url).searchParams);
    const columns = query.columns ?? Object.keys(technicians.columns);
    const page = await list(technicians, { ...query, columns }, caller, { withTotal: false });
    return json({ data: asRecords(page), nextCursor: page.nextCursor });
  });
