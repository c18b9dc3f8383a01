import { answering, json } from "@/lib/core/http/answer";
import { readJobs } from "@/lib/field-service/jobs/read";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

/** `GET /api/jobs` answers what a technician's phone keeps; `?ticket=<id>` with a job that is long over. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return json({ data: await readJobs(caller, { also: new URL(request.url).searchParams.get("ticket") }) });
  });
