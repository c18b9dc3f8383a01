import { NextResponse } from "next/server";
import { AppError } from "@/lib/core/errors";
import { type RequestFacts, requestFacts } from "@/lib/core/http/request";
import { describeError, describeFaults, translator } from "@/lib/core/i18n/translate";
import { log } from "@/lib/core/log";

export type ErrorBody = {
  error: { code: string; message: string; details: Record<string, unknown>; requestId: string };
};

const defect = new AppError("unavailable", "internal");

/** The uniform error shape (design section 8). What is no AppError is logged and answered 500 without its text. */
export async function errorResponse(error: unknown, facts: RequestFacts): Promise<NextResponse<ErrorBody>> {
  const known = error instanceof AppError;
  if (!known) log().error({ err: error, requestId: facts.requestId }, "request failed");
  const shown = known ? error : defect;
  const t = await translator(facts.locale);
  const { retryAfter, fields, ...details } = shown.details;
  return NextResponse.json(
    {
      error: {
        code: known ? shown.code : "internal",
        message: describeError(shown, t),
        details: {
          reason: shown.reason,
          ...shown.params,
          ...(fields ? { fields: describeFaults(fields, t) } : {}),
          ...details,
        },
        requestId: facts.requestId,
      },
    },
    {
      status: known ? shown.status : 500,
      headers: {
        "x-request-id": facts.requestId,
        "cache-control": "no-store",
        ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
        ...(shown.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
      },
    },
  );
}

/** Runs a route handler's body and answers whatever it throws in the uniform shape. */
export async function answering(
  request: Request,
  body: (facts: RequestFacts) => Promise<Response>,
): Promise<Response> {
  const facts = requestFacts(request.headers);
  try {
    const response = await body(facts);
    response.headers.set("x-request-id", facts.requestId);
    return response;
  } catch (error) {
    return errorResponse(error, facts);
  }
}

/** A JSON answer that no cache keeps. */
export const json = (body: unknown, status = 200): Response =>
  NextResponse.json(body, { status, headers: { "cache-control": "no-store" } });
