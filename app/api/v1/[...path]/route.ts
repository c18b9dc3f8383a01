import { execute } from "@/lib/core/command";
import { AppError, notFound } from "@/lib/core/errors";
import { answering, json } from "@/lib/core/http/answer";
import { idempotencyKey } from "@/lib/core/http/idempotency-key";
import { readJson } from "@/lib/core/http/request";
import { asRecords, list, record } from "@/lib/core/resource/list";
import { parseListQuery } from "@/lib/core/resource/query";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import { commands, resources } from "@/lib/registry";

type Context = { params: Promise<{ path: string[] }> };

/** `GET /api/v1/<resource>` lists, `GET /api/v1/<resource>/<id>` reads one record. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    const [name = "", id, ...rest] = (await params).path;
    const caller = await callerOfRequest(request, facts);
    const resource = resources.get(name);
    if (!resource || rest.length > 0) throw notFound();
    if (id !== undefined) return json({ data: await record(resource, id, caller) });
    const query = parseListQuery(resource, new URL(request.url).searchParams);
    const columns = query.columns ?? Object.keys(resource.columns);
    const page = await list(resource, { ...query, columns }, caller, { withTotal: false });
    return json({ data: asRecords(page), nextCursor: page.nextCursor });
  });

/** `POST /api/v1/<noun>/<verb>` carries out the command `<noun>.<verb>`. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    const { path } = await params;
    const caller = await callerOfRequest(request, facts);
    const command = path.length === 2 ? commands.get(path.join(".")) : undefined;
    if (!command) throw notFound();
    const outcome = await execute(command, await readJson(request), {
      ...caller,
      idempotencyKey: idempotencyKey(request),
    });
    if (outcome.status === "done") return json({ data: outcome.data });
    const { approvalId, number } = outcome;
    return json({ data: { approvalId, number } }, 202);
  });

const refuse = (request: Request): Promise<Response> =>
  answering(request, () => Promise.reject(new AppError("method_not_allowed", "method_not_allowed")));

export { refuse as DELETE, refuse as PATCH, refuse as PUT };
