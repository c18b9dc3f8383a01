import { answering, json } from "@/lib/core/http/answer";
import { record } from "@/lib/core/resource/list";
import { technicians } from "@/lib/field-service/technicians/resource";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

/** `GET /api/technicians/<id>` reads one technician. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    return json({ data: await record(technicians, (await params).id, caller) });
  });
