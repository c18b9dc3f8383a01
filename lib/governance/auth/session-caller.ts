import type { Caller } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";

export async function callerOfCookies(_request: Request, _facts: RequestFacts): Promise<Caller> {
  throw new AppError("unauthenticated", "unauthenticated");
}
